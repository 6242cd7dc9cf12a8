namespace Bot.Domain.Alerts;

/// <summary>How bad what is sent on is, from bad to worse, in the words that PagerDuty has for it.</summary>
public enum ForwardSeverity
{
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>What is done where an alert that fires is to be sent on.</summary>
public enum ForwardStep
{
    /// <summary>Its destination knows already.</summary>
    Nothing,

    /// <summary>It is told.</summary>
    Begin,

    /// <summary>What it was told before is told once more: it still fires.</summary>
    Repeat,
}

/// <summary>Which alerts are sent on to another tool, and when that hears that they are well.</summary>
public static class ForwardRules
{
    /// <summary>What still fires after so long is sent once more: somebody may have closed it there.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether anybody is told of it now, or its route says that nobody is. What waits or has time to recover is sent on when
    /// that is over, what is quiet or only counted not at all.
    /// </summary>
    public static bool IsTold(AlertDecision decision) => decision is AlertDecision.Open or AlertDecision.OpenStorm
        or AlertDecision.Join or AlertDecision.JoinJob or AlertDecision.JoinStorm or AlertDecision.Reopen
        or AlertDecision.ToLedger or AlertDecision.Say or AlertDecision.Store { ByRoute: true };

    /// <summary>
    /// Whether all of it is well: of an incident only once nothing of it fires, as it is one thing there too.
    /// </summary>
    public static bool IsWell(AlertDecision decision) => decision is AlertDecision.Recover { AllClear: true }
        or AlertDecision.RecoverWaiting or AlertDecision.Flake or AlertDecision.EndLine or AlertDecision.CallOff
        or AlertDecision.Store { IsWell: true };

    /// <summary>One incident is told once; what joins it is news only where it is worse.</summary>
    /// <param name="severity">Of the alert.</param>
    /// <param name="told">What of the same alert or incident its destination was told and still holds for open.</param>
    /// <param name="now">When.</param>
    public static ForwardStep Of(
        ForwardSeverity severity, IReadOnlyCollection<(ForwardSeverity Severity, DateTimeOffset At)> told, DateTimeOffset now)
    {
        var asBad = told.Where(t => t.Severity >= severity).ToList();
        return asBad.Count == 0 ? ForwardStep.Begin
            : asBad.TrueForAll(t => now - t.At >= RepeatAfter) ? ForwardStep.Repeat
            : ForwardStep.Nothing;
    }

    /// <summary>As its route says; else as its sender does, where it has one of these words.</summary>
    public static ForwardSeverity SeverityOf(RouteAction action, string? sent) => action switch
    {
        RouteAction.Open { Severity: Incidents.Severity.Critical } => ForwardSeverity.Critical,
        RouteAction.Open { Severity: Incidents.Severity.Major } => ForwardSeverity.Error,
        RouteAction.Open => ForwardSeverity.Warning,
        _ => Enum.TryParse<ForwardSeverity>(sent, ignoreCase: true, out var severity) && Enum.IsDefined(severity)
            && !char.IsAsciiDigit(sent![0]) ? severity : ForwardSeverity.Info,
    };
}
