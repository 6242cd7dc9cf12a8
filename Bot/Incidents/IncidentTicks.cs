using Bot.Delivery;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What of incidents comes due by the clock.</summary>
public sealed class IncidentTicks(
    InvitePeople people, IncidentChannel channel, FollowRotation follow, CallPeople calls, PutAwayChannel away,
    ExpectAlerts expect,
    Database database)
{
    public void Register(Ticker ticker)
    {
        ticker.Each("leads", follow.Look);
        ticker.Each("calls", calls.Look);
        ticker.Each("invitations", people.WakeDue);
        ticker.Each("named hours", (now, _) => IncidentStore.SayAnew(database, now));
        ticker.Each("refused channels", channel.WakeRefused);
        ticker.EachMinute("expected alerts", expect.Look);
        ticker.EachMinute("merges", (now, _) => MergeStore.Look(database, now));
        // It looks through all that ever ended.
        ticker.EachMinute("old channels", away.Look);
    }
}
