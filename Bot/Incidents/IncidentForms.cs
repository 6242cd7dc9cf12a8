using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Which form a verb opens for an incident, with what was typed behind it filled in.</summary>
public sealed class IncidentForms(
    GiveUpdate update, ChangeStatus change, ResolveIncident resolve,
    SplitIncident split, MergeIncident merge, ExpectAlerts expect)
{
    readonly Dictionary<string, Func<IncidentRow, Opening, CancellationToken, Task>> others = [];

    /// <summary>What is opened for a verb that takes no words, here or in another room.</summary>
    public void Serve(string verb, Func<IncidentRow, Opening, CancellationToken, Task> open) => others.Add(verb, open);

    public Task Open(Asked asked, IncidentRow incident, Opening opening, CancellationToken stop) => asked.Verb switch
    {
        _ when others.TryGetValue(asked.Verb, out var open) => open(incident, opening, stop),
        Verbs.Update => update.Open(incident, asked.Typed, opening, stop),
        Verbs.Resolve => resolve.Open(incident, asked.Typed, opening, stop),
        Verbs.Split => split.Open(incident, opening, stop),
        Verbs.Merge => merge.Open(incident, asked.Typed, opening, stop),
        Verbs.Expect => expect.Open(incident, opening, stop),
        Verbs.Status when incident.IsOpen && ValueWords.Of(asked.Verb, asked.Typed)
            is { Status: IncidentStatus.Resolved or IncidentStatus.Closed, Behind: var fix } =>
            resolve.Open(incident, fix, opening, stop),
        _ => Change(incident, Chosen(asked, incident), opening, stop),
    };

    // Words that change nothing are news: the form for changes would drop them.
    Task Change(IncidentRow incident, ChangeForm.Filled filled, Opening opening, CancellationToken stop) =>
        filled is { Why.Length: > 0, Notes.Count: 0 } && filled.Values == ShownIncident.Present(incident)
            ? update.Open(incident, filled.Why, opening, stop)
            : change.Open(incident, filled, opening, stop);

    ChangeForm.Filled Chosen(Asked asked, IncidentRow incident)
    {
        var present = ShownIncident.Present(incident);
        return asked.Verb switch
        {
            Verbs.Lead when asked is { Person: null, Typed.Length: > 0 } => change.Led(present, asked.Typed),
            Verbs.Lead => new(present with { Lead = asked.Person ?? present.Lead }, asked.Typed),
            Verbs.Rename => new(present with { Name = asked.Typed.Length > 0 ? asked.Typed : present.Name }),
            Verbs.Decline => new(present with { Status = IncidentStatus.Declined }, asked.Typed),
            _ => Valued(asked, incident, present),
        };
    }

    static ChangeForm.Filled Valued(Asked asked, IncidentRow incident, FormEdit.Values present)
    {
        var meant = ValueWords.Of(asked.Verb, asked.Typed);
        if (meant.IsNothing) return Unknown(asked, present);
        var isStep = meant.Status is not { } status || IncidentRules.Next(incident.Status).Contains(status);
        var chosen = present with
        {
            Status = isStep && meant.Status is { } next ? next : present.Status,
            Severity = meant.Of(incident.Severity),
        };
        return new(chosen, meant.Behind)
        {
            Notes = (isStep, IsEnd: meant.Step != 0 && chosen.Severity == incident.Severity) switch
            {
                (false, _) => [$"{incident.Label} cannot go from {incident.Status} to {meant.Status}: choose below."],
                (_, true) => [$"{incident.Label} is {incident.Severity} already: choose below."],
                _ => [],
            },
        };
    }

    /// <summary>A word alone was meant for a value.</summary>
    static ChangeForm.Filled Unknown(Asked asked, FormEdit.Values present) =>
        UnknownValue(asked) is { } said ? new(present) { Notes = [$"{said}: choose below."] } : new(present, asked.Typed);

    /// <summary>"“banana” is no severity"; null where the word is one, or begins a sentence.</summary>
    public static string? UnknownValue(Asked asked) =>
        asked.Verb is Verbs.Status or Verbs.Severity && asked.Typed.Length > 0
            && !asked.Typed.Any(char.IsWhiteSpace) && ValueWords.Of(asked.Verb, asked.Typed).IsNothing
            ? $"“{Mrkdwn.Inert(asked.Typed, 60)}” is no {asked.Verb}"
            : null;

    /// <summary>Why there is nothing to open, in one sentence, or null.</summary>
    public static string? Refusal(string verb, IncidentRow incident, string command) => (verb, incident.IsOpen) switch
    {
        (Verbs.Resolve or Verbs.Decline or Verbs.Split or Verbs.Merge or Verbs.Expect or Verbs.HandOver or Verbs.MakePrivate
                or Verbs.Notice, false) =>
            $"{incident.Label} is {incident.Standing} already. `{command} reopen {incident.Number}` opens it again.",
        (Verbs.Reopen, true) => $"{incident.Label} is open: {Words.Of(incident.Status)}.",
        _ => null,
    };
}
