using System.Data;
using System.Globalization;
using System.Text.Json;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// One follow-up in a form that writes only what was changed in it; what others changed meanwhile is said before it is lost.
/// </summary>
public sealed class EditFollowUp(Database database, SlackApi slack, Access access)
{
    readonly List<Func<IDbConnection, FollowUpRow, IEnumerable<Block>>> others = [];

    const string None = "There is no such follow-up that you can see.";

    /// <summary>What else stands in the form of one; of others than whoever reads it, it says nothing new.</summary>
    public void Also(Func<IDbConnection, FollowUpRow, IEnumerable<Block>> what) => others.Add(what);

    public static Button Button(FollowUpRow row, string text = "Change") => new()
    {
        ActionId = FollowUpIds.Open,
        Text = text,
        Value = row.Number.ToString(CultureInfo.InvariantCulture),
    };

    public Task OpenByButton(BlockActionRequest press, CancellationToken stop) =>
        long.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var number)
            ? Open(press.TriggerId, press.User.Id, number, stop) : Task.CompletedTask;

    public Task Open(string trigger, string reader, long number, CancellationToken stop) => slack.Views.Open(
        trigger, database.Read(db => FollowUpStore.Find(db, Viewer.Of(reader), number) is { } row
            ? Form(db, reader, new(number, FollowUpInput.Of(row)), FollowUpInput.Of(row), [.. others.SelectMany(o => o(db, row))])
            : OpenForm.Done("Follow-up", None)), stop);

    static ModalViewDefinition Form(
        IDbConnection db, string reader, ShownInput shown, FollowUpInput input, IReadOnlyList<Block> above) => new()
        {
            CallbackId = FollowUpIds.EditForm,
            PrivateMetadata = JsonSerializer.Serialize(shown),
            Title = $"Follow-up {FollowUpRow.LabelOf(shown.Number)}",
            Submit = "Save",
            Close = "Cancel",
            Blocks =
            [
                .. above,
                .. FollowUpForm.Fields(db, reader, input),
                .. FollowUpForm.EndFields(input),
            ],
        };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (input, by) = (FollowUpInput.Read(form.View.State), form.User.Id);
        await access.Meet(input.Owner, stop);
        var shown = JsonSerializer.Deserialize<ShownInput>(form.View.PrivateMetadata)!;
        return await RefusedFields.Catch(database, form, tx => Save(tx, shown, input, by));
    }

    static void Save(Tx tx, ShownInput shown, FollowUpInput input, string by)
    {
        var row = FollowUpStore.Seen(tx.Db, by, shown.Number);
        var now = FollowUpInput.Of(row);
        if (Lost(shown.Was, input, now) is { Count: > 0 } lost)
            throw RefusedFields.Anew(Form(
                tx.Db, by, shown with { Was = Known(shown.Was, input, now) }, input,
                [
                    new SectionBlock
                    {
                        Text = $":warning: Somebody has changed {string.Join(", ", lost)} meanwhile. "
                            + "Save again to put yours in its place.",
                    },
                ]));
        var to = Merged(shown.Was, input, now);
        CheckInput.Check(tx, to, by, now);
        if (to is { State: FollowUpState.NotDoing, Reason.Length: 0 })
            throw RefusedFields.Of(FollowUpInput.ReasonField, "Say in a few words why nobody does it.");
        FollowUpStore.Describe(tx, row, (to.Title, to.Priority, to.Labels, to.Incident), by);
        FollowUpStore.Change(tx, row, Became(row.FollowUp, to, by), by);
    }

    static FollowUp Became(FollowUp was, FollowUpInput to, string by)
    {
        var ended = to.State switch
        {
            FollowUpState.Done => FollowUpRules.Done(was, by),
            FollowUpState.NotDoing => FollowUpRules.NotDoing(was, by, to.Reason),
            _ => FollowUpRules.Reopened(was),
        };
        return ended with { Owner = to.Owner!, Due = to.Due!.Value };
    }

    /// <summary>What was changed in the form is as the form says; all else is as it is now.</summary>
    static FollowUpInput Merged(FollowUpInput was, FollowUpInput input, FollowUpInput now) => Chosen(was, input, now, input);

    /// <summary>
    /// What the form is compared with when it is saved again: what was changed in it has been seen as it is now, while a field
    /// that was left alone still shows what it was, and is still left alone.
    /// </summary>
    static FollowUpInput Known(FollowUpInput was, FollowUpInput input, FollowUpInput now) => Chosen(was, input, was, now);

    /// <summary>Of each field one of both: what it is where the form left it alone, or was changed in it.</summary>
    static FollowUpInput Chosen(FollowUpInput was, FollowUpInput input, FollowUpInput alone, FollowUpInput changed)
    {
        T Of<T>(Func<FollowUpInput, T> field) =>
            field(EqualityComparer<T>.Default.Equals(field(input), field(was)) ? alone : changed);
        return new(
            Of(i => i.Title), Of(i => i.Owner), Of(i => i.Due), Of(i => i.Priority), Of(i => i.Incident), Of(i => i.Labels))
        {
            State = Of(i => i.State),
            Reason = Of(i => i.Reason),
        };
    }

    /// <summary>What both have changed, each otherwise.</summary>
    static List<string> Lost(FollowUpInput was, FollowUpInput input, FollowUpInput now)
    {
        (string What, object? Was, object? Input, object? Now)[] fields =
        [
            ("what is to be done", was.Title, input.Title, now.Title),
            ("who sees to it", was.Owner, input.Owner, now.Owner),
            ("the day", was.Due, input.Due, now.Due),
            ("the priority", was.Priority, input.Priority, now.Priority),
            ("the incident", was.Incident, input.Incident, now.Incident),
            ("the labels", was.Labels, input.Labels, now.Labels),
            ("how far it is", was.State, input.State, now.State),
        ];
        return [.. fields.Where(f => !Equals(f.Input, f.Was) && !Equals(f.Now, f.Was) && !Equals(f.Now, f.Input))
            .Select(f => f.What)];
    }
}

/// <summary>A follow-up as its form showed it when it was opened.</summary>
sealed record ShownInput(long Number, FollowUpInput Was);
