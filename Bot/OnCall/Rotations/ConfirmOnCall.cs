using System.Data;
using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rotations;

/// <summary>
/// After a restore the owners of each rotation, or admins where none is left, are asked whether who is on call by the backup is
/// right. Until one says so, its user group stays as it is, and hand-offs are no news.
/// </summary>
public sealed class ConfirmOnCall(
    Database database, SlackApi slack, RotationAccess rotations, Posts posts, DirectMessages direct, Trouble trouble,
    TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public void Register(Synchroniser synchroniser, Restores restores)
    {
        synchroniser.Serve(Unconfirmed.Subject, Bring, Lane.OnCall);
        restores.Quiet((tx, _) => Begin(tx));
        trouble.Also(Overdue);
    }

    static void Begin(Tx tx)
    {
        foreach (var row in RotationStore.All(tx.Db, tx.Time))
        {
            KeepShifts.AfterRestore(tx, row);
            Unconfirmed.Begin(tx, row.Id);
        }
    }

    /// <summary>What admins hear of once a day while nobody has answered.</summary>
    IEnumerable<string> Overdue(IDbConnection db)
    {
        var (now, longAgo) = (clock.GetUtcNow(), (clock.GetUtcNow() - Patience).ToUnixTimeMilliseconds());
        foreach (var waiting in Unconfirmed.All(db).Where(row => row.RestoredAt <= longAgo))
            if (RotationStore.Find(db, waiting.Rotation, now) is { } row)
                yield return $"The bot was restored from a backup, and nobody has confirmed who is on call in {row.Name}: until "
                    + $"then {(row.GroupHandle is { } handle ? $"@{handle} is not written" : "its hand-offs are not told")}. "
                    + "Its owners confirm it in the message that they have, or put somebody on call with "
                    + $"{rotations.Command} rota.";
    }

    /// <summary>Shows those who are asked how it stands.</summary>
    public async Task Bring(string rotation, CancellationToken stop)
    {
        var (waiting, row, message, told) = database.Read(db =>
        {
            var (kept, found) = (Unconfirmed.Find(db, rotation), RotationStore.FindEver(db, rotation));
            return kept is null || found is null ? (null, null, null, [])
                : (kept, found, Message(db, kept, found), Posts.Under(db, Slots(kept)));
        });
        if (waiting is null || row is null || message is null) return;
        var asked = waiting.ConfirmedAt is null && row.EndedAt is null ? await Asked(row, stop) : [];
        await Steps.All(
        [
            .. asked.Select<string, Func<Task>>(person => async () =>
                await posts.Show($"{Slots(waiting)}:{person}", await direct.With(person, stop), message, stop, Lost.Left)),
            .. told.Where(slot => !asked.Contains(slot[(slot.LastIndexOf(':') + 1)..])).Select<string, Func<Task>>(slot => () =>
                posts.Follow(slot, database.Read(db => Posts.ChannelOf(db, slot))!, message, stop, Lost.Left)),
        ]);
    }

    async Task<IReadOnlyList<string>> Asked(RotationRow row, CancellationToken stop)
    {
        if (database.Read(db => RotationAccess.Heirs(db, row)) is { Count: > 0 } heirs) return heirs;
        return await trouble.Hearers(stop);
    }

    static string Slots(Unconfirmed.Row waiting) => $"{Unconfirmed.SubjectOf(waiting.Rotation)}:{waiting.RestoredAt}";

    Message Message(IDbConnection db, Unconfirmed.Row waiting, RotationRow row)
    {
        var name = Mrkdwn.Name(row.Name);
        var on = OnCallAnswers.Of(db, row, clock.GetUtcNow()).Answer.Person;
        if (row.EndedAt is not null) return Only($"*{name}* was deleted.");
        if (waiting is { ConfirmedBy: { } by, ConfirmedAt: { } at })
            return Only($":white_check_mark: {Mrkdwn.Name(Person.NameOf(db, by))} confirmed who is on call in *{name}*, "
                + $"{When.At(at)}.");
        var from = RestoreRow.Last(db) is { } last ? $" of {When.At(last.AsOf)}" : "";
        var group = row.GroupHandle is { } handle ? $"@{Mrkdwn.Name(handle)} stays" : "Its hand-offs stay";
        return new()
        {
            Text = $"Who is on call in {name}?",
            Blocks =
            [
                new SectionBlock
                {
                    Text = $":rewind: *The bot was restored from a backup{from}.* It does not know what happened after that "
                        + $"until {When.At(waiting.RestoredAt)}.\n*{name}*: "
                        + (on is null ? "nobody is on call by the backup." : $"on call now by the backup is {Mrkdwn.User(on)}.")
                        + $" {group} as {(row.GroupHandle is null ? "they are" : "it is")} until you say that this is right.",
                },
                new ActionsBlock
                {
                    Elements =
                    [
                        new Button
                        {
                            ActionId = RotationIds.ConfirmButton,
                            Text = "Confirm",
                            Value = $"{row.Id} {on}",
                            Style = ButtonStyle.Primary,
                        },
                        new Button
                        {
                            ActionId = on is null ? RotationIds.EditButton : RotationIds.PutButton,
                            Text = on is null ? "Choose members" : "Somebody else…",
                            Value = row.Id,
                        },
                    ],
                },
            ],
        };
    }

    static Message Only(string text) => new() { Text = text, Blocks = [new SectionBlock { Text = text }] };

    /// <summary>"Confirm": what the message said then is still what is so.</summary>
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, shown) = (press.Action.Value ?? "").Split(' ') is [var first, var second] ? (first, second) : ("", "");
        var by = press.User.Id;
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            if (rotations.Refusal(tx.Db, id, by) is { } refusal) return refusal;
            if (RotationStore.Find(tx.Db, id, tx.Time) is not { } row || Unconfirmed.Find(tx.Db, id) is not { } waiting)
                return "There is nothing to confirm any more.";
            if (waiting.ConfirmedBy is { } before)
                return $"{Mrkdwn.Name(Person.NameOf(tx.Db, before))} has confirmed it already.";
            if ((OnCallAnswers.Of(tx.Db, row, tx.Time).Answer.Person ?? "") != shown)
            {
                tx.Wake(Unconfirmed.SubjectOf(id));
                return "Somebody else is on call by now. Nothing is confirmed yet: look at the message again.";
            }

            KeepShifts.Confirm(tx, row, by);
            return null;
        }));
    }
}
