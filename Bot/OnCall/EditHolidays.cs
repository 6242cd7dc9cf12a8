using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;
using static Bot.OnCall.LeaveRoutes;

namespace Bot.OnCall;

/// <summary>One list of holidays: its name, its days as lines or as an iCal file, and whose it is.</summary>
public sealed class EditHolidays(Database database, SlackApi slack, Access access, RotationAccess rotations, HolidayLists lists, TimeProvider clock)
{
    const int LongestName = 60, LargestFile = 1_000_000;

    DateTimeOffset Now => clock.GetUtcNow();

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (await access.Refuses(press, stop)) return;
        await slack.Views.Push(press.TriggerId, database.Read(db => Modal(db, press.Action.Value ?? HolidayLists.New, press.User.Id)), stop);
    }

    ModalViewDefinition Modal(IDbConnection db, string id, string user)
    {
        var list = HolidayStore.Find(db, id);
        var days = list is null ? [] : HolidayStore.Days(db, id, LeaveForm.Today(db, user, Now));
        var followers = list is null ? [user] : HolidayStore.Followers(db, id);
        var takesFiles = (TeamSettings.Get(db, TeamSettings.Scopes) ?? "").Split(' ').Contains("files:read");
        return new()
        {
            CallbackId = EditForm,
            Title = list is null ? "New holidays" : "Change holidays",
            Submit = "Save",
            Close = "Back",
            PrivateMetadata = list?.Id ?? Guid.CreateVersion7(Now).ToString(),
            Blocks =
            [
                Field(NameField, "Name", new PlainTextInput { InitialValue = list?.Name, MaxLength = LongestName, Placeholder = "Such as: England" }),
                Field(DaysField, "Days", new PlainTextInput { InitialValue = Lines(days), Multiline = true, MaxLength = Limits.InputText, Placeholder = "2026-12-25 Christmas Day" },
                    "One day a line. The text of an iCal file does as well.", optional: takesFiles),
                .. takesFiles ? [Field(FileField, "Or an iCal file", new FileInput { Filetypes = ["ics"], MaxFiles = 1 }, "Its all-day events become the days.", optional: true)] : Array.Empty<Block>(),
                Field(FollowersField, "Whose holidays", new UserMultiSelectMenu { InitialUsers = followers.Count > 0 ? followers : null, Placeholder = "Choose people" },
                    "Each person has one list: who is chosen here leaves the one before.", optional: true),
            ],
        };
    }

    // As many of the next days as the field holds; the rest comes with a later edit.
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
        var (user, id, state) = (form.User.Id, form.View.PrivateMetadata, form.View.State);
        if (await access.Problem(user, stop) is { } refusal) return ViewSubmissionResponse.Errors((NameField, refusal));
        var (name, followers) = ((state.Text(NameField) ?? "").Trim(), state.Users(FollowersField));
        var today = database.Read(db => LeaveForm.Today(db, user, Now));
        var file = state[FileField].Files is [var first, ..] ? first : null;
        if (await Text(file, stop) is not { } ical)
            return ViewSubmissionResponse.Errors((
                FileField,
                $"Slack did not give the file in time, or it is over {LargestFile / 1_000_000} MB. "
                + "Choose it again, or write the days."));
        var text = file is null ? state.Text(DaysField) : ical;
        if (!Read(text, file is not null, today, out var days, out var problem)) return ViewSubmissionResponse.Errors((file is null ? DaysField : FileField, problem!));
        if (name.Length == 0) return ViewSubmissionResponse.Errors((NameField, "Give the list a name, such as England."));
        if (await rotations.Unfit(followers, stop) is { } unfit) return ViewSubmissionResponse.Errors((FollowersField, $"{unfit} cannot be on call: guests, apps and deactivated people cannot. Remove them."));
        try
        {
            await database.Once(form.IdempotencyKey, tx => Save(tx, new HolidayList(id, name), days, followers, today, user));
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }

        return form.View.RootViewId is { } root && root != form.View.Id
            ? ViewSubmissionResponse.Close() with { After = after => ShowLists(root, user, after) }
            : null;
    }

    // The list of lists, which this form was opened from, is seen again when this one closes.
    async Task ShowLists(string root, string user, CancellationToken stop)
    {
        try
        {
            await slack.Views.Update(root, database.Read(db => lists.Modal(db, user)), ct: stop);
        }
        catch (SlackException e) when (e.Error == "not_found")
        {
            // Closed meanwhile.
        }
    }

    // Empty where no file was chosen; null where one could not be had.
    async Task<string?> Text(SharedFile? file, CancellationToken stop)
    {
        if (file is null) return "";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // The form is answered within Slack's three seconds.
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            return await slack.Files.Text(file, LargestFile, patience.Token);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException
            || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    static bool Read(string text, bool isFile, DateOnly today, out IReadOnlyList<Holiday> days, out string? problem) =>
        isFile || HolidayFile.Looks(text) ? HolidayFile.TryRead(text, today, out days, out problem) : Holiday.TryRead(text, out days, out problem);

    static string? Save(Tx tx, HolidayList list, IReadOnlyList<Holiday> days, IReadOnlyList<string> followers, DateOnly today, string user)
    {
        if (HolidayStore.All(tx.Db).Any(l => l.Id != list.Id && string.Equals(l.Name, list.Name, StringComparison.OrdinalIgnoreCase)))
            throw new CoverRefusedException(NameField, "Another list has this name. Choose a different one.");
        HolidayStore.Save(tx, list, days, today, user);
        var before = HolidayStore.Followers(tx.Db, list.Id);
        foreach (var person in before.Except(followers)) HolidayStore.Follow(tx, person, null, user);
        foreach (var person in followers.Except(before)) HolidayStore.Follow(tx, person, list.Id, user);
        return null;
    }
}
