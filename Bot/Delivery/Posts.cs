using System.Data;
using System.Security.Cryptography;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>What becomes of a message that cannot be edited any more.</summary>
public enum Lost
{
    /// <summary>A refusal is trouble; what was deleted by hand stays so.</summary>
    Told,

    /// <summary>It is left as it stands.</summary>
    Left,

    /// <summary>Where Slack refuses the edit, it is said by a new message; what was deleted by hand stays so.</summary>
    Said,

    /// <summary>It stands in a new message, also where the old one was deleted by hand.</summary>
    Kept,
}

/// <summary>
/// Our messages in Slack, each known by its slot. A message is posted once, edited when what it shows has changed, and
/// looked up by its own mark before it is ever posted again.
/// </summary>
public sealed class Posts(
    Database database, SlackApi slack, JoinedChannels joined, PostOptions options, PostFinder finder)
{
    // In the place of a hash: we deleted it ourselves.
    const string Removed = "removed";

    /// <summary>Slack's words for a place where the bot cannot speak, whatever it has to say.</summary>
    public static bool IsNoPlace(SlackException refusal) =>
        refusal.Error is "is_archived" or "is_inactive" or "not_in_channel" or "channel_not_found";

    /// <summary>Makes the slot's message show <paramref name="message"/> and returns its ts.</summary>
    /// <param name="slot">Which of our messages it is.</param>
    /// <param name="channel">Where it is posted.</param>
    /// <param name="message">What it shows.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="lost">What becomes of one that cannot be edited any more.</param>
    /// <param name="mayJoin">Put out of the channel, the bot goes in again; where people invite it, it waits for that.</param>
    public async Task<string> Show(
        string slot, string channel, Message message, CancellationToken stop, Lost lost = Lost.Told, bool mayJoin = true)
    {
        var hash = Hash(message);
        var row = database.Read(db => Find(db, slot));
        if (row?.Ts is { } shown)
        {
            if (row.Hash == hash || row.Hash == Removed) return shown;
            if (await Edits(row, message, row.Channel != channel && lost != Lost.Kept, (lost, mayJoin), stop))
            {
                await Mark(slot, shown, hash);
                return shown;
            }

            const string Gone =
                "update posts set ts = null, hash = null, attempted_at = null where slot = @slot and ts = @shown";
            // Another bot may have said it anew meanwhile, and that is followed then.
            return await database.Change(tx => tx.Db.Execute(Gone, new { slot, shown })) > 0
                ? await Post((slot, channel, mayJoin), message, hash, again: false, stop)
                : await Show(slot, channel, message, stop, lost, mayJoin);
        }

        var attempted = row?.AttemptedAt is not null;
        if (attempted && await Find(row!, slot, row!.AttemptedAt!.Value, stop) is { } found)
        {
            await Mark(slot, found, null);
            return await Show(slot, channel, message, stop, lost, mayJoin);
        }

        return await Post((slot, channel, mayJoin), message, hash, attempted, stop);
    }

    /// <summary>
    /// The same for what is no news any more: it follows what is true where it stands in Slack, also when the answer to its post
    /// was lost, and is not posted where it does not. Returns its ts, or null.
    /// </summary>
    public async Task<string?> Follow(string slot, string channel, Message message, CancellationToken stop, Lost lost = Lost.Told)
    {
        if (database.Read(db => Find(db, slot)) is not { } row) return null;
        if (await Known(slot, row, stop) is not { } ts) return null;
        if (row.Ts is null) await Mark(slot, ts, null);
        return await Show(slot, channel, message, stop, lost);
    }

    // Where it stands in Slack, also when the answer to its post was lost; null where it does not.
    async Task<string?> Known(string slot, PostRow row, CancellationToken stop)
    {
        if (row.Ts is not null || row.AttemptedAt is not { } since) return row.Ts;
        if (await Find(row, slot, since, stop) is { } found) return found;
        await Refused(slot, row.AttemptedWire);
        return null;
    }

    /// <summary>Takes a slot's message away, because another says all that it said; it is never posted again.</summary>
    public async Task Remove(string slot, CancellationToken stop)
    {
        if (database.Read(db => Find(db, slot)) is not { } row || row.Hash == Removed) return;
        if (await Known(slot, row, stop) is not { } ts) return;
        try
        {
            await slack.Chat.Delete(row.Channel, ts, stop);
        }
        catch (SlackException e) when (e.Error == "message_not_found")
        {
            // Gone already.
        }

        await Mark(slot, ts, Removed);
    }

    /// <summary>The ts of a slot's message, or null while it is not known to be in Slack.</summary>
    public static string? TsOf(IDbConnection db, string slot) => Find(db, slot)?.Ts;

    /// <summary>Whether a slot's message is in Slack, or may be because the answer to its post is not known.</summary>
    public static bool MayBeThere(IDbConnection db, string slot) =>
        Find(db, slot) is { Ts: not null } or { AttemptedAt: not null };

    /// <summary>The messages of a subject are as they are in Slack, and no more is known of them here.</summary>
    public static void ForgetAll(Tx tx, string subject) => tx.Db.Execute(
        // All that begin with the subject and a colon, behind which the semicolon comes.
        "delete from posts where slot >= @from and slot < @to", new { from = $"{subject}:", to = $"{subject};" });

    /// <summary>The slots that begin so, a colon and more behind it, whose messages are in Slack or may be.</summary>
    public static List<string> Under(IDbConnection db, string slot) => db.Query<string>(
        """
        select slot from posts where slot > @slot || ':' and slot < @slot || ';'
            and (ts is not null or attempted_at is not null)
        """,
        new { slot }).ToList();

    /// <summary>What stands in the slot is left behind: it is said anew, in another place.</summary>
    public static void Forget(Tx tx, string slot) => tx.Db.Execute("delete from posts where slot = @slot", new { slot });

    /// <summary>The same, where what stands there is still to follow what is true, in a slot of its own.</summary>
    public static void Leave(Tx tx, string slot, string other)
    {
        Forget(tx, other);
        tx.Db.Execute("update posts set slot = @other, hash = null where slot = @slot", new { slot, other });
    }

    /// <summary>The channel that a slot's message was sent to; null when it never was.</summary>
    public static string? ChannelOf(IDbConnection db, string slot) => Find(db, slot)?.Channel;

    async Task<string> Post(
        (string Slot, string Channel, bool MayJoin) to, Message message, string hash, bool again, CancellationToken stop)
    {
        var (slot, channel, mayJoin) = to;
        var attempt = await database.Change(tx =>
        {
            tx.Db.Execute(
                """
                insert into posts (slot, channel, thread, attempted_at, attempted_wire)
                values (@slot, @channel, @ThreadTs, @Now, @WireNow)
                on conflict (slot) do update set channel = excluded.channel, thread = excluded.thread,
                    attempted_at = coalesce(posts.attempted_at, excluded.attempted_at), attempted_wire = excluded.attempted_wire
                """,
                new { slot, channel, message.ThreadTs, tx.Now, tx.WireNow });
            return tx.WireNow;
        });
        try
        {
            var posted = await Inside(
                channel, mayJoin,
                () => slack.Chat.PostMessage(channel, message with { Metadata = PostFinder.MarkOf(slot) }, stop), stop);
            await Mark(slot, posted.Ts, hash, twinCheck: again);
            return posted.Ts;
        }
        catch (Exception e) when (e is SlackException or NotYetException)
        {
            // Slack refused, so there is nothing to look for.
            await Refused(slot, attempt);
            throw;
        }
    }

    // What another bot tries meanwhile is to be looked for all the same.
    Task Refused(string slot, long? attempt) => database.Change(tx => tx.Db.Execute(
        "update posts set attempted_at = null where slot = @slot and ts is null and attempted_wire = @attempt",
        new { slot, attempt }));

    /// <returns>False where it is to be said by a new message.</returns>
    async Task<bool> Edits(
        PostRow row, Message message, bool isLeft, (Lost Lost, bool MayJoin) otherwise, CancellationToken stop)
    {
        var (lost, mayJoin) = otherwise;
        try
        {
            await Inside(row.Channel, mayJoin, () => slack.Chat.Update(row.Channel, row.Ts!, message, stop), stop);
            return true;
        }
        catch (SlackException e) when (e.Error == "message_not_found" || (isLeft && IsNoPlace(e) && e.Error != "not_in_channel"))
        {
            // Deleted by hand, or in a channel that was put away for another: noticed.
            return lost != Lost.Kept;
        }
        catch (SlackException e) when (lost != Lost.Told && !IsNoPlace(e))
        {
            return lost == Lost.Left;
        }
    }

    /// <summary>
    /// Speaks in a channel. Put out of it, the bot joins again; put away, where it was believed to be well, another place may be
    /// found for the message by asking once more.
    /// </summary>
    async Task<T> Inside<T>(string channel, bool mayJoin, Func<Task<T>> speak, CancellationToken stop)
    {
        try
        {
            return await speak();
        }
        catch (SlackException e) when (e.Error == "not_in_channel" && mayJoin)
        {
            joined.Forget(channel);
            if (await Joins(channel, stop)) return await speak();
            await joined.Refused(channel, e);
            throw;
        }
        catch (SlackException e) when (e.Error is "is_archived" or "is_inactive" or "channel_not_found")
        {
            if (!await joined.Refused(channel, e)) throw;
            throw new NotYetException(TimeSpan.Zero, $"{channel} is no place to speak any more ({e.Error})");
        }
    }

    async Task<bool> Joins(string channel, CancellationToken stop)
    {
        try
        {
            await joined.Join(channel, stop);
            return true;
        }
        catch (SlackException)
        {
            return false;
        }
    }

    Task Mark(string slot, string ts, string? hash, bool twinCheck = false) => database.Change(tx =>
    {
        // A bot that slept may come with one that another believed was never sent.
        twinCheck |= Find(tx.Db, slot)?.Ts is { } other && other != ts;
        tx.Db.Execute("update posts set ts = @ts, hash = @hash where slot = @slot", new { slot, ts, hash });
        if (twinCheck) tx.Wake($"twin:{slot}", options.TwinAfter);
    });

    /// <summary>A second look after a repeat: of two messages with one mark, the one we did not keep goes.</summary>
    public async Task RemoveTwin(string slot, CancellationToken stop)
    {
        if (database.Read(db => Find(db, slot)) is not { Ts: { } kept, AttemptedAt: { } since } row) return;
        foreach (var twin in (await finder.All(row.Channel, row.Thread, slot, since, stop)).Where(ts => ts != kept))
            await slack.Chat.Delete(row.Channel, twin, stop);
    }

    Task<string?> Find(PostRow row, string slot, long since, CancellationToken stop) =>
        finder.Find(row.Channel, row.Thread, slot, since, row.AttemptedWire, stop);

    static PostRow? Find(IDbConnection db, string slot) =>
        db.QuerySingleOrDefault<PostRow>(
            "select channel, thread, attempted_at, attempted_wire, ts, hash from posts where slot = @slot", new { slot });

    static string Hash(Message message) =>
        Convert.ToHexStringLower(SHA256.HashData(message.ToJson()))[..16];

    sealed record PostRow(
        string Channel, string? Thread, long? AttemptedAt, long? AttemptedWire, string? Ts, string? Hash);
}
