using System.Data;
using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Reviews;

/// <summary>A review that was due to be posted by itself. Times are unix milliseconds.</summary>
/// <param name="Due">When.</param>
/// <param name="Channel">Where.</param>
/// <param name="At">When it was seen to be due; its figures are of then.</param>
/// <param name="UntilAt">After that nobody needs it.</param>
/// <param name="State">What becomes of it: <see cref="Said"/> or <see cref="Missed"/>.</param>
public sealed record ReviewWeek(long Due, string Channel, long At, long UntilAt, string State)
{
    public const string Prefix = "review_week";

    public const string Said = "said", Missed = "missed";

    /// <summary>What is woken for it, and the slot of its message.</summary>
    public string Subject => SubjectOf(Due);

    public static string SubjectOf(long due) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{due}");
}

/// <summary>The reviews that were due to be posted by themselves.</summary>
static class ReviewWeekStore
{
    const string Columns = "due, channel, at, until_at, state";

    public static ReviewWeek? Find(IDbConnection db, long due) =>
        db.QuerySingleOrDefault<ReviewWeek>($"select {Columns} from review_weeks where due = @due", new { due });

    /// <summary>When the last one was due.</summary>
    public static long? Last(IDbConnection db) => db.ExecuteScalar<long?>("select max(due) from review_weeks");

    public static void Save(Tx tx, ReviewWeek week) => tx.Db.Execute(
        $"""
        insert into review_weeks ({Columns}) values (@Due, @Channel, @At, @UntilAt, @State)
        on conflict (due) do update set state = excluded.state
        """,
        week);

    /// <summary>Forgets those of before then, but the last, from which the next one is counted; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from review_weeks where due < @before and due < (select max(due) from review_weeks)", new { before });
}
