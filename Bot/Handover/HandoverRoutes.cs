using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Handover;

/// <summary>The feature's table of contents: which command, button and form goes where, and what is due when.</summary>
public sealed class HandoverRoutes(
    BotCommands commands, Departures departures, ReassignIncidents reassign, LeaveWord word, HandOverWords words,
    Restores restores)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Action(HandoverIds.OpenReassign, reassign.Open, ackFirst: true);
        router.ViewSubmission(HandoverIds.ReassignForm, reassign.Submit);
        foreach (var choice in (string[])[HandoverIds.ReassignLead, HandoverIds.ReassignCallNow])
            router.Action(choice, reassign.Refresh, ackFirst: true);
        router.Command(commands.Cover, "word", word.Typed, ackFirst: true);
        router.Action(HandoverIds.OpenWord, word.OpenByButton, ackFirst: true);
        router.ViewSubmission(HandoverIds.WordForm, word.Submit);
        synchroniser.Serve("left", departures.Bring);
        ticker.EachMinute("departures", departures.Look);
        ticker.EachMinute("words of hand-offs", words.Look);
        restores.Quiet((tx, _) => Departures.AfterRestore(tx));
    }
}
