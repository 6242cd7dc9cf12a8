using System.Data;
using Bot.OnCall.Rows;
using Dapper;

namespace Bot.Incidents;

/// <summary>Since when people knew, when somebody was called because they had not answered; unix milliseconds.</summary>
/// <param name="Lead">Since when the lead did: a call, or the brief as their hours opened.</param>
/// <param name="Anybody">Since when anybody did.</param>
public sealed record ToldSince(long Lead, long Anybody)
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
        long? asked = before.Where(c => call.WaitedFor is { } lead && c.People.Contains($"\"{lead}\"", StringComparison.Ordinal))
            .Select(c => (long?)c.At).FirstOrDefault();
        var brief = Brief(db, call);
        long?[] told = [asked, brief <= call.At ? brief : null];
        var lead = told.Min();
        return new(lead ?? call.Since, new[] { lead, first }.Min() ?? call.Since);
    }

    // Nobody is told of what can wait until their hours open, and then by their brief.
    static long Brief(IDbConnection db, CallRow call)
    {
        var since = DateTimeOffset.FromUnixTimeMilliseconds(call.Since);
        return call.WaitedFor is { } lead && PersonHours.Own(db, lead, RotationStore.All(db, since)).OpensAt(since) is { } opens
            ? opens.ToUnixTimeMilliseconds()
            : call.Since;
    }
}
