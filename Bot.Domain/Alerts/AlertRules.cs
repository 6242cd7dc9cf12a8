namespace Bot.Domain.Alerts;

/// <summary>Decides what becomes of an alert; the same facts always give the same decision.</summary>
public static class AlertRules
{
    /// <summary>For this long after Resolve the same failure reopens its incident, and after Decline it stays quiet.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>
    /// For this long a failure that somebody resolved though it still fired stays quiet, unless it is well in between.
    /// </summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    const int LongestWord = 40;

    public static AlertDecision Decide(Alert alert, RouteDecision route, AlertFacts facts, StormRule storm)
    {
        if (alert.OfNoInterest is { } reason) return new AlertDecision.Store(reason);
        // What is beside production may share its key with what is not, of which it says nothing.
        var decision = route is { Action: RouteAction.Keep, Route: null } ? new AlertDecision.Store(route.Reason)
            : alert.Status == AlertStatus.Resolved ? Resolved(alert, facts)
            : Firing(route, facts, storm);
        return StatusWords.IsUnknown(alert.StatusWord)
            ? decision with { Reason = $"{decision.Reason} {Unknown(alert.StatusWord)}" }
            : decision;
    }

    static string Unknown(string word) =>
        $"Its status “{Brief(word.Trim())}” does not clearly say that it is well, so it counts as failing.";

    static string Brief(string word) => word.Length <= LongestWord ? word
        : $"{WholeLetters.Of(word, LongestWord)}…";

    static AlertDecision Firing(RouteDecision route, AlertFacts facts, StormRule storm) => facts.Incident switch
    {
        not { EndedAt: null } when facts.Expected is { } expected => Expected(expected),
        { EndedAt: null } own when facts.Expected is { } expected && expected.Number == own.Number => Expected(expected),
        { EndedAt: null } open => Join(open, facts.Now),
        // It was declined as what it was then.
        { Phase: IncidentPhase.Declined, EndedAt: { } at } declined
            when facts.Now - at < Memory && !(facts.Asks > declined.Asked) =>
            new AlertDecision.Store(
                $"{declined.Name} was declined {Words.Span(facts.Now - at)} ago for the same key; it stays quiet for a day."),
        { LeftFiring: true, EndedAt: { } at } ended
            when facts.Now - at < Quiet && !(facts.Asks > ended.Asked) => new AlertDecision.Store(
            $"{ended.Name} was resolved {Words.Span(facts.Now - at)} ago although this fired; it stays quiet for 10 min."),
        // Nothing is opened for it, nor opened again.
        _ when route.Action is not RouteAction.Open => New(route, facts, storm),
        // It was told apart from the rest of its job.
        { IsSplit: true, Phase: not IncidentPhase.Declined, EndedAt: { } at } split when facts.Now - at < Memory =>
            Reopen(split, facts.Now - at),
        _ when facts.Job is { } job => new AlertDecision.JoinJob(
            job.Number, $"Joined {job.Name}, which is about the same job."),
        { Phase: not IncidentPhase.Declined, EndedAt: { } at } ended when facts.Now - at < Memory =>
            Reopen(ended, facts.Now - at),
        _ => New(route, facts, storm),
    };

    static AlertDecision.JoinExpected Expected(ExpectingIncident expected) =>
        new(expected.Number, expected.Expectation, $"Joined {expected.Name}, which expects {expected.What}.");

    static AlertDecision.Join Join(KeyIncident open, DateTimeOffset now)
    {
        var seen = $"its key fired {Words.Span(now - open.LastFired)} ago, {open.Firings + 1} times by now";
        return open.Phase == IncidentPhase.Monitoring
            ? new(open.Number, true, $"Joined {open.Name}, which leaves Monitoring: {seen}.")
            : new(open.Number, false, $"Joined {open.Name}: {seen}.");
    }

    static AlertDecision.Reopen Reopen(KeyIncident ended, TimeSpan away) =>
        new(ended.Number, $"Back after {Words.Span(away)}{Again(ended)}: {ended.Name} is open again.");

    // The first return is no second one.
    static string Again(KeyIncident ended) => ended.Openings > 1 ? $", for the {Words.Ordinal(ended.Openings)} time" : "";

