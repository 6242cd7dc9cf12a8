using System.Data;
using Bot.Domain.Warnings;
using Bot.Storage;
using Dapper;

namespace Bot.Warnings.Rows;

/// <summary>A rotation's ledger as it was at the beginning of a week. Times are unix milliseconds.</summary>
/// <param name="Rotation">Whose.</param>
/// <param name="Week">Its Monday, as yyyy-MM-dd.</param>
/// <param name="At">When it was counted.</param>
/// <param name="UntilAt">After that nobody needs the line.</param>
/// <param name="State">What became of the line: <see cref="Said"/>, <see cref="Missed"/> or <see cref="Empty"/>.</param>
/// <param name="OpenCount">See <see cref="WarningDebt"/>, as the next two and the last.</param>
/// <param name="NewCount">What was new.</param>
/// <param name="FixedCount">What was fixed.</param>
/// <param name="Oldest">What was oldest.</param>
/// <param name="OldestAt">Since when.</param>
/// <param name="Debt">The debt.</param>
public sealed record WarningWeek(
    string Rotation, string Week, long At, long UntilAt, string State, long OpenCount, long NewCount, long FixedCount,
    string? Oldest, long? OldestAt, long Debt)
{
    public const string Said = "said", Missed = "missed", Empty = "empty";

    /// <summary>What is woken for it, and the slot of its line.</summary>
    public string Subject => $"warnings_week:{Rotation}:{Week}";
}

/// <summary>What the ledgers were from week to week.</summary>
public static class WarningWeekStore
{
    const string Columns =
        "rotation, week, at, until_at, state, open_count, new_count, fixed_count, oldest, oldest_at, debt";

    public static WarningWeek? Find(IDbConnection db, string rotation, string week) => db.QuerySingleOrDefault<WarningWeek>(
        $"select {Columns} from warning_weeks where rotation = @rotation and week = @week", new { rotation, week });

    /// <summary>The one before it whose line people could read.</summary>
    public static WarningWeek? Before(IDbConnection db, string rotation, string week) => db.QueryFirstOrDefault<WarningWeek>(
        $"""
        select {Columns} from warning_weeks where rotation = @rotation and week < @week and state = @Said
        order by week desc limit 1
        """,
        new { rotation, week, WarningWeek.Said });

    public static void Save(Tx tx, WarningWeek week) => tx.Db.Execute(
        $"""
        insert into warning_weeks ({Columns})
        values (@Rotation, @Week, @At, @UntilAt, @State, @OpenCount, @NewCount, @FixedCount, @Oldest, @OldestAt, @Debt)
        on conflict (rotation, week) do update set state = excluded.state
        """,
        week);

    /// <summary>Forgets those of before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) =>
        tx.Db.Execute("delete from warning_weeks where at < @before", new { before });
}
