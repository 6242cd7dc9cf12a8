using Bot.Domain.Incidents;
using Bot.Hosting;
using Dapper;

namespace Bot.Incidents;

/// <summary>What nobody has touched, and nobody chose a lead for, is led by whoever is on call: it changes hands with the rotation.</summary>
public sealed class FollowRotation(Database database)
{
    const string Untouched = "from incidents where touched = 0 and lead_chosen = 0 and status not in ('resolved', 'closed', 'declined')";
    const string Leads = $"select distinct lead {Untouched}";

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var isDue = database.Read(db =>
        {
            var leads = db.Query<string?>(Leads).ToList();
            return leads.Count > 0 && Responder.At(db, now).Person is { } onCall && leads.Any(lead => lead != onCall);
        });
        if (isDue) await database.Change(Follow);
    }

    static void Follow(Tx tx)
    {
        if (Responder.At(tx.Db, tx.Time).Person is not { } onCall) return;
        foreach (var incident in tx.Db.Query<IncidentRow>($"select * {Untouched}").ToList())
            IncidentChange.Apply(tx, incident, Transitions.Follow(IncidentStore.State(tx.Db, incident), onCall, tx.Time), new(IncidentChange.Bot));
    }
}
