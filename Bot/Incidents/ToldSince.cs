using System.Data;
using Bot.OnCall.Rows;
using Dapper;

namespace Bot.Incidents;

/// <summary>Since when people knew, when somebody was called because they had not answered; unix milliseconds.</summary>
/// <param name="Lead">
/// Since when the lead did: their first call, else the brief as their hours opened; null where they do not.
/// </param>
/// <param name="Anybody">Since when anybody did; null where nobody was told.</param>
/// <param name="Called">Since when whoever is called now was, where it is again; null where it is the first time.</param>
public sealed record ToldSince(long? Lead, long? Anybody, long? Called)
{
    public static ToldSince Of(IDbConnection db, CallRow call)
    {
        var before = db.Query<(string Step, long At, string People)>(
            """
            select step, at, people from incident_calls
            where incident = @Incident and waiting = @Waiting and id < @Id and reached = 1 order by id
            """,
            call).ToList();
        long? first = before.Count == 0 ? null : before.Min(c => c.At);
        long? Asked(string? person) => before.Where(c => c.People.Contains($"\"{person}\"", StringComparison.Ordinal))
            .Select(c => (long?)c.At).FirstOrDefault();
        var lead = call.WaitedFor is null
            ? null
            : Asked(call.WaitedFor) ?? (Brief(db, call) is { } brief && brief <= call.At ? brief : null);
        return new(lead, new[] { lead, first }.Min(), call.Persons is [var one, ..] ? Asked(one) : null);
    }

    // Nobody is told of what can wait until their hours open, and then by their brief.
    static long? Brief(IDbConnection db, CallRow call)
    {
        var since = DateTimeOffset.FromUnixTimeMilliseconds(call.Since);
        return call.WaitedFor is { } lead && PersonHours.Own(db, lead, RotationStore.All(db, since)).OpensAt(since) is { } opens
            && opens > since
            ? opens.ToUnixTimeMilliseconds()
            : null;
    }
}
