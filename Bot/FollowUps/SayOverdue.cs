using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.FollowUps;

/// <summary>
/// Once a week a line in the rotation's channel says what is overdue, as hours open for the first time in a week: on that day or
/// not at all.
/// </summary>
sealed class SayOverdue(
    Database database, Posts posts, RotationChannel channel, BotCommands commands, TimeProvider clock)
{
    public const string Prefix = "followups_week";

    const int Most = 3, LongestTitle = 80;

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var due = database.Read(db => RotationStore.All(db, now).Where(row => FirstOfWeek.Begun(row, now) is { } begun
            && FollowUpWeekStore.Find(db, row.Id, begun.Week) is null).ToList());
        foreach (var row in due) await database.Change(tx => Begin(tx, row));
    }

    static void Begin(Tx tx, RotationRow row)
    {
        if (FirstOfWeek.Begun(row, tx.Time) is not var (name, first) || FollowUpWeekStore.Find(tx.Db, row.Id, name) is not null)
            return;
        var state = Overdue(tx.Db, row, tx.Time).Count == 0 ? FollowUpWeek.Empty
            : first.Until <= tx.Time || RestoreRow.IsAfter(tx.Db, first.Opens) ? FollowUpWeek.Missed
            : FollowUpWeek.Said;
        var week = new FollowUpWeek(row.Id, name, tx.Now, first.Until.ToUnixTimeMilliseconds(), state);
        FollowUpWeekStore.Save(tx, week);
        if (state == FollowUpWeek.Said) tx.Wake(week.Subject);
    }

    /// <summary>What everybody may read of, as everybody reads it there.</summary>
    static List<FollowUpRow> Overdue(IDbConnection db, RotationRow row, DateTimeOffset now)
    {
        var (rotations, today) = (RotationStore.All(db, now), When.Date(now, row.Rotation.Zone));
        return FollowUpStore.Outstanding(db, Viewer.Public).FindAll(one => one.FollowUp.IsOverdue(today)
            && RotationStore.Answering(rotations, one.Rotation)?.Id == row.Id);
    }

    /// <summary>Makes the line of one week stand in the rotation's channel.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var rotation, var name]) return;
        var now = clock.GetUtcNow();
        var (row, week, mayBeThere) = database.Read(db => (
            RotationStore.FindEver(db, rotation), FollowUpWeekStore.Find(db, rotation, name),
            Posts.MayBeThere(db, $"{Prefix}:{id}")));
        if (row is null || week is not { State: FollowUpWeek.Said }) return;
        if (!mayBeThere && week.UntilAt <= now.ToUnixTimeMilliseconds())
        {
            await database.Change(tx => FollowUpWeekStore.Save(tx, week with { State = FollowUpWeek.Missed }));
            return;
        }

        if (database.Read(db => Message(db, row, now)) is { } message)
            await posts.Show(week.Subject, await channel.Id(row, stop), message, stop);
        else await posts.Remove(week.Subject, stop);
    }

    /// <summary>Null where nothing of it is left that everybody may read.</summary>
    Message? Message(IDbConnection db, RotationRow row, DateTimeOffset now)
    {
        var overdue = Overdue(db, row, now);
        if (overdue.Count == 0) return null;
        var heading = $"{Words.Number(overdue.Count, "follow-up is", "follow-ups are")} overdue";
        var today = When.Date(now, row.Rotation.Zone);
        // Names call nobody: whoever owns one reads of it in their brief.
        var lines = overdue.Take(Most).Select(one => $"• {FollowUpText.Title(one, LongestTitle)} · "
            + $"{Mrkdwn.Name(Person.NameOf(db, one.Owner))}, since {When.Day(one.FollowUp.Due, today)}");
        var more = overdue.Count > Most ? $"\n… {overdue.Count - Most} more: `{commands.FollowUp} list overdue`" : "";
        return new()
        {
            Text = heading,
            Blocks =
            [
                new SectionBlock { Text = $":fast_forward: *{heading}:*\n{string.Join('\n', lines)}{more}" },
                new ActionsBlock { Elements = [new Button { ActionId = FollowUpIds.OpenOverdue, Text = "Look at them" }] },
            ],
        };
    }
}
