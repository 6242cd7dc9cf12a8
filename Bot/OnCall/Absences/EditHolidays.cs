using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Absences.Holidays;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Absences.LeaveIds;

namespace Bot.OnCall.Absences;

/// <summary>One list of holidays: its name, its days as lines or as an iCal file, and whose it is.</summary>
public sealed class EditHolidays(
    Database database,
    SlackApi slack,
    RotationAccess rotations,
    HolidayAccess holidays,
    HolidayLists lists,
    TimeProvider clock)
{
    const int LongestName = 60, LargestFile = 1_000_000;

    DateTimeOffset Now => clock.GetUtcNow();

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        await slack.Views.Push(
            press.TriggerId, database.Read(db => Modal(db, press.Action.Value ?? HolidayLists.New, press.User.Id)), stop);
    }

    ModalViewDefinition Modal(IDbConnection db, string id, string user)
    {
        var list = HolidayStore.Find(db, id);
        var days = list is null ? null : Lines(HolidayStore.Days(db, id, LeaveForm.Today(db, user, Now)));
        var shown = list is null
            ? ShownHolidays.New(Guid.CreateVersion7(Now).ToString())
            : ShownHolidays.Of(db, list, days ?? "");
        return new()
        {
            CallbackId = EditForm,
            Title = list is null ? "New holidays" : "Change holidays",
            Submit = "Save",
            Close = "Back",
            PrivateMetadata = shown.Write(),
            Blocks = [.. Fields(db, list, days, list is null ? [user] : HolidayStore.Followers(db, id))],
        };
    }

    const string NoFiles = " The file itself is not taken, as the app lacks files:read: an admin adds that to the app.";

    static IEnumerable<Block> Fields(IDbConnection db, HolidayList? list, string? days, List<string> followers)
    {
        var takesFiles = Installation.Scopes.Now(db).Contains("files:read");
        yield return Field(
            NameField, "Name",
            new PlainTextInput { InitialValue = list?.Name, MaxLength = LongestName, Placeholder = "Such as: England" });
        yield return Field(
            DaysField, "Days",
            new PlainTextInput
            {
                InitialValue = days,
                Multiline = true,
                MaxLength = Limits.InputText,
                Placeholder = "2026-12-25 Christmas Day",
            },
            $"One day a line. The text of an iCal file does as well.{(takesFiles ? "" : NoFiles)}{Later(db, list, days)}",
            optional: takesFiles);
        if (takesFiles)
            yield return Field(
                FileField, "Or an iCal file", new FileInput { Filetypes = ["ics"], MaxFiles = 1 },
                "Its all-day events become the days, repeated ones for three years.", optional: true);
        var box = new Option("Take observances too", "yes");
        yield return Field(
            ObservancesField, "Observances", new CheckboxGroup { Options = [box] },
            "Days such as Valentine's Day, and those off in a part of the country or of the day, are left out of what an iCal "
                + "file "
            + "gives.",
            optional: true);
        yield return Field(
            FollowersField, "Whose holidays",
            new UserMultiSelectMenu { InitialUsers = followers.Count > 0 ? followers : null, Placeholder = "Choose people" },
            "Each person has one list: who is chosen here leaves the one before.", optional: true);
    }

    static string Later(IDbConnection db, HolidayList? list, string? shown) =>
        list is null || LastShown(shown) is not { } last
            || HolidayStore.Days(db, list.Id, last).Count - 1 is not (> 0 and var later) ? ""
        : $" {later} more {(later == 1 ? "day comes" : "days come")} after these and {(later == 1 ? "stays" : "stay")}.";

    // The day of the last line that the form showed.
    static DateOnly? LastShown(string? lines) =>
        lines is not null && Holiday.TryRead(lines, out var days, out _) ? days[^1].Day : null;

    // As many of the next days as the field holds; the rest stays as it is.
    static string? Lines(List<Holiday> days)
    {
        var text = "";
        foreach (var day in days)
        {
            if (text.Length + day.ToString().Length + 1 > Limits.InputText) break;
            text += (text.Length == 0 ? "" : "\n") + day;
        }
        return text.Length == 0 ? null : text;
    }

    static InputBlock Field(string id, string label, BlockElement element, string? hint = null, bool optional = false) => new()
    {
        BlockId = id,
        Label = label,
        Hint = hint is { } text ? new PlainText(text) : null,
        Optional = optional,
        Element = element with { ActionId = id },
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, shown, state) = (form.User.Id, ShownHolidays.Read(form.View.PrivateMetadata), form.View.State);
        var (name, followers) = (state.Text(NameField), state.Users(FollowersField));
        var today = database.Read(db => LeaveForm.Today(db, user, Now));
        var file = state[FileField].Files is [var first, ..] ? first : null;
        if (await Bytes(file, stop) is not { } ical)
            return ViewSubmissionResponse.Errors((
                FileField,
                $"Slack did not give the file in time, or it is over {LargestFile / 1_000_000} MB. "
                + "Choose it again, or write the days."));
        var text = file is null ? state.Text(DaysField) : "";
        // What the field does not hold any more of a long list is not to be lost by saving something else.
        var observances = state.Ticked(ObservancesField).Count > 0;
        var isWritten = file is not null || ShortMark.Of(text) != shown.Text;
        var zone = database.Read(db => PersonHours.ZoneOf(db, user));
        var read = !isWritten ? null : file is not null ? HolidayFile.Read(ical, today, observances, zone)
            : Read(text, today, observances, zone);
        if (read?.Problem is { } problem) return ViewSubmissionResponse.Errors((file is null ? DaysField : FileField, problem));
        var days = read is null ? null : file is null && !HolidayFile.Looks(text) ? WithLater(shown, read.Days, today)
            : read.Days;
        if (name.Length == 0) return ViewSubmissionResponse.Errors((NameField, "Give the list a name, such as England."));
        await rotations.Meet(followers, stop);
        try
        {
            await database.Once(form.IdempotencyKey, tx => Save(tx, shown, name, days, followers, user));
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }

        return form.View.RootViewId is { } root && root != form.View.Id
            ? ViewSubmissionResponse.Close() with { After = after => ShowLists(root, user, (shown.Id, read?.LeftOut), after) }
            : null;
    }

    // The list of lists, which this form was opened from, is seen again when this one closes.
    Task ShowLists(string root, string user, (string List, string? LeftOut) saved, CancellationToken stop) =>
        slack.Views.Redraw(root, () => database.Read(db => lists.Modal(db, user, saved)), stop);

    // Empty where no file was chosen; null where one could not be had.
    async Task<byte[]?> Bytes(SharedFile? file, CancellationToken stop)
    {
        if (file is null) return [];
        try
        {
            return await slack.Files.Bytes(file, LargestFile, stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException or OperationCanceledException)
        {
            return null;
        }
    }

    static HolidayReading Read(string text, DateOnly today, bool observances, TimeZoneInfo zone)
    {
        if (HolidayFile.Looks(text)) return HolidayFile.Read(text, today, observances, zone);
        Holiday.TryRead(SeenText.Of(text), out var days, out var problem);
        return new(days, null, problem);
    }

    // The days that were written, and those that the form had no room to show.
    IReadOnlyList<Holiday> WithLater(ShownHolidays shown, IReadOnlyList<Holiday> written, DateOnly today)
    {
        var stored = database.Read(db => HolidayStore.Days(db, shown.Id, today));
        return LastShown(Lines(stored)) is not { } last ? written
            : [.. written, .. stored.Where(day => day.Day > last && written.All(w => w.Day != day.Day))];
    }

    /// <summary>Writes what was changed in the form, and refuses what others have changed meanwhile.</summary>
    string? Save(
        Tx tx, ShownHolidays shown, string name, IReadOnlyList<Holiday>? days, IReadOnlyList<string> followers, string user)
    {
        if (RotationAccess.Unfit(tx.Db, followers) is { } unfit)
            throw new CoverRefusedException(
                FollowersField, $"{unfit} cannot be on call: {RotationAccess.Cannot} Remove them.");
        var (db, list, today) = (tx.Db, HolidayStore.Find(tx.Db, shown.Id), LeaveForm.Today(tx.Db, user, tx.Time));
        var renames = ShortMark.Of(name) != shown.Name;
        var others = HolidayStore.All(db).Where(l => l.Id != shown.Id);
        if (renames && others.Any(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new CoverRefusedException(NameField, "Another list has this name. Choose a different one.");
        var moves = ShortMark.Of(ShownHolidays.Joined(followers)) != shown.Followers;
        if (list is not null && !shown.IsNew)
        {
            var saved = HolidayStore.SavedLast(db, list.Id);
            if (renames && ShortMark.Of(list.Name) != shown.Name) throw Meanwhile(tx, NameField, saved, "the name", user);
            if (days is not null && shown.DaysChanged(db)) throw Meanwhile(tx, DaysField, saved, "the days", user);
            if (moves && shown.FollowersChanged(db))
                throw Meanwhile(tx, FollowersField, HolidayStore.FollowedLast(db, list.Id), "whose holidays these are", user);
        }

        if (list is not null && (days is not null || renames) && !holidays.MayEdit(db, list, user, tx.Time))
            throw new CoverRefusedException(
                days is null ? NameField : DaysField, Permissions.Refusal(Act.ChangeHolidays));
        var before = HolidayStore.Followers(db, shown.Id);
        var moved = moves ? before.Except(followers).Concat(followers.Except(before)) : [];
        if (holidays.Refusal(db, moved, user, tx.Time) is { } refusal)
            throw new CoverRefusedException(FollowersField, refusal);
        if (days is not null || renames) HolidayStore.Save(tx, new(shown.Id, renames ? name : list!.Name), days, today, user);
        if (!moves) return null;
        foreach (var person in before.Except(followers)) HolidayStore.Follow(tx, person, null, user);
        foreach (var person in followers.Except(before)) HolidayStore.Follow(tx, person, shown.Id, user);
        return null;
    }

    static CoverRefusedException Meanwhile(
        Tx tx, string field, (string By, DateTimeOffset At) change, string what, string reader)
    {
        var who = change.By == reader ? "You" : Person.NameOf(tx.Db, change.By);
        var zone = PersonHours.ZoneOf(tx.Db, reader);
        var day = When.Wall(change.At, zone, tx.Time);
        return new(field, $"{who} changed {what} on {day} ({zone.Id}). Close the form and open it again.");
    }
}
