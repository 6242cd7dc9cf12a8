using Bot.Delivery;
using Bot.Slack;

namespace Bot.Handover;

/// <summary>The feature's table of contents: which button and form goes where, and what is due when.</summary>
public sealed class HandoverRoutes(Departures departures, ReassignIncidents reassign)
{
    // Stored in messages that people will still press years from now: never renamed, never reused.
    public const string OpenReassign = "handover_open_reassign";
    public const string ReassignForm = "handover_reassign";
    public const string ReassignLead = "handover_reassign_lead";
    public const string ReassignCallNow = "handover_reassign_call_now";

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Action(OpenReassign, reassign.Open, ackFirst: true);
        router.ViewSubmission(ReassignForm, reassign.Submit);
        foreach (var choice in (string[])[ReassignLead, ReassignCallNow]) router.Action(choice, reassign.Refresh, ackFirst: true);
        synchroniser.Serve("left", departures.Bring);
        ticker.EachMinute("departures", departures.Look);
    }
}
