using System.Data;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>What nobody has touched, and nobody chose a lead for, is led by whoever is on call: it changes hands with the rotation.</summary>
public sealed class FollowRotation(Database database, ILogger<FollowRotation> log)
{
    static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    // Those that could not be read, and when they are tried again.
    readonly Dictionary<long, DateTimeOffset> later = [];

    // Whoever is waited for and has gone never comes, so those change hands as well, at any hour.
    const string Gone = "waiting_since is not null and lead in (select id from people where deleted = 1)";

    // The others not before hours open: until then whoever had the last hours is who can be called.
    const string Changing =
        $"""
        from incidents where status not in ('resolved', 'closed', 'declined')
        and (@inHours = 1 and touched = 0 and lead_chosen = 0 or {Gone})
        """;

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var number in database.Read(db => Due(db, now)))
        {
            stop.ThrowIfCancellationRequested();
            if (later.TryGetValue(number, out var from) && now < from) continue;
            try
            {
                await database.Change(tx => Follow(tx, number));
                later.Remove(number);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that cannot be read keeps the others from changing hands no longer than itself.
                log.LogError(e, "The lead of INC-{Number} could not follow the rotation", number);
                later[number] = now + Later;
            }
        }
    }

    static List<long> Due(IDbConnection db, DateTimeOffset now)
    {
        if (db.ExecuteScalar<long>($"select exists (select 1 {Changing})", new { inHours = 1 }) == 0) return [];
        if (Responder.At(db, now) is not { Person: { } onCall } on) return [];
        return db.Query<long>(
            $"select number {Changing} and lead is distinct from @onCall", new { onCall, inHours = on.InHours ? 1 : 0 }).ToList();
    }

    static void Follow(Tx tx, long number)
    {
        if (Responder.At(tx.Db, tx.Time) is not { Person: { } onCall } on) return;
        var incident = tx.Db.QueryFirstOrDefault<IncidentRow>(
            $"select * {Changing} and number = @number", new { number, inHours = on.InHours ? 1 : 0 });
        if (incident is null) return;
        var state = IncidentStore.State(tx.Db, incident);
        var isGone = incident.Lead is { } lead && Person.Find(tx.Db, lead) is { Deleted: true };
        var step = isGone ? Transitions.Replace(state, onCall, tx.Time) : Transitions.Follow(state, onCall, tx.Time);
        IncidentChange.Apply(tx, incident, step, new(IncidentChange.Bot, isGone ? "the lead's account was deactivated" : null));
    }
}
