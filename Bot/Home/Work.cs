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
        string?[] parts =
        [
            untouched > 0 ? $"{untouched} untouched" : null,
            untouched < Open.Count ? $"{Open.Count - untouched} in work" : null,
            leaderless > 0 ? $"{leaderless} without a lead" : null,
        ];
        return $"*{Open.Count} open:* {string.Join(", ", parts.OfType<string>())}.{Critical(Open, " ", ".")}";
    }

    /// <summary>"2 Critical", between the given words; nothing where none is.</summary>
    public static string Critical(IEnumerable<IncidentRow> incidents, string before, string after = "") =>
        incidents.Count(i => i.Severity == Severity.Critical) is > 0 and var count ? $"{before}{count} Critical{after}" : "";
}
