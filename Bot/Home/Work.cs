using System.Data;
using Bot.Domain.Incidents;
using Bot.Incidents;

namespace Bot.Home;

/// <summary>The open incidents as whoever comes on call meets them, and who was before leaves them.</summary>
sealed record Work(IReadOnlyList<IncidentRow> Open, string Person, string? Before)
{
    public static Work Of(IDbConnection db, string person, string? before) => new(IncidentStore.Open(db), person, before);

    /// <summary>Nobody has begun, and nobody else was chosen to.</summary>
    public IReadOnlyList<IncidentRow> Untouched => [.. Open.Where(i => !i.Touched && (!i.LeadChosen || IsTheirs(i)))];

    /// <summary>All but what others lead, who took it or were chosen.</summary>
    public IReadOnlyList<IncidentRow> All =>
        [.. Open.Where(i => (i.Touched ? IsTheirs(i) && i.Lead != Person : !i.LeadChosen || IsTheirs(i)))];

    /// <summary>What whoever was before leads still.</summary>
    public IReadOnlyList<IncidentRow> Left => [.. Open.Where(i => Before is not null && i.Lead == Before)];

    bool IsTheirs(IncidentRow incident) => incident.Lead is null || incident.Lead == Person || incident.Lead == Before;

    /// <summary>"8 open: 5 untouched, 3 in work. 2 Critical."</summary>
    public string Counted()
    {
        var (untouched, leaderless) = (Open.Count(i => !i.Touched), Open.Count(i => i.Lead is null));
        var waiting = Open.Count(i => i is { Touched: true, IsWaiting: true });
        string?[] parts =
        [
            untouched > 0 ? $"{untouched} untouched" : null,
            waiting > 0 ? $"{waiting} waiting again" : null,
            untouched + waiting < Open.Count ? $"{Open.Count - untouched - waiting} in work" : null,
            leaderless > 0 ? $"{leaderless} without a lead" : null,
        ];
        return $"*{Open.Count} open:* {string.Join(", ", parts.OfType<string>())}.{Pressing(Open, " ", ".")}";
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
