using System.Data;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// What does not get to Slack: refused, or failing for longer than trouble that passes by itself. Failures are counted from the
/// first without a success between, as each try is soon after the last.
/// </summary>
static class Failing
{
    /// <summary>Shorter trouble of Slack's is nobody's to cure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static long Count(IDbConnection db, long now) =>
        db.ExecuteScalar<long>($"select count(*) from wakes where {Wrong}", new { before = Before(now) });

    /// <summary>Why what has failed for longest does; null where nothing has for so long.</summary>
    public static string? Longest(IDbConnection db, long now) => db.QueryFirstOrDefault<string>(
        "select waiting_why from wakes where parked is null and waiting_since <= @before order by waiting_since",
        new { before = Before(now) });

    /// <summary>What is wrong, without the word about it.</summary>
    public static List<(string Subject, string Why)> All(IDbConnection db, long now) => db.Query<(string, string)>(
        $"""
        select subject, coalesce(parked, waiting_why) from wakes
        where ({Wrong}) and subject not like 'trouble%' order by waiting_since, subject
        """,
        new { before = Before(now) }).ToList();

    /// <summary>The same, and what has begun to fail or is just tried again: that it is cured is not known yet.</summary>
    public static List<(string Subject, string Why)> Maybe(IDbConnection db) => db.Query<(string, string)>(
        "select subject, waiting_why from wakes where waiting_why is not null").ToList();

    const string Wrong = "parked is not null or waiting_since <= @before";

    static long Before(long now) => now - (long)Patience.TotalMilliseconds;
}
