using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Covers;

/// <summary>Cover's table of contents: which command, field, form and button goes where, and what is due when.</summary>
public sealed class CoverRoutes(
    BotCommands commands, AskForCover ask, TakeCover take, AnswerCover answer, CancelCover cancel, CoverLists lists,
    CoverPosts posts, CoverDue due, Restores restores)
{
    static readonly string[] Refreshing =
        [
            CoverIds.ForField, CoverIds.ShiftField, CoverIds.PartField, CoverIds.FromDateField, CoverIds.FromTimeField,
            CoverIds.ToDateField, CoverIds.ToTimeField, CoverIds.AskedField
        ];

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        restores.Quiet((tx, _) => CoverDue.AfterRestore(tx));
        var command = commands.Cover;
        router.Command(command, "", ask.Open, ackFirst: true);
        router.Command(command, "take", WordAlone.Only(take.Open), ackFirst: true);
        router.Command(command, "schedule", WordAlone.Only(lists.Schedule));
        router.Command(command, "mine", WordAlone.Only(lists.Mine));
        router.Command(command, "requests", WordAlone.Only(lists.Requests));
        router.ViewSubmission(CoverIds.AskForm, ask.Submit);
        router.ViewSubmission(CoverIds.TakeForm, take.Submit);
        foreach (var field in Refreshing) router.Action(field, Refresh, ackFirst: true);
        router.ActionThen(CoverIds.AcceptButton, answer.Accept);
        router.ActionThen(CoverIds.DeclineButton, answer.Decline);
        router.ActionThen(CoverIds.CancelRequestButton, cancel.Request);
        router.ActionThen(CoverIds.CancelCoverButton, cancel.Cover);
        router.Action(CoverIds.AskAgainButton, ask.OpenByButton, ackFirst: true);
        synchroniser.Serve("cover_request", posts.BringRequest, Lane.People);
        synchroniser.Serve("cover", posts.BringCover, Lane.People);
        ticker.Each("cover requests", due.Look);
    }

    // Both forms have these fields.
    Task Refresh(BlockActionRequest change, CancellationToken stop) =>
        change.View?.CallbackId == CoverIds.TakeForm ? take.Refresh(change, stop) : ask.Refresh(change, stop);
}
