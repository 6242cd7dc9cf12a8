using Bot.Delivery;
using Bot.Slack;

namespace Bot.Handover;

/// <summary>The feature's table of contents: which button and form goes where, and what is due when.</summary>
public sealed class HandoverRoutes(Departures departures, ReassignIncidents reassign)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Action(HandoverIds.OpenReassign, reassign.Open, ackFirst: true);
        router.ViewSubmission(HandoverIds.ReassignForm, reassign.Submit);
        foreach (var choice in (string[])[HandoverIds.ReassignLead, HandoverIds.ReassignCallNow])
            router.Action(choice, reassign.Refresh, ackFirst: true);
        synchroniser.Serve("left", departures.Bring);
        ticker.EachMinute("departures", departures.Look);
    }
}
