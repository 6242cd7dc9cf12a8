using Bot.Delivery;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents.Timeline;

/// <summary>The feature's table of contents: which emoji, shortcut, button and form goes where.</summary>
public sealed class TimelineRoutes(
    IncidentForms forms, ShowTimeline timeline, EditNote note, ExportTimeline export, PinMessage pin, ChooseTimeline choose,
    FollowMessage follow, MessageEvents messages)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        forms.Serve(Verbs.Timeline, timeline.Open);
        router.Action(TimelineIds.Filter, timeline.Filter, ackFirst: true);
        router.Action(TimelineIds.Earlier, timeline.Earlier, ackFirst: true);
        router.Action(TimelineIds.Later, timeline.Later, ackFirst: true);
        router.Action(TimelineIds.AddNote, note.Add, ackFirst: true);
        router.Action(TimelineIds.OwnItem, note.Choose);
        router.ViewSubmission(TimelineIds.NoteForm, note.Submit);
        router.Action(TimelineIds.Export, export.Open, ackFirst: true);
        router.Action(TimelineIds.ExportFormat, export.Choose, ackFirst: true);
        router.Action(TimelineIds.ExportFiles, export.Send, ackFirst: true);
        router.ShortcutThen(TimelineIds.AddMessage, pin.Start);
        router.ViewSubmission(TimelineIds.ChooseForm, choose.Submit);
        router.Event("reaction_added", pin.Reacted);
        router.Event("reaction_removed", pin.Unreacted);
        foreach (var type in (string[])[MessageEvents.Channel, MessageEvents.Private]) messages.Follow(type, follow.Changed);
        synchroniser.Serve(FollowMessage.Prefix, follow.Bring);
        ticker.Each(FollowMessage.Prefix, follow.LookAtStart);
    }
}
