using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The menus of an incident's forms.</summary>
static class Choices
{
    public static readonly IReadOnlyList<(Affected, string)> Affected =
    [
        (Domain.Incidents.Affected.NotSure, "Not sure"),
        (Domain.Incidents.Affected.Inside, "People inside the company"),
        (Domain.Incidents.Affected.Customers, "Customers"),
    ];

    public static readonly IReadOnlyList<(Severity, string)> Severities =
    [
        (Severity.Minor, "Minor: can wait for working hours"),
        (Severity.Major, "Major: wants somebody today"),
        (Severity.Critical, "Critical: wants somebody now"),
    ];

    /// <summary>The statuses that a person may choose from where it stands.</summary>
    public static IReadOnlyList<(IncidentStatus, string)> Next(IncidentStatus status) =>
        [.. IncidentRules.Next(status).Select(next => (next, Said(status, next)))];

    static string Said(IncidentStatus now, IncidentStatus next) => next switch
    {
        IncidentStatus.Triage => "Triage: is it one?",
        IncidentStatus.Investigating when !now.IsOpen() => "Investigating: open it again",
        IncidentStatus.Monitoring => "Monitoring: fixed, we watch it",
        IncidentStatus.Declined => "Declined: not an incident",
        IncidentStatus.Closed => "Closed: nothing left to do",
        _ => next.ToString(),
    };

    public static StaticSelectMenu Of<T>(string actionId, IReadOnlyList<(T Value, string Text)> choices, T initial)
        where T : struct, Enum
    {
        var options = choices.Select(c => (c.Value, Option: new Option(c.Text, c.Value.ToString().ToLowerInvariant()))).ToList();
        return new StaticSelectMenu
        {
            ActionId = actionId,
            Options = [.. options.Select(o => o.Option)],
            InitialOption = options.First(o => o.Value.Equals(initial)).Option,
        };
    }

    /// <summary>The value chosen; null when the form has no such field.</summary>
    public static T? Maybe<T>(string? value)
        where T : struct, Enum => Enum.TryParse<T>(value, ignoreCase: true, out var read) ? read : null;

    public static T Read<T>(string? value, T otherwise)
        where T : struct, Enum => Maybe<T>(value) ?? otherwise;
}
