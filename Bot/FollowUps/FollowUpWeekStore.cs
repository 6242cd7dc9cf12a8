using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.FollowUps;

/// <summary>What became of a rotation's line about what is overdue in one week. Times are unix milliseconds.</summary>
/// <param name="Rotation">Whose.</param>
/// <param name="Week">Its Monday, as yyyy-MM-dd.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="UntilAt">After that nobody needs the line.</param>
/// <param name="State"><see cref="Said"/>, <see cref="Missed"/> or <see cref="Empty"/>.</param>
public sealed record FollowUpWeek(string Rotation, string Week, long At, long UntilAt, string State)
{
    public const string Said = "said", Missed = "missed", Empty = "empty";

    public string Subject => $"{SayOverdue.Prefix}:{Rotation}:{Week}";
}

/// <summary>The rows of those lines.</summary>
static class FollowUpWeekStore
{
    const string Select = "select rotation, week, at, until_at, state from follow_up_weeks";

    public static FollowUpWeek? Find(IDbConnection db, string rotation, string week) => db.QuerySingleOrDefault<FollowUpWeek>(
        $"{Select} where rotation = @rotation and week = @week", new { rotation, week });

    /// <summary>Those that were said since then.</summary>
    public static List<FollowUpWeek> SaidSince(IDbConnection db, DateTimeOffset then) => db.Query<FollowUpWeek>(
        $"{Select} where state = @state and at > @since",
        new { state = FollowUpWeek.Said, since = then.ToUnixTimeMilliseconds() }).ToList();

    public static void Save(Tx tx, FollowUpWeek week) => tx.Db.Execute(
        """
        insert into follow_up_weeks (rotation, week, at, until_at, state) values (@Rotation, @Week, @At, @UntilAt, @State)
        on conflict (rotation, week) do update set state = excluded.state
        """,
        week);

    /// <summary>Forgets those of before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from follow_up_weeks where at < @before", new { before });
}
