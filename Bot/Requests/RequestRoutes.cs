using Bot.Delivery;
using Bot.Hosting;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>The feature's table of contents: which event, command, button and shortcut goes to which use case.</summary>
public sealed class RequestRoutes(
    BotCommands commands, HearRequests hear, CloseRequest close, MakeRequest make, ListRequests list, ShowRequest show,
    QuestionsChannel questions, DeclareIncident declare)
{
    public void Register(SlackRouter router, MessageEvents messages, Synchroniser synchroniser, Ticker ticker)
    {
        foreach (var type in (string[])[MessageEvents.Channel, MessageEvents.Private])
        {
            messages.Listen(type, hear.Said);
            messages.Follow(type, hear.Changed);
        }

        router.Event("reaction_added", close.Ticked);
        router.Event("reaction_removed", close.Unticked);
        router.Shortcut(RequestIds.Make, make.Make);
        router.Command(commands.Incident, Verbs.Requests, list.Show);
        router.ActionThen(RequestIds.Done, close.Press);
        router.Action(RequestIds.Older, list.Turn, ackFirst: true);
        router.Action(RequestIds.Younger, list.Turn, ackFirst: true);
        router.Event("member_left_channel", questions.Left);
        foreach (var kind in (string[])["channel", "group"])
        {
            router.Event($"{kind}_archive", questions.Gone);
            router.Event($"{kind}_deleted", questions.Gone);
            router.Event($"{kind}_unarchive", questions.Back);
        }

        router.Action(RequestIds.Declare, declare.OpenByButton, ackFirst: true);
        synchroniser.Serve(RequestRow.Prefix, show.Bring);
        synchroniser.Serve(QuestionsChannel.Prefix, questions.Bring, Lane.Rest);
        ticker.EachMinute("requests", close.Look);
        ticker.Each("questions", questions.LookAgain);
    }
}
