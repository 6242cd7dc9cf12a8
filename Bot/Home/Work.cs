using System.Data;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;

namespace Bot.Home;

/// <summary>The open incidents of a rotation as whoever comes on call meets them, and who was before leaves them.</summary>
sealed record Work(IReadOnlyList<IncidentRow> Open, string Person, string? Before)
{
    public static Work Of(IDbConnection db, string rotation, string person, string? before) =>
        // Whether a card is an incident is asked of each: nobody takes it along with others.
        new([.. IncidentStore.Open(db, Viewer.Of(person)).Where(i => i.Team == rotation && !i.Unaccepted)], person, before);

    /// <summary>Nobody is on it: whoever leads it has not begun, or has not come back to it.</summary>
    public IReadOnlyList<IncidentRow> Waiting => [.. Open.Where(IsWaiting)];

    /// <summary>All but what others lead and are on.</summary>
    public IReadOnlyList<IncidentRow> All => [.. Open.Where(i => IsWaiting(i) || (IsTheirs(i) && i.Lead != Person))];

    /// <summary>What others lead.</summary>
    public IReadOnlyList<IncidentRow> Rest => [.. Open.Where(i => i.Lead != Person)];

    /// <summary>What whoever was before leads still.</summary>
    public IReadOnlyList<IncidentRow> Left => [.. Open.Where(i => Before is not null && i.Lead == Before)];

    static bool IsWaiting(IncidentRow incident) => incident.IsWaiting || !incident.Touched;

    bool IsTheirs(IncidentRow incident) => incident.Lead is null || incident.Lead == Person || incident.Lead == Before;

    /// <summary>"7 open: 4 Critical, 4 wait for somebody, 3 in work."</summary>
    public string Counted() => Counted(Open, "open");

    /// <summary>"7 open: 4 Critical.", or how many wait where none is pressing.</summary>
    public static string Few(IReadOnlyCollection<IncidentRow> incidents, string what)
    {
        var waiting = incidents.Count(IsWaiting);
        var said = Pressing(incidents, "") is { Length: > 0 } pressing ? pressing
            : waiting == 0 ? "all in work" : $"{waiting} {(waiting == 1 ? "waits" : "wait")}";
        return $"*{incidents.Count} {what}:* {said}.";
    }

    /// <summary>"3 left: 1 Critical, 3 in work."</summary>
    public static string Counted(IReadOnlyCollection<IncidentRow> incidents, string what)
    {
        var (waiting, leaderless) = (incidents.Count(IsWaiting), incidents.Count(i => i.Lead is null));
        string?[] parts =
        [
            Pressing(incidents, "") is { Length: > 0 } pressing ? pressing : null,
            waiting > 0 ? $"{waiting} {(waiting == 1 ? "waits" : "wait")} for somebody" : null,
            waiting < incidents.Count ? $"{incidents.Count - waiting} in work" : null,
            leaderless > 0 ? $"{leaderless} without a lead" : null,
        ];
        return $"*{incidents.Count} {what}:* {string.Join(", ", parts.OfType<string>())}.";
    }

    /// <summary>"2 Critical, 1 Major", between the given words; nothing where none is.</summary>
    public static string Pressing(IReadOnlyCollection<IncidentRow> incidents, string before, string after = "")
    {
        string[] counts =
        [
            .. from severity in (Severity[])[Severity.Critical, Severity.Major]
               let count = incidents.Count(i => i.Severity == severity)
               where count > 0
               select $"{count} {severity}",
        ];
        return counts.Length == 0 ? "" : $"{before}{string.Join(", ", counts)}{after}";
    }
}
