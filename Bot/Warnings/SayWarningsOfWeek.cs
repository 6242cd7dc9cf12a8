using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Warnings;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Bot.Warnings.Rows;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.Warnings;

/// <summary>
/// Once a week a line in the rotation's channel says what its ledger comes to: as hours open for the first time in a week. It is
/// said on that day or not at all.
/// </summary>
sealed class SayWarningsOfWeek(
    Database database, Posts posts, RotationChannel channel, BotCommands commands, TimeProvider clock)
{
    public const string Prefix = "warnings_week";

    const int LongestOldest = 100;
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Counts the ledgers of the rotations whose week has begun.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var due = database.Read(db => RotationStore.All(db, now).Where(row => FirstOfWeek.Begun(row, now) is { } begun
            && WarningWeekStore.Find(db, row.Id, begun.Week) is null).ToList());
        foreach (var row in due) await database.Change(tx => Count(tx, row));
    }

    static void Count(Tx tx, RotationRow row)
    {
        if (FirstOfWeek.Begun(row, tx.Time) is not var (name, first) || WarningWeekStore.Find(tx.Db, row.Id, name) is not null)
            return;
        var all = WarningStore.All(tx.Db, row, RotationStore.All(tx.Db, tx.Time), tx.Time);
        var last = WarningWeekStore.Before(tx.Db, row.Id, name);
        var debt = WarningDebt.Of(
            all, last is null ? tx.Time - Week : DateTimeOffset.FromUnixTimeMilliseconds(last.At), tx.Time);
        var oldest = all.FirstOrDefault(w => w.StateAt(tx.Time) is WarningState.Open or WarningState.Snoozed);
        var state = debt is { Open: 0, Fixed: 0 } ? WarningWeek.Empty
            : first.Until <= tx.Time || RestoreRow.IsAfter(tx.Db, first.Opens) ? WarningWeek.Missed
            : WarningWeek.Said;
        var week = new WarningWeek(
            row.Id, name, tx.Now, first.Until.ToUnixTimeMilliseconds(), state, debt.Open, debt.New, debt.Fixed,
            oldest?.About.Title, oldest?.FirstSeen.ToUnixTimeMilliseconds(), debt.Debt);
        Save(tx, week);
        if (state == WarningWeek.Said) tx.Wake(week.Subject);
    }

    static void Save(Tx tx, WarningWeek week)
    {
        WarningWeekStore.Save(tx, week);
        if (week.State == WarningWeek.Missed)
            tx.Note(RotationRow.SubjectOf(week.Rotation), WarningFacts.WeekMissed, "bot", before: week.Week);
    }

    /// <summary>Makes the line of one week stand in the rotation's channel.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var rotation, var name]) return;
        var (row, week, before, mayBeThere) = database.Read(db => (
            RotationStore.FindEver(db, rotation), WarningWeekStore.Find(db, rotation, name),
            WarningWeekStore.Before(db, rotation, name),
            Posts.MayBeThere(db, $"{Prefix}:{id}")));
        if (row is null || week is not { State: WarningWeek.Said }) return;
        if (!mayBeThere && week.UntilAt <= clock.GetUtcNow().ToUnixTimeMilliseconds())
            await database.Change(tx => Save(tx, week with { State = WarningWeek.Missed }));
        else await posts.Show(week.Subject, await channel.Id(row, stop), Message(week, before), stop);
    }

    Message Message(WarningWeek week, WarningWeek? before)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"{week.OpenCount} open, {week.NewCount} new, {week.FixedCount} fixed in a week");
        var age = week.OldestAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(week.At - at) - DateTimeOffset.UnixEpoch
            : TimeSpan.Zero;
        var oldest = week.Oldest is { } title ? $"\nThe oldest: {Mrkdwn.Inert(title, LongestOldest)}, {Words.Span(age)}." : "";
        var debt = string.Create(CultureInfo.InvariantCulture, $"\nDebt {week.Debt:N0}{Trend(week, before)}.");
        return new()
        {
            Text = $"Warnings: {counts}",
            Blocks =
            [
                new SectionBlock { Text = $":warning: *Warnings*: {counts}.{oldest}{debt}" },
                new ContextBlock
                {
                    Elements =
                    [
                        "Debt: each open warning counts one for every week, begun or whole, that it has been there. "
                            + $"`{commands.Incident} warnings`",
                    ],
                },
                new ActionsBlock { Elements = [new Button { ActionId = WarningIds.OpenList, Text = "Look at them" }] },
            ],
        };
    }

    static string Trend(WarningWeek week, WarningWeek? before) => (week.Debt - before?.Debt) switch
    {
        null => "",
        0 => ", as last time",
        > 0 and var more => string.Create(CultureInfo.InvariantCulture, $", {more:N0} more than last time"),
        { } less => string.Create(CultureInfo.InvariantCulture, $", {-less:N0} less than last time"),
    };
}
