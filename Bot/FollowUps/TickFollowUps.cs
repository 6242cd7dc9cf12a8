using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// The boxes of a checklist: whoever sees the incident ticks one, or takes the tick away. What others have ticked meanwhile stays
/// as they left it.
/// </summary>
public sealed class TickFollowUps(Database database, SlackApi slack)
{
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var (before, after) = (
            Ticked.Read(press.Action.BlockId), press.Action.SelectedOptions.Select(o => o.Value).ToHashSet());
        var refused = await database.Once(press.IdempotencyKey, tx =>
        {
            // Several may be done at once by somebody whose message was not drawn anew yet.
            var isHidden = false;
            foreach (var number in before.Except(after)) isHidden |= !Turn(tx, number, press.User.Id, isDone: false);
            foreach (var number in after.Except(before)) isHidden |= !Turn(tx, number, press.User.Id, isDone: true);
            return isHidden ? "You cannot see this follow-up any more, so nothing was changed." : null;
        });
        return Tell.Then(slack, press, refused);
    }

    /// <returns>Whether they can see it.</returns>
    static bool Turn(Tx tx, string value, string by, bool isDone)
    {
        if (!long.TryParse(value, CultureInfo.InvariantCulture, out var number)
            || FollowUpStore.Find(tx.Db, Viewer.Of(by), number) is not { } row) return false;
        FollowUpStore.Change(tx, row, isDone ? FollowUpRules.Done(row.FollowUp, by) : FollowUpRules.Reopened(row.FollowUp), by);
        return true;
    }
}
