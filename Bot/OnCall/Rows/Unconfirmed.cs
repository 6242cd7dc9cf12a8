using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>
/// Rotations that were restored from a backup: who is on call may have been changed since it was made, so that their user group
/// and their hand-offs wait until somebody says that it is right.
/// </summary>
public static class Unconfirmed
{
    /// <summary>The subject of the question to those who may say so.</summary>
    public const string Subject = "restored_rotation";

    public static string SubjectOf(string rotation) => $"{Subject}:{rotation}";

    /// <summary>Of one rotation: since when, and who has said that it is right, and when.</summary>
    public sealed record Row(string Rotation, long RestoredAt, string? ConfirmedBy, long? ConfirmedAt);

    public static Row? Find(IDbConnection db, string rotation) => db.QuerySingleOrDefault<Row>(
        "select rotation, restored_at, confirmed_by, confirmed_at from restored_rotations where rotation = @rotation",
        new { rotation });

    /// <summary>Those that wait, unless they were deleted meanwhile.</summary>
    public static List<Row> All(IDbConnection db) => db.Query<Row>(
        """
        select u.rotation, u.restored_at, u.confirmed_by, u.confirmed_at
        from restored_rotations u join rotations r on r.id = u.rotation
        where u.confirmed_at is null and r.ended_at is null order by u.rotation
        """).ToList();

    public static bool Waits(IDbConnection db, string rotation) => Find(db, rotation) is { ConfirmedAt: null };

    /// <summary>Whether a group is kept by one that waits.</summary>
    public static bool HoldsGroup(IDbConnection db, string handle, DateTimeOffset now)
    {
        var waiting = All(db).Select(row => row.Rotation).ToHashSet();
        return waiting.Count > 0
            && RotationStore.All(db, now).Any(row => row.GroupHandle == handle && waiting.Contains(row.Id));
    }

    public static void Begin(Tx tx, string rotation)
    {
        tx.Db.Execute(
            """
            insert into restored_rotations (rotation, restored_at) values (@rotation, @Now)
            on conflict (rotation) do update
                set restored_at = excluded.restored_at, confirmed_by = null, confirmed_at = null
            """,
            new { rotation, tx.Now });
        tx.Wake(SubjectOf(rotation));
    }

    /// <summary>False where somebody was first, or nothing is to be confirmed.</summary>
    public static bool Confirm(Tx tx, string rotation, string by)
    {
        const string First =
            "update restored_rotations set confirmed_by = @by, confirmed_at = @Now where rotation = @rotation and confirmed_at "
                + "is null";
        if (tx.Db.Execute(First, new { rotation, by, tx.Now }) == 0) return false;
        tx.Note(RotationRow.SubjectOf(rotation), RotationFacts.Confirmed, by);
        tx.Wake(SubjectOf(rotation));
        return true;
    }
}
