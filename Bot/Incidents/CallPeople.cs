using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Calls whoever is to be called for incidents that wait for their lead, one rung of the ladder after the other.
/// </summary>
public sealed class CallPeople(Database database, SlackApi slack, WhichIncident which, ILogger<CallPeople> log)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30), LookLater = TimeSpan.FromMinutes(10),
    Fresh = TimeSpan.FromHours(2);

    // So many at a time, that others may write in between.
    const string Due = "select number from incidents where calls_due_at <= @now order by calls_due_at limit 50";

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var at = new { now = now.ToUnixTimeMilliseconds() };
        foreach (var number in database.Read(db => db.Query<long>(Due, at).ToList()))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await database.Change(tx => Climb(tx, number));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that cannot be read keeps nobody from being called for the others.
                log.LogError(e, "Nobody could be called for INC-{Number}", number);
                await database.Change(tx => IncidentStore.SetCallsDue(tx, number, tx.Time + LookLater));
            }
        }
    }

    /// <summary>"Call @ana now": somebody does not want to wait until hours open.</summary>
    public async Task Now(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found) return;
        await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, Viewer.Of(press.User.Id), found.Number);
            return CallLead(tx, incident, press.User.Id);
        });
    }

    static string? CallLead(Tx tx, IncidentRow incident, string by)
    {
        IncidentChange.Apply(tx, incident, Transitions.CallNow(IncidentStore.State(tx.Db, incident)), new(by));
        return null;
    }

    /// <summary>"Call @dev now": all who were to be asked have been, and somebody has one more asked.</summary>
    public async Task<Func<CancellationToken, Task>?> OneMore(BlockActionRequest press, CancellationToken stop)
    {
        if ((press.Action.Value ?? "").Split(':') is not [var number, var person]) return null;
        if (which.Of(press with { Action = press.Action with { Value = number } }) is not { } found) return null;
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, Viewer.Of(press.User.Id), found.Number);
            // To be called is to see it. The card was drawn before they left.
            if (incident.Private && !InviteStore.Inside(tx.Db, incident.Number).Contains(person))
            {
                tx.Wake(incident.Subject);
                return $"{Mrkdwn.Name(Person.NameOf(tx.Db, person))} is not in this private incident any more, so nobody was "
                    + "called. Invite them to its channel, or somebody else.";
            }

            if (!incident.IsWaiting || CallStore.OfWaiting(tx.Db, incident).Any(c => c.Persons.Contains(person))) return null;
            if (person == incident.Lead) return CallLead(tx, incident, press.User.Id);
            CallStore.Add(tx, incident, new(CallStep.ByHand, [person]), cause: null, press.User.Id);
            Climb(tx, incident.Number);
            return null;
        }));
    }

    /// <summary>Calls whoever is due for one incident, inside the caller's change, and says when to look again.</summary>
    public static void Climb(Tx tx, long number, CallCause? cause = null)
    {
        var incident = IncidentStore.Find(tx.Db, Viewer.Bot, number)!;
        IncidentStore.SetSaysUntil(tx, number);
        if (!incident.IsWaiting)
        {
            IncidentStore.SetCallsDue(tx, number, null);
            return;
        }

        var facts = WhoIsCalled.Facts(tx.Db, incident, tx.Time);
        var calls = Calling.Due(facts).ToList();
        foreach (var call in calls) CallStore.Add(tx, incident, call, cause);
        IncidentStore.SetNobodyLeft(tx, incident, calls.Count == 0 && Calling.HasNobodyLeft(facts));
        // What Slack could not take while hours were open is said when they open again.
        var unsaid = CallStore.Dirty(tx.Db, number);
        if (unsaid.Exists(c => tx.Time - c.Time > Fresh && !WhoIsCalled.WaitsForHours(tx.Db, incident, c, tx.Time)))
            tx.Wake(incident.Subject);
        var look = calls.Count == 0 && IsQuiet(facts) ? LookLater : LookEvery;
        IncidentStore.SetCallsDue(tx, number, Calling.GoesOn(facts) || unsaid.Count > 0 ? tx.Time + look : null);
    }

    // In hours, and long after the last call, nobody new comes to work from one minute to the next.
    static bool IsQuiet(CallFacts facts) =>
        facts.LeadInHours && facts.Done.Count > 0 && facts.Now - facts.Done.Values.Max() > Fresh;
}
