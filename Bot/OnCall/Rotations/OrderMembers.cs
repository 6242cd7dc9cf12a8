using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Absences;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Rotations.RotationIds;

namespace Bot.OnCall.Rotations;

/// <summary>
/// The members in the order of their turns: moved one by one, with what comes of it, saved by one submit; each can be paused.
/// </summary>
public sealed class OrderMembers(
    Database database, SlackApi slack, RotationAccess rotations, RotationList list, TakeLeave leave,
    TimeProvider clock)
{
    const int Most = 80;
    const string Up = "up", Down = "down", Next = "next", Pause = "pause";
    const string Gone = "This rotation was deleted meanwhile.";

    public Task Open(BlockActionRequest press, CancellationToken stop) =>
        list.Push(press, id => Task.FromResult(database.Read(db =>
        RotationStore.Find(db, id, clock.GetUtcNow()) is { } row
            ? Modal(db, row, row.Rotation.Members, SettingsMarks.Of(row.Rotation))
            : OpenForm.Done("Members", Gone))), stop);

    /// <summary>Draws the order again with one member moved; a pause is time off, whose form goes on top.</summary>
    public async Task Move(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { } view || press.Action.SelectedOption?.Value.Split(':') is not [var verb, var person]) return;
        var (id, shown, members) = Read(view.PrivateMetadata);
        if (database.Read(db => rotations.Refusal(db, id, press.User.Id)) is not null) return;
        if (verb == Pause)
        {
            await slack.Views.Push(press.TriggerId, await leave.Pause(person, press.User.Id, stop), stop);
            return;
        }

        var form = database.Read(db => RotationStore.Find(db, id, clock.GetUtcNow()) is { } row
            ? Modal(db, row, Moved(members, verb, person, Running(db, row)), shown)
            : OpenForm.Done("Members", Gone));
        await slack.Views.Redraw(press, form, stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (id, shown, members) = Read(form.View.PrivateMetadata);
        var user = form.User.Id;
        try
        {
            await database.Once(form.IdempotencyKey, tx => Save(tx, id, shown, members, user));
        }
        catch (RotationRefusedException refused)
        {
            return ViewSubmissionResponse.Update(OpenForm.Done("Members", Mrkdwn.Escape(refused.Message)));
        }
        catch (ChangedMeanwhileException changed)
        {
            return ViewSubmissionResponse.Update(database.Read(db => RotationStore.Find(db, id, clock.GetUtcNow()) is { } row
                ? Modal(db, row, row.Rotation.Members, SettingsMarks.Of(row.Rotation), changed.Message)
                : OpenForm.Done("Members", Gone)));
        }

        return list.ThenRefresh(ViewSubmissionResponse.Close(), form.View, user);
    }

    string? Save(Tx tx, string id, SettingsMarks shown, IReadOnlyList<string> members, string user)
    {
        if (rotations.Refusal(tx.Db, id, user) is { } refusal) throw new RotationRefusedException("", refusal);
        if (RotationStore.Find(tx.Db, id, tx.Time) is not { } row) throw new RotationRefusedException("", Gone);
        if (row.Rotation.Members.SequenceEqual(members)) return null;
        if (shown.IsChanged(RotationField.Members, row.Rotation))
            throw new ChangedMeanwhileException(
                $":warning: {SettingsText.Changed(tx.Db, row, [RotationField.Members])} "
                + "This is how they are now: move them again.");
        KeepShifts.Save(tx, row.Rotation with { Members = members }, user);
        KeepAbsences.Look(tx, RotationStore.Find(tx.Db, id, tx.Time)!);
        return null;
    }

    static IReadOnlyList<string> Moved(IReadOnlyList<string> members, string verb, string person, string? current) => verb switch
    {
        Up => MemberOrder.Up(members, person),
        Down => MemberOrder.Down(members, person),
        Next => MemberOrder.Next(members, person, current),
        _ => members,
    };

    string? Running(IDbConnection db, RotationRow row)
    {
        var now = clock.GetUtcNow();
        return ShiftStore.Around(db, row.Id, now).FirstOrDefault(s => s.Holds(now))?.Person;
    }

    ModalViewDefinition Modal(
        IDbConnection db, RotationRow row, IReadOnlyList<string> members, SettingsMarks shown, string? warning = null)
    {
        var plan = RotationPlan.Of(db, row.Rotation with { Members = members }, clock.GetUtcNow());
        return new()
        {
            CallbackId = OrderForm,
            Title = "Members",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = $"{row.Id} {shown} {string.Join(' ', members)}",
            Blocks =
            [
                new SectionBlock { Text = $"*{Mrkdwn.Name(row.Name)}*: they take turns in this order. Times in {row.Zone}." },
                .. warning is null ? Array.Empty<Block>() : [new SectionBlock { Text = warning }],
                .. members.Take(Most).Select((person, place) => Row(plan, members, person, place)),
                .. members.Count > Most
                    ? [new ContextBlock { Elements = [$"… {members.Count - Most} more"] }]
                    : Array.Empty<Block>(),
                .. RotationChanges.Blocks(plan),
            ],
        };
    }

    static SectionBlock Row(RotationPlan plan, IReadOnlyList<string> members, string person, int place)
    {
        var isOn = plan.NextOf(person) is { } shift && shift.Holds(plan.Now);
        List<Option> moves = [];
        if (place > 0) moves.Add(new("Move up", $"{Up}:{person}"));
        if (place < members.Count - 1) moves.Add(new("Move down", $"{Down}:{person}"));
        if (!isOn && members.Count > 1) moves.Add(new("Next after this shift", $"{Next}:{person}"));
        moves.Add(new("Pause…", $"{Pause}:{person}"));
        return new()
        {
            BlockId = $"member:{person}",
            Text = $"{place + 1}. {Mrkdwn.User(person)}  {Turn(plan, person)}",
            Accessory = new OverflowMenu { ActionId = MemberMenu, Options = moves },
        };
    }

    static string Turn(RotationPlan plan, string person) => plan.NextOf(person) switch
    {
        null => "_has no turn in the weeks ahead_",
        { } shift when shift.Holds(plan.Now) => $"on call until {When.Wall(shift.Ends, plan.Rotation.Zone, plan.Now)}",
        { } shift => ShiftText.InForm(new Stretch(shift.Starts, shift.Ends), plan.Rotation, plan.Now),
    };

    static (string Id, SettingsMarks Shown, IReadOnlyList<string> Members) Read(string metadata) =>
        metadata.Split(' ') is [var id, var shown, .. var members]
            ? (id, SettingsMarks.Read(shown), members)
            : ("", SettingsMarks.Read(""), []);
}
