using System.Data;
using Bot.Incidents;
using Bot.OnCall;

namespace Bot.Home;

/// <summary>What waits for one person: requests for cover that they have not answered, and open incidents that they lead.</summary>
public sealed record Waiting(IReadOnlyList<CoverRequestRow> Requests, IReadOnlyList<IncidentRow> Incidents)
{
    public bool IsNothing => Requests.Count + Incidents.Count == 0;

    public static Waiting For(IDbConnection db, string person, DateTimeOffset now) => new(
        [.. CoverRequestStore.AllOpen(db).Where(r => r.Hours.Ends > now && IsAsked(db, r.Number, person))],
        [.. IncidentStore.Open(db).Where(i => i.Lead == person)]);

    public static bool IsAsked(IDbConnection db, long request, string person) =>
        CoverRequestStore.Asked(db, request).Any(a => a.Person == person && !a.Declined);
}
