using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Covers;

/// <summary>Cover's table of contents: which command, field, form and button goes where, and what is due when.</summary>
public sealed class CoverRoutes(
    BotCommands commands, AskForCover ask, TakeCover take, AnswerCover answer, CancelCover cancel, CoverLists lists,
    CoverPosts posts, CoverDue due)
{
    // Stored in messages that people will still press years from now: never renamed, never reused.
    public const string AskForm = "cover_ask";
    public const string TakeForm = "cover_take";
    public const string ForField = "cover_for";
    public const string ShiftField = "cover_shift";
    public const string PartField = "cover_part";
    public const string FromDateField = "cover_from_date";
    public const string FromTimeField = "cover_from_time";
    public const string ToDateField = "cover_to_date";
    public const string ToTimeField = "cover_to_time";
    public const string AskedField = "cover_asked";
    public const string WhyField = "cover_why";
    public const string AcceptButton = "cover_accept";
    public const string DeclineButton = "cover_decline";
    public const string CancelRequestButton = "cover_cancel_request";
    public const string CancelCoverButton = "cover_cancel";
    public const string AskAgainButton = "cover_ask_again";

    static readonly string[] Refreshing =
        [ForField, ShiftField, PartField, FromDateField, FromTimeField, ToDateField, ToTimeField, AskedField];

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        var command = commands.Cover;
        router.Command(command, "", ask.Open, ackFirst: true);
        router.Command(command, "take", WordAlone.Only(take.Open), ackFirst: true);
        router.Command(command, "schedule", WordAlone.Only(lists.Schedule));
        router.Command(command, "mine", WordAlone.Only(lists.Mine));
        router.Command(command, "requests", WordAlone.Only(lists.Requests));
        router.ViewSubmission(AskForm, ask.Submit);
        router.ViewSubmission(TakeForm, take.Submit);
        foreach (var field in Refreshing) router.Action(field, Refresh, ackFirst: true);
        router.ActionThen(AcceptButton, answer.Accept);
        router.ActionThen(DeclineButton, answer.Decline);
        router.ActionThen(CancelRequestButton, cancel.Request);
        router.ActionThen(CancelCoverButton, cancel.Cover);
        router.Action(AskAgainButton, ask.OpenByButton, ackFirst: true);
        synchroniser.Serve("cover_request", posts.BringRequest);
        synchroniser.Serve("cover", posts.BringCover);
        ticker.Each("cover requests", due.Look);
    }

    // Both forms have these fields.
    Task Refresh(BlockActionRequest change, CancellationToken stop) =>
        change.View?.CallbackId == TakeForm ? take.Refresh(change, stop) : ask.Refresh(change, stop);
}