    static AlertDecision New(RouteDecision route, AlertFacts facts, StormRule storm)
    {
        // What is worse by now waits no longer, and what was given time is not forgotten because a route has changed.
        var isNow = route.Action is RouteAction.Open { WaitFirst: var span } && (span <= TimeSpan.Zero || facts.HasSettled)
            && facts is { WaitsForMorning: false, OverRate: false };
        if (facts.Waiting is { } waiting && !isNow)
            return new AlertDecision.Wait($"It waits for the morning already, {waiting.Firings + 1} times by now.");
        if (facts.Settling is { } settling && !isNow)
            return new AlertDecision.Settle($"It is given time to recover already, {settling.Firings + 1} times by now.");
        if (facts.OverRate)
            return new AlertDecision.Count("Its source sends more than its limit allows, so it is counted and opens nothing.");
        return route.Action switch
        {
            RouteAction.Keep => new AlertDecision.Store(route.Reason) { ByRoute = true },
            RouteAction.Ledger => new AlertDecision.ToLedger(route.Reason),
            RouteAction.Say say => new AlertDecision.Say(say.Channel, route.Reason),
            RouteAction.Open { WaitFirst: var first } when first > TimeSpan.Zero && !facts.HasSettled =>
                new AlertDecision.Settle($"{route.Reason} It has {Words.Span(first)} to recover before anybody is told."),
            _ when facts.WaitsForMorning =>
                new AlertDecision.Wait($"{route.Reason} It is out of hours, so it waits for the morning."),
            _ => storm.Open(facts, route.Reason),
        };
    }

    static AlertDecision Resolved(Alert alert, AlertFacts facts) => facts switch
    {
        { Incident: { EndedAt: null } open } => Recover(alert, open),
        { Waiting: { } waiting } => Recover(alert, waiting),
        { Settling: { } settling } => Flake(alert, settling),
        { Line: { } line } when !alert.ReadLeniently && alert.Gone is null =>
            new AlertDecision.EndLine(line, "It is resolved, and its line says so."),
        { Incident: { LeftFiring: true } ended } when !alert.ReadLeniently && alert.Gone is null =>
            new AlertDecision.CallOff(ended.Number, $"It is resolved, and so is {ended.Name}."),
        _ => new AlertDecision.Store("It is resolved, and nothing is open for its key.")
        {
            IsWell = !alert.ReadLeniently && alert.Gone is null,
        },
    };

    static AlertDecision Recover(Alert alert, KeyIncident open)
    {
        if (Elsewhere(alert, open.Name, open.Branch, open.Environment) is { } elsewhere)
            return new AlertDecision.Store(elsewhere);
        if (alert.Gone is { } gone)
            return new AlertDecision.Gone(open.Number, $"It is gone, not fixed: {gone}. {open.Name} stays as it is.");
        if (alert.ReadLeniently)
            return new AlertDecision.OfferResolve(
                open.Number,
                $"It looks resolved, but its body was not clean JSON: {open.Name} stays as it is and Resolve is offered.");
        if (open.OthersOfJobFiring > 0 && alert is { Job: not null, IsOfDbt: false })
            return new AlertDecision.OfferResolve(
                open.Number,
                $"The job passed, though {open.OthersOfJobFiring} of {open.Keys} alerts in {open.Name} still fire, of which its "
                    + "runs said nothing: Resolve is offered.");
        if (alert.Behind is { } red)
            return new AlertDecision.Recover(
                open.Number, open.OthersFiring == 0, $"It was not run, being behind {red}: it is part of that in {open.Name}.");
        return open.OthersFiring > 0
            ? new AlertDecision.Recover(
                open.Number, false, $"It is resolved; {open.OthersFiring} of {open.Keys} alerts in {open.Name} still fire.")
            : new AlertDecision.Recover(
                open.Number, true, $"It is resolved: {open.Name} is in Monitoring and Resolve is offered.");
    }

    static AlertDecision Recover(Alert alert, WaitingAlert waiting)
    {
        if (Elsewhere(alert, "the alert that waits", waiting.Branch, waiting.Environment) is { } elsewhere)
            return new AlertDecision.Store(elsewhere);
        if (alert.Gone is { } gone)
            return new AlertDecision.Store($"It is gone, not fixed: {gone}. The alert that waits for the morning stays.");
        return alert.ReadLeniently
            ? new AlertDecision.Store(
                "It looks resolved, but its body was not clean JSON: the alert that waits for the morning stays.")
            : new AlertDecision.RecoverWaiting("It recovered while it waited for the morning.");
    }

    static AlertDecision Flake(Alert alert, WaitingAlert settling)
    {
        if (Elsewhere(alert, "the alert that has time to recover", settling.Branch, settling.Environment) is { } elsewhere)
            return new AlertDecision.Store(elsewhere);
        if (alert.Gone is { } gone)
            return new AlertDecision.Store($"It is gone, not fixed: {gone}. The alert that has time to recover stays.");
        return alert.ReadLeniently
            ? new AlertDecision.Store(
                "It looks resolved, but its body was not clean JSON: the alert stays until its time is over.")
            : new AlertDecision.Flake("It recovered by itself before anybody was told: a flake.");
    }

    /// <summary>
    /// Why a recovery belongs to something else, or null: one key may be sent from several branches and environments.
    /// </summary>
    static string? Elsewhere(Alert alert, string what, string? branch, string? environment) =>
        Differ(alert.Branch, branch) ? $"It passed on {alert.Branch}; {what} is about {branch}."
        : Differ(alert.Environment, environment) ? $"It passed in {alert.Environment}; {what} is about {environment}."
        : null;

    static bool Differ(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
