using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rotations;

/// <summary>Ends a rotation: from now on it is nowhere, and what was stays in the history. Its channel is told once.</summary>
public sealed class DeleteRotation(
    Database database, RotationAccess rotations, RotationList list, Posts posts, RotationChannel channel)
{
    public const string Prefix = "rotation_ended";

    public static Button Button(RotationRow row) => new()
    {
        ActionId = RotationIds.DeleteButton,
        Text = "Delete",
        Value = row.Id,
        Confirm = new()
        {
            Title = Limits.Truncate($"Delete {row.Name}?", 100),
            Text = new PlainText(
                "From now on nobody is on call. Coming shifts, covers and open requests are removed, its channel is told. "
                + "Past shifts are kept."
                + (row.GroupHandle is { } handle ? $" @{handle} stays as it is." : "")),
            Confirm = "Delete",
            Deny = "Keep it",
            Style = ButtonStyle.Danger,
        },
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        // Who may not, or was second, sees that in the list.
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (rotations.Refusal(tx.Db, id, user) is null && RotationStore.Find(tx.Db, id, tx.Time) is { } row)
                End(tx, row, user);
            return null;
        });
        return after => list.Refresh(press.View?.Id, user, after);
    }

    static void End(Tx tx, RotationRow row, string by)
    {
        if (ShiftStore.Around(tx.Db, row.Id, tx.Time).FirstOrDefault(s => s.Holds(tx.Time)) is { } running)
            tx.Wake(OnCallSubjects.HandOff(running));
        RotationStore.End(tx, row.Id, by);
        ShiftStore.End(tx, row.Id);
        CoverStore.EndAll(tx, row.Id);
        foreach (var request in CoverRequestStore.AllOpen(tx.Db).Where(r => r.Rotation == row.Id))
            KeepCovers.Close(tx, request, CoverRequestRow.Moot, by);
        tx.Note(row.Subject, RotationFacts.Ended, by);
        // Where another rotation keeps the same group, the group is that one's alone now.
        if (row.GroupHandle is { } handle) tx.Wake(OnCallSubjects.Group(handle));
        tx.Wake($"{Prefix}:{row.Id}");
        tx.Wake(OnCallSubjects.UnservedOf(row.Id));
        tx.Wake(OnCallSubjects.NamesSubject);
        tx.WakeHomes();
    }

    /// <summary>Tells the rotation's channel.</summary>
    public async Task Tell(string id, CancellationToken stop)
    {
        var (row, byName) = database.Read(db => (
            RotationStore.FindEver(db, id), RotationStore.EndedBy(db, id) is { } by ? Person.NameOf(db, by) : null));
        if (row is null || byName is null) return;
        var name = Mrkdwn.Name(row.Name);
        await posts.Show($"{Prefix}:{id}", await channel.Id(row, stop), new Message
        {
            Text = $"{row.Name} was deleted",
            Blocks =
            [
                new SectionBlock
                {
                    Text = $":wastebasket: {Mrkdwn.Name(byName)} deleted the rotation *{name}*: "
                        + "nobody is on call in it any more.",
                },
            ],
        }, stop);
    }
}
