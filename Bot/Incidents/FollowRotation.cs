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
        from incidents where status not in ('resolved', 'closed', 'declined') and (touched = 0 and lead_chosen = 0
            or waiting_since is not null and lead in (select id from people where deleted = 1))
        """;
    const string Leads = $"select distinct lead {Untouched}";

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var isDue = database.Read(db =>
        {
            var leads = db.Query<string?>(Leads).ToList();
            // Not before their hours open: until then whoever had the last hours is who can be called.
            return leads.Count > 0 && Responder.At(db, now) is { InHours: true, Person: { } onCall } && leads.Any(lead => lead != onCall);
        });
        if (!isDue) return;
        foreach (var number in database.Read(db => db.Query<long>($"select number {Untouched}").ToList()))
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

    static void Follow(Tx tx, long number)
    {
        if (Responder.At(tx.Db, tx.Time) is not { InHours: true, Person: { } onCall }) return;
        var incident = tx.Db.QueryFirstOrDefault<IncidentRow>($"select * {Untouched} and number = @number", new { number });
        if (incident is null) return;
        var state = IncidentStore.State(tx.Db, incident);
        var isGone = incident.Lead is { } lead && Person.Find(tx.Db, lead) is { Deleted: true };
        var step = isGone ? Transitions.Replace(state, onCall, tx.Time) : Transitions.Follow(state, onCall, tx.Time);
        IncidentChange.Apply(tx, incident, step, new(IncidentChange.Bot, isGone ? "the lead's account was deactivated" : null));
    }
}
