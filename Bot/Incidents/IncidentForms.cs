using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>Which form a verb opens for an incident, with what was typed behind it filled in.</summary>
public sealed class IncidentForms(GiveUpdate update, ChangeStatus change, ResolveIncident resolve, ShowTimeline timeline)
{
    /// <summary>Says in one sentence why there is nothing to open, or null.</summary>
    public async Task<string?> Open(Asked asked, IncidentRow incident, string trigger, string command, CancellationToken stop)
    {
        if (Refusal(asked.Verb, incident, command) is { } refusal) return refusal;
        await Form(asked, incident, trigger, stop);
        return null;
    }

    Task Form(Asked asked, IncidentRow incident, string trigger, CancellationToken stop) => asked.Verb switch
    {
        Verbs.Update => update.Open(trigger, incident, asked.Typed, stop),
        Verbs.Resolve => resolve.Open(trigger, incident, asked.Typed, stop),
        Verbs.Timeline => timeline.Open(trigger, incident, asked.Typed, stop),
        Verbs.Status when incident.IsOpen
            && Word(asked.Typed) is (IncidentStatus.Resolved or IncidentStatus.Closed, _, var fix) =>
            resolve.Open(trigger, incident, fix, stop),
        _ => change.Open(trigger, incident, Chosen(asked, incident), stop),
    };

    static ChangeStatus.Typed Chosen(Asked asked, IncidentRow incident)
    {
        switch (asked.Verb)
        {
            case Verbs.Lead:
                return new(Lead: asked.Person, Why: asked.Typed);
            case Verbs.Rename:
                return new(Name: asked.Typed.Length > 0 ? asked.Typed : null);
            case Verbs.Decline:
                return new(IncidentStatus.Declined, Why: asked.Typed);
            case Verbs.Reopen:
                return new(IncidentStatus.Investigating, Why: asked.Typed);
            default:
                var (status, severity, why) = Word(asked.Typed);
                if (status is { } one && !IncidentRules.Next(incident.Status).Contains(one)) status = null;
                return new(status, severity, Why: why);
        }
    }

    /// <summary>What the first word chooses, a letter or two aside, and the words behind it; or all of them.</summary>
    static (IncidentStatus? Status, Severity? Severity, string Behind) Word(string typed)
    {
        var parts = typed.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rest = parts.ElementAtOrDefault(1) ?? "";
        return Spelling.Nearest(parts.FirstOrDefault("").ToLowerInvariant(), Values) is not { } value ? (null, null, typed)
            : Enum.TryParse<IncidentStatus>(value, ignoreCase: true, out var status) ? (status, null, rest)
            : (null, Enum.Parse<Severity>(value, ignoreCase: true), rest);
    }

    static readonly string[] Values =
        [.. Enum.GetNames<IncidentStatus>().Concat(Enum.GetNames<Severity>()).Select(n => n.ToLowerInvariant())];

    static string? Refusal(string verb, IncidentRow incident, string command) => (verb, incident.IsOpen) switch
    {
        (Verbs.Resolve or Verbs.Decline, false) =>
            $"{incident.Label} is {Words.Of(incident.Status)} already. `{command} reopen {incident.Number}` opens it again.",
        (Verbs.Reopen, true) => $"{incident.Label} is open: {Words.Of(incident.Status)}.",
        _ => null,
    };
}
