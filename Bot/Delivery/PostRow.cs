using System.Data;
using Dapper;

namespace Bot.Delivery;

/// <summary>What is known of one of our messages. Times are unix milliseconds.</summary>
/// <param name="Slot">Which of our messages it is.</param>
/// <param name="Mark">What it is known by in Slack: the slot in which it was first, whatever slot it has by now.</param>
/// <param name="Channel">Where it was sent.</param>
/// <param name="Thread">The message above it.</param>
/// <param name="AttemptedAt">When it was first tried, in workspace time.</param>
/// <param name="AttemptedWire">When it was tried last, in wire time.</param>
/// <param name="Ts">Where it stands; null where that is not known.</param>
/// <param name="Hash">What it shows.</param>
sealed record PostRow(
    string Slot, string Mark, string Channel, string? Thread, long? AttemptedAt, long? AttemptedWire, string? Ts, string? Hash)
{
    public const string OwnMark = "coalesce(posts.mark, posts.slot)",
        HasMark = "(mark = @mark or mark is null and slot = @mark)";

    const string Rows =
        $"select slot, {OwnMark} as mark, channel, thread, attempted_at, attempted_wire, ts, hash from posts where";

    /// <summary>"incident:12" of "incident:12:card".</summary>
    public string Subject => string.Join(':', Slot.Split(':').Take(2));

    public static PostRow? Find(IDbConnection db, string slot) =>
        db.QuerySingleOrDefault<PostRow>($"{Rows} slot = @slot", new { slot });

    public static PostRow? Marked(IDbConnection db, string mark) =>
        db.QueryFirstOrDefault<PostRow>($"{Rows} {HasMark}", new { mark });
}
