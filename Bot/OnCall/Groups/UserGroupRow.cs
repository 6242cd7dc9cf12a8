using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Groups;

/// <summary>A user group that rotations keep, known by its handle.</summary>
public sealed class UserGroupRow
{
    public required string Handle { get; init; }

    /// <summary>Slack's id; null until the group is made or taken over.</summary>
    public string? Id { get; init; }
    public required string Name { get; init; }
    public long? AttemptedAt { get; init; }
    public long? AttemptedWire { get; init; }

    /// <summary>Members as last seen or set, as JSON; null when a look is due.</summary>
    public string? Members { get; init; }

    /// <summary>When a look was last asked for.</summary>
    public long LookedAt { get; init; }

    /// <summary>Why Slack refuses, with what an admin can do.</summary>
    public string? Trouble { get; init; }

    /// <summary>The trouble as a line of a message; null while all is well.</summary>
    public string? TroubleLine => Trouble is null ? null
        : $":warning: @{Mrkdwn.Name(Handle)} is not kept up to date. {Mrkdwn.Escape(Trouble)}";

    public static UserGroupRow? Find(IDbConnection db, string handle) =>
        db.QuerySingleOrDefault<UserGroupRow>("select * from user_groups where handle = @handle", new { handle });

    public static UserGroupRow? WithId(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<UserGroupRow>("select * from user_groups where id = @id", new { id });

    /// <summary>Groups whose members in Slack nobody has looked at since a moment.</summary>
    public static List<string> NotSeenSince(IDbConnection db, DateTimeOffset then) => db.Query<string>(
        "select handle from user_groups where looked_at <= @then", new { then = then.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>
    /// Wants the rotation's group and returns the handle that it is known by here: its name is on disk before Slack is asked,
    /// and an id given is that of a group that exists, which the bot keeps already or somebody agreed to have taken over.
    /// </summary>
    public static string? Want(Tx tx, Rotation rotation, string? id, string by)
    {
        if (rotation.GroupHandle is not { } handle) return null;
        // Kept already, perhaps under a handle that has been changed in Slack since.
        if (id is not null && WithId(tx.Db, id) is { } kept) return kept.Handle;
        if (id is null && Find(tx.Db, handle) is not null) return handle;
        tx.Db.Execute(
            """
            insert into user_groups (handle, id, name, looked_at) values (@handle, @id, @Name, @Now)
            on conflict (handle) do update set id = excluded.id, members = null, trouble = null
            """,
            new { handle, id, rotation.Name, tx.Now });
        tx.Note($"group:{handle}", id is null ? GroupFacts.Wanted : GroupFacts.TakenOver, by, after: id);
        return handle;
    }

    /// <summary>
    /// Follows groups whose handles were changed in Slack, each known by its id: an old handle may be that of others by now.
    /// </summary>
    /// <param name="tx">The change.</param>
    /// <param name="handles">Every group's handle in Slack, by its id.</param>
    public static void Follow(Tx tx, IReadOnlyDictionary<string, string> handles)
    {
        var kept = tx.Db.Query<UserGroupRow>("select * from user_groups").ToList();
        var renamed = kept.FindAll(g => g.Id is { } id && handles.TryGetValue(id, out var now) && now != g.Handle);
        // Handles may have been exchanged. One that another keeps, or waits to be made with, is taken once that is settled.
        while (renamed.Find(g => kept.Exists(k => k.Handle == handles[g.Id!] && !renamed.Contains(k))) is { } blocked)
            renamed.Remove(blocked);
        foreach (var group in renamed) Rename(tx, group.Handle, Between(group));
        foreach (var group in renamed)
        {
            var now = handles[group.Id!];
            Rename(tx, Between(group), now);
            tx.Note(OnCallSubjects.Group(now), GroupFacts.Renamed, "slack", group.Handle, now);
            tx.Wake(OnCallSubjects.Group(now));
        }

        if (renamed.Count > 0) tx.WakeHomes();
    }

    // No handle has a colon.
    static string Between(UserGroupRow group) => $":{group.Id}";

    static void Rename(Tx tx, string from, string to)
    {
        tx.Db.Execute("update user_groups set handle = @to where handle = @from", new { from, to });
        RotationStore.RenameGroup(tx, from, to);
    }

    /// <summary>Writes down that it is about to be made, and returns when that was first tried.</summary>
    public static long BeginMaking(Tx tx, string handle) => tx.Db.ExecuteScalar<long>(
        """
        update user_groups set attempted_at = coalesce(attempted_at, @Now), attempted_wire = @WireNow
        where handle = @handle returning attempted_at
        """,
        new { tx.Now, tx.WireNow, handle });

    /// <summary>Slack refused to make it, so there is nothing to look for.</summary>
    public static void SetRefused(Tx tx, string handle) =>
        tx.Db.Execute("update user_groups set attempted_at = null where handle = @handle", new { handle });

    public static void SetMade(Tx tx, string handle, string id)
    {
        tx.Db.Execute("update user_groups set id = @id where handle = @handle", new { id, handle });
        tx.Note(OnCallSubjects.Group(handle), GroupFacts.Made, "bot", after: id);
        tx.WakeHomes();
    }

    /// <summary>What is known of it since it was read; a look that was asked for meanwhile is not forgotten.</summary>
    public void SetKnown(Tx tx, string? members, string? trouble) => tx.Db.Execute(
        """
        update user_groups set members = case when looked_at = @LookedAt then @members end, trouble = @trouble
        where handle = @Handle
        """,
        new { members, trouble, Handle, LookedAt });

    /// <summary>What is known of groups is of the time of a backup, and one that was to be made then was made since.</summary>
    public static void AfterRestore(Tx tx, long asOf) => tx.Db.Execute(
        """
        update user_groups set members = null, attempted_at = case when id is null then coalesce(attempted_at, @asOf)
            else attempted_at end
        """,
        new { asOf });

    /// <summary>Asks for a look at the group's members in Slack.</summary>
    public static void Look(Tx tx, string handle)
    {
        // Each look moves looked_at on, so that an answer from before it is known to be older.
        tx.Db.Execute(
            "update user_groups set members = null, looked_at = case when looked_at >= @Now then looked_at + 1 else @Now end "
                + "where handle = @handle",
            new { handle, tx.Now });
        tx.Wake(OnCallSubjects.Group(handle));
    }
}
