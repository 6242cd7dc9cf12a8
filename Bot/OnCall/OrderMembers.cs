using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;
using static Bot.OnCall.RotationRoutes;

namespace Bot.OnCall;

/// <summary>The members in the order of their turns: moved one by one, with what comes of it, saved by one submit; each can be paused.</summary>
public sealed class OrderMembers(Database database, SlackApi slack, RotationAccess rotations, RotationList list, TakeLeave leave, TimeProvider clock)
{
    const int Most = 80;
    const string Up = "up", Down = "down", Next = "next", Pause = "pause";
    const string Gone = "This rotation was deleted meanwhile.";
    const string Changed = "Somebody changed the members meanwhile. This is how they are now: move them again.";

    public Task Open(BlockActionRequest press, CancellationToken stop) => list.Push(press, id => Task.FromResult(database.Read(db =>
        RotationStore.Find(db, id, clock.GetUtcNow()) is { } row ? Modal(db, row, row.Rotation.Members) : OpenForm.Done("Members", Gone))), stop);

    /// <summary>Draws the order again with one member moved; a pause is time off, whose form goes on top.</summary>
    public async Task Move(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { } view || press.Action.SelectedOption?.Value.Split(':') is not [var verb, var person]) return;
        var (id, members) = Read(view.PrivateMetadata);
        if (await rotations.Problem(id, press.User.Id, stop) is not null) return;
        if (verb == Pause)
        {
            await slack.Views.Push(press.TriggerId, await leave.Form(person, press.User.Id, stop), stop);
            return;
        }

        var form = database.Read(db => RotationStore.Find(db, id, clock.GetUtcNow()) is { } row ? Modal(db, row, Moved(members, verb, person, Running(db, row))) : OpenForm.Done("Members", Gone));
        await OpenForm.Show(slack, view, form, stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var ((id, members), user) = (Read(form.View.PrivateMetadata), form.User.Id);
        if (await rotations.Problem(id, user, stop) is { } refusal) return ViewSubmissionResponse.Update(OpenForm.Done("Members", Mrkdwn.Escape(refusal)));
        try
        {
            await database.Once(form.IdempotencyKey, tx =>
            {
                var row = RotationStore.Find(tx.Db, id, tx.Time);
                if (row is null || !row.Rotation.Members.ToHashSet().SetEquals(members)) throw new CoverRefusedException("", Changed);
                if (!row.Rotation.Members.SequenceEqual(members)) KeepShifts.Save(tx, row.Rotation with { Members = members }, user);
                return null;
            });
        }
        catch (CoverRefusedException)
        {
            return ViewSubmissionResponse.Update(database.Read(db => RotationStore.Find(db, id, clock.GetUtcNow()) is { } row
                ? Modal(db, row, row.Rotation.Members, Changed) : OpenForm.Done("Members", Gone)));
        }

        await list.Refresh(form.View.PreviousViewId, user, stop);
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

    ModalViewDefinition Modal(IDbConnection db, RotationRow row, IReadOnlyList<string> members, string? warning = null)
    {
        var plan = RotationPlan.Of(db, row.Rotation with { Members = members }, clock.GetUtcNow());
        return new()
        {
            CallbackId = OrderForm,
            Title = "Members",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = $"{row.Id} {string.Join(' ', members)}",
            Blocks =
            [
                new SectionBlock { Text = $"*{Mrkdwn.Escape(row.Name)}*: they take turns in this order. Times in {row.Zone}." },
                .. warning is null ? Array.Empty<Block>() : [new SectionBlock { Text = $":warning: {warning}" }],
                .. members.Take(Most).Select((person, place) => Row(plan, members, person, place)),
                .. members.Count > Most ? [new ContextBlock { Elements = [$"… {members.Count - Most} more"] }] : Array.Empty<Block>(),
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

    static (string Id, IReadOnlyList<string> Members) Read(string metadata) => metadata.Split(' ') is [var id, .. var members] ? (id, members) : ("", []);
}
