using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>
/// Takes a postmortem a step on: it is started, sent to review, completed, worked on again, or not needed. Whoever sees the
/// incident may, and its timeline says who did.
/// </summary>
public sealed class StepPostmortem(Database database, SlackApi slack, WhichIncident which, ShowPostmortem show)
{
    public const int LongestReason = 300;

    const string Reason = "postmortem_reason";

    static readonly Dictionary<string, PostmortemStep> Presses = new()
    {
        [PostmortemIds.Start] = PostmortemStep.Start,
        [PostmortemIds.Review] = PostmortemStep.Review,
        [PostmortemIds.Complete] = PostmortemStep.Complete,
        [PostmortemIds.Back] = PostmortemStep.Back,
    };

    /// <summary>The buttons that take a step at once.</summary>
    public static IEnumerable<string> Buttons => Presses.Keys;

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found || !Presses.TryGetValue(press.Action.ActionId, out var step)) return null;
        var (by, view) = (press.User.Id, press.View is { Type: "modal" } modal ? modal.Id : null);
        var said = await database.Once(press.IdempotencyKey, tx => Take(tx, found.Number, step, (by, view)));
        return view is null ? Tell.Then(slack, press, said)
            : after => slack.Views.Redraw(press, database.Read(db => show.Modal(db, found.Number, by, said)), after);
    }

    /// <summary>Why it cannot be done any more, in a sentence; null where it is.</summary>
    static string? Take(Tx tx, long number, PostmortemStep step, (string Person, string? View) by)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by.Person), number);
        var row = PostmortemStore.Find(tx.Db, Viewer.Of(by.Person), number);
        if (PostmortemRules.After(row?.State ?? PostmortemState.NotNeeded, step) is not { } after)
            return row is null ? "There is no postmortem any more." : $"It is {PostmortemWords.Of(row.State)} by now.";
        if (row is null && incident is { IsOpen: false, MergedInto: { } into })
            return $"{incident.Label} went into {IncidentRow.LabelOf(into)}: there is one postmortem for both.";
        if (step == PostmortemStep.Start) PostmortemStore.Start(tx, incident, by.Person, by.View);
        else if (row is { HasText: false }) return "Its draft is still being written.";
        else PostmortemStore.Become(tx, row!, after, by.Person);
        return null;
    }

    public async Task OpenNotNeeded(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } incident) return;
        await Opening.Of(press).Show(
            slack,
            new ModalViewDefinition
            {
                CallbackId = PostmortemIds.NotNeededForm,
                PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
                Title = PostmortemText.Title(incident.Number),
                Submit = "Save",
                Close = "Cancel",
                Blocks =
                [
                    new InputBlock
                    {
                        BlockId = Reason,
                        Label = "Why is none needed?",
                        Element = new PlainTextInput
                        {
                            ActionId = Reason,
                            MaxLength = LongestReason,
                            Placeholder = "The same as INC-12, whose postmortem tells of it",
                        },
                    },
                ],
            },
            stop);
    }

    public async Task<ViewSubmissionResponse?> SubmitNotNeeded(ViewSubmission form, CancellationToken stop) =>
        await RefusedFields.Catch(database, form, tx =>
        {
            var (by, number) = (form.User.Id, WhichIncident.Number(form.View.PrivateMetadata)!.Value);
            var why = IncidentMessages.OneLine(form.View.State.Text(Reason));
            if (why.Length == 0) throw RefusedFields.Of(Reason, "Say in a few words why.");
            if (PostmortemStore.Seen(tx.Db, by, number) is not { } row
                || PostmortemRules.After(row.State, PostmortemStep.NotNeeded) is not { } after)
                throw RefusedFields.Of(Reason, "Somebody has ended it meanwhile.");
            PostmortemStore.Become(tx, row, after, by, why);
        });
}
