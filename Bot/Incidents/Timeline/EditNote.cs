using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// A note on the timeline, at the time when it happened: written, changed, or taken off by whoever wrote it. A message goes by
/// the same menu.
/// </summary>
public sealed class EditNote(Database database, SlackApi slack, ShowTimeline timeline, TimeProvider clock)
{
    const string TextField = "text", DayField = "day", TimeField = "time";

    public async Task Add(BlockActionRequest press, CancellationToken stop)
    {
        if (ShownPage.Read(press.View?.PrivateMetadata) is { } shown)
            await slack.Views.Push(press.TriggerId, database.Read(db => Form(db, shown, press.User.Id)), stop);
    }

    /// <summary>The menu beside what somebody put there themselves.</summary>
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if (ShownPage.Read(press.View?.PrivateMetadata) is not { } shown
            || (press.Action.SelectedOption?.Value ?? "").Split(':') is not [var what, var number]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return;
        if (what == ShowTimeline.Edit)
        {
            await slack.Views.Push(
                press.TriggerId, database.Read(db => Form(db, shown with { Item = id }, press.User.Id)), stop);
            return;
        }

        await database.Once(press.IdempotencyKey, tx =>
        {
            if (Own(tx.Db, id, press.User.Id) is { } item) TimelineStore.Remove(tx, item, press.User.Id);
            return null;
        });
        await timeline.Refresh(press.View?.Id, shown, press.User.Id, stop);
    }

    static TimelineItem? Own(IDbConnection db, long? id, string person) =>
        id is { } one && TimelineStore.Find(db, one) is { RemovedAt: null } item && item.IsOf(person)
            && IncidentStore.Find(db, Viewer.Of(person), item.Incident) is not null ? item : null;

    ModalViewDefinition Form(IDbConnection db, ShownPage shown, string by)
    {
        var note = Own(db, shown.Item, by);
        if (shown.Item is not null && note is not { IsNote: true })
            return OpenForm.Done("Note", "It is on the timeline no more.");
        var zone = PersonHours.ZoneOf(db, by);
        var wall = zone.Wall(note is null ? clock.GetUtcNow() : DateTimeOffset.FromUnixTimeMilliseconds(note.At));
        return new()
        {
            CallbackId = TimelineIds.NoteForm,
            PrivateMetadata = shown.Write(),
            Title = note is null ? "Add a note" : "Edit the note",
            Submit = note is null ? "Add" : "Save",
            Close = "Cancel",
            Blocks =
            [
                Field(TextField, "What happened", new PlainTextInput
                {
                    Multiline = true,
                    MaxLength = Limits.InputText,
                    FocusOnLoad = true,
                    InitialValue = note?.Text,
                }),
                Field(DayField, "Day", new DatePicker { InitialDate = DateOnly.FromDateTime(wall) }),
                Field(
                    TimeField, "Time", new TimePicker { InitialTime = new(wall.Hour, wall.Minute) },
                    $"On the clock in {zone.Id}."),
            ],
        };
    }

    static InputBlock Field(string name, string label, BlockElement element, string? hint = null) => new()
    {
        BlockId = name,
        Label = label,
        Hint = hint is { } text ? new PlainText(text) : null,
        Element = element with { ActionId = name },
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (ShownPage.Read(form.View.PrivateMetadata) is not { } shown) return null;
        if (await RefusedFields.Catch(database, form, tx => Keep(tx, shown, form)) is { } refused) return refused;
        return ViewSubmissionResponse.Close() with
        {
            After = after => timeline.Refresh(form.View.PreviousViewId, shown, form.User.Id, after),
        };
    }

    static void Keep(Tx tx, ShownPage shown, ViewSubmission form)
    {
        var (state, by) = (form.View.State, form.User.Id);
        if (IncidentStore.Find(tx.Db, Viewer.Of(by), shown.Incident) is not { } incident) return;
        var text = state.Text(TextField);
        if (text.Length == 0) throw RefusedFields.Of(TextField, "Say what happened.");
        var note = Own(tx.Db, shown.Item, by);
        if (shown.Item is not null && note is null)
            throw RefusedFields.Of(TextField, "It is on the timeline no more. Copy it, and add it as a note.");
        var at = At(tx, state, by, note);
        if (at > tx.Now) throw RefusedFields.Of(TimeField, "That has not happened yet: choose a time that is over.");
        if (note is not null)
        {
            TimelineStore.EditNote(tx, note, at, text, by);
            return;
        }

        TimelineStore.AddNote(tx, incident, at, text, by);
        TakeIncident.Appear(tx, incident.Number, by);
    }

    /// <summary>The minute that was chosen; where it was left as it stood, the moment itself.</summary>
    static long At(Tx tx, ViewState state, string by, TimelineItem? note)
    {
        var zone = PersonHours.ZoneOf(tx.Db, by);
        var before = note?.At ?? tx.Now;
        if (state[DayField].SelectedDate is not { } day || state[TimeField].SelectedTime is not { } time) return before;
        var at = zone.Instant(day.ToDateTime(time)).ToUnixTimeMilliseconds();
        return at == before - (before % 60_000) ? before : at;
    }
}
