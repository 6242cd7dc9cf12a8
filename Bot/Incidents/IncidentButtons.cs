using System.Globalization;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// What can be pressed on an incident's card: at most three buttons, so that a phone shows them in one row, and a menu.
/// </summary>
static class IncidentButtons
{
    /// <summary>The first choice of the menu; the others are called as their verbs are.</summary>
    public const string Change = "change";

    public static IEnumerable<BlockElement> Of(IncidentCard card)
    {
        var incident = card.Incident;
        if (!incident.IsOpen) return [Press(incident, IncidentIds.OpenReopen, "Reopen")];
        var update = Press(incident, IncidentIds.OpenUpdate, "Update");
        var resolve = Press(incident, IncidentIds.OpenResolve, "Resolve", card.Recovered ? ButtonStyle.Primary : null);
        // Each keeps its place when somebody is on it: a finger that comes down twice must not find another under it.
        var lead = Lead(incident, incident.IsWaiting || incident.Lead is null ? ButtonStyle.Primary : null);
        return card.Recovered ? [resolve, update, lead] : [lead, update, resolve];
    }

    /// <summary>Of a card that nobody has accepted.</summary>
    public static IEnumerable<BlockElement> Triage(IncidentRow incident) =>
        [.. Answer(incident), Press(incident, IncidentIds.OpenMerge, "Merge…")];

    /// <summary>What whoever is called for an incident can answer.</summary>
    public static IEnumerable<BlockElement> Answer(IncidentRow incident) => incident.Unaccepted
        ?
        [
            Press(incident, IncidentIds.OnIt, "Accept", ButtonStyle.Primary),
            Press(incident, IncidentIds.OpenDecline, "Decline…"),
        ]
        : [Press(incident, IncidentIds.OnIt, "I'm on it", ButtonStyle.Primary)];

    /// <param name="merged">The incident that went into this one.</param>
    public static Button Unmerge(long merged) => new()
    {
        ActionId = IncidentIds.Unmerge,
        Text = "Undo",
        Value = merged.ToString(CultureInfo.InvariantCulture),
    };

    static Button Lead(IncidentRow incident, ButtonStyle? style) => incident switch
    {
        { Lead: null } => Press(incident, IncidentIds.BeLead, "I'll lead", style),
        { IsWaiting: true } => Press(incident, IncidentIds.OnIt, "I'm on it", style),
        _ => Press(incident, IncidentIds.TakeOver, "Take over", style),
    };

    /// <summary>
    /// The menu stands beside the heading, where a phone has room for it. Slack takes five choices: the last one opens all the
    /// others.
    /// </summary>
    public static OverflowMenu More(IncidentRow incident) => new()
    {
        ActionId = IncidentIds.More,
        Options =
        [
            new Option("Change status, severity, lead…", Value(Change, incident)),
            .. incident is { IsOpen: true, Lead: not null }
                ? [new Option("Hand over…", Value(Verbs.HandOver, incident))] : Array.Empty<Option>(),
            new Option("Catch me up", Value(Verbs.CatchUp, incident)),
            new Option("Timeline", Value(Verbs.Timeline, incident)),
            new Option("More…", Value(Verbs.Menu, incident)),
        ],
    };

    public static Button CallNow(IncidentCard card) =>
        Press(card.Incident, IncidentIds.CallNow, Call(Names.All(card.ToCall, card.NameOf)), ButtonStyle.Danger);

    /// <summary>The same beside an answer, which it changes.</summary>
    public static Button CallFromAnswer(IncidentRow incident, string name) =>
        Press(incident, IncidentIds.AnswerCallNow, Call(name), ButtonStyle.Danger);

    /// <param name="person">Whoever has not been asked yet.</param>
    public static Button CallOneMore(IncidentCard card, string person) =>
        Press(card.Incident, IncidentIds.CallOneMore, Call(card.NameOf(person)), ButtonStyle.Danger) with
        {
            Value = $"{Number(card.Incident)}:{person}",
        };

    static string Call(string name) => Limits.Truncate($"Call {name} now", Limits.ButtonText);

    static Button Press(IncidentRow incident, string action, string text, ButtonStyle? style = null) => new()
    {
        ActionId = action,
        Text = text,
        Value = Number(incident),
        Style = style,
    };

    static string Value(string what, IncidentRow incident) => $"{what}:{Number(incident)}";

    static string Number(IncidentRow incident) => incident.Number.ToString(CultureInfo.InvariantCulture);
}
