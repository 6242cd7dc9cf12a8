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

    // Whoever is waited for and has gone never comes, so those change hands as well.
    const string Untouched =
        """
        where status not in ('resolved', 'closed', 'declined') and (touched = 0 and lead_chosen = 0
            or waiting_since is not null and lead in (select id from people where deleted = 1))
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
        var untouched = db.Query<IncidentRow>($"{IncidentStore.Rows} {Untouched}").ToList();
        var onCall = untouched.Select(i => i.Team).OfType<string>().Distinct()
            .ToDictionary(team => team, team => OnCall(db, team, now));
        return [.. from incident in untouched
                   where incident.Team is { } team && onCall[team] is { } person && person != incident.Lead
                   select incident.Number];
    }

    // Not before their hours open: until then whoever had the last hours is who can be called.
    static string? OnCall(IDbConnection db, string? rotation, DateTimeOffset now) =>
        Responder.At(db, rotation, now) is { InHours: true, Person: var person } ? person : null;

    static void Follow(Tx tx, long number)
    {
        var sql = $"{IncidentStore.Rows} {Untouched} and number = @number";
        if (tx.Db.QueryFirstOrDefault<IncidentRow>(sql, new { number }) is not { } incident) return;
        if (OnCall(tx.Db, incident.Team, tx.Time) is not { } onCall) return;
        var state = IncidentStore.State(tx.Db, incident);
        var isGone = incident.Lead is { } lead && Person.Find(tx.Db, lead) is { Deleted: true };
        var step = isGone ? Transitions.Replace(state, onCall, tx.Time) : Transitions.Follow(state, onCall, tx.Time);
        IncidentChange.Apply(tx, incident, step, new(IncidentChange.Bot, isGone ? "the lead's account was deactivated" : null));
    }
}
