using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Summaries;

/// <summary>
/// A draft in somebody's own words: a sentence a line. A line that is left, or changed in its place, keeps its link.
/// </summary>
public sealed class EditSummary(Database database, SlackApi slack)
{
    const string Accept = "accept", Yes = "yes";

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (DraftName.Read(press.Action.Value) is not { } draft) return;
        var form = database.Read(db => Form(db, draft, press.User.Id));
        if (press.View is { Type: "modal" }) await slack.Views.Push(press.TriggerId, form, stop);
        else await slack.Views.Open(press.TriggerId, form, stop);
    }

    // What is shown is what is there now; whoever pressed below an older one reads the newer here.
    static ModalViewDefinition Form(IDbConnection db, DraftName pressed, string by)
    {
        if (IncidentStore.Find(db, Viewer.Of(by), pressed.Incident) is not { } incident)
            return OpenForm.Done("Summary", "There is no such incident.");
        if (SummaryStore.Latest(db, pressed.Incident) is not { IsDraft: true } draft
            || draft.IsFromBefore(incident))
            return OpenForm.Done("Summary", AcceptSummary.Gone(db, pressed, by) ?? "This draft is not there any more.");
        return new()
        {
            CallbackId = SummaryIds.EditForm,
            PrivateMetadata = DraftName.Of(draft).ToString(),
            Title = "Edit the summary",
            Submit = "Save",
            Close = "Cancel",
            Blocks =
            [
                .. Enum.GetValues<SummaryPart>().Select(part => Field(part, draft.Sentences)),
                new InputBlock
                {
                    BlockId = Accept,
                    Label = "Then",
                    Optional = true,
                    Element = new CheckboxGroup
                    {
                        ActionId = SummaryIds.EditAccept,
                        Options = [Now],
                        InitialOptions = [Now],
                    },
                },
            ],
        };
    }

    static readonly Option Now = new("Accept it: the card shows it", Yes);

    static InputBlock Field(SummaryPart part, IReadOnlyList<SummarySentence> sentences)
    {
        var lines = SummaryEdit.Lines(sentences, part);
        return new()
        {
            BlockId = Block(part),
            Label = SummaryLines.Heading(part),
            Optional = true,
            Hint = part == SummaryPart.Problem ? new PlainText("A sentence a line. Links to messages stay by themselves.") : null,
            Element = new PlainTextInput
            {
                ActionId = Block(part),
                Multiline = true,
                MaxLength = Limits.InputText,
                InitialValue = lines.Length > 0 ? Limits.First(lines, Limits.InputText) : null,
            },
        };
    }

    static string Block(SummaryPart part) => part.ToString().ToLowerInvariant();

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (DraftName.Read(form.View.PrivateMetadata) is not { } draft) return null;
        if (await RefusedFields.Catch(database, form, tx => Keep(tx, draft, form)) is { } refused) return refused;
        if (form.View.PreviousViewId is not { } below) return null;
        return ViewSubmissionResponse.Close() with
        {
            After = after => slack.Views.Redraw(
                below, () => database.Read(db => ShowSummary.Modal(db, draft.Incident, form.User.Id)), after),
        };
    }

    static void Keep(Tx tx, DraftName draft, ViewSubmission form)
    {
        var (by, state) = (form.User.Id, form.View.State);
        if (AcceptSummary.Gone(tx.Db, draft, by) is { } why)
            throw RefusedFields.Of(Block(SummaryPart.Problem), $"{Mrkdwn.Unescape(why)} Copy your words first.");
        var row = SummaryStore.Latest(tx.Db, draft.Incident)!;
        var edited = SummaryEdit.Of(
            row.Sentences, Enum.GetValues<SummaryPart>().ToDictionary(part => part, part => state.Text(Block(part))));
        if (edited.Count == 0) throw RefusedFields.Of(Block(SummaryPart.Problem), "Say at least what the problem is.");
        if (!edited.SequenceEqual(row.Sentences)) SummaryStore.Edit(tx, row, edited, by);
        if (state.Ticked(Accept).Contains(Yes)) SummaryStore.Accept(tx, row, by);
        TakeIncident.Appear(tx, draft.Incident, by);
    }
}
