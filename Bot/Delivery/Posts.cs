using System.Data;
using System.Security.Cryptography;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Our messages in Slack, each known by its slot. A message is posted once, edited when what it shows has changed, and
/// looked up by its own mark before it is ever posted again.
/// </summary>
public sealed class Posts(
    Database database, SlackApi slack, JoinedChannels joined, PostOptions options, PostFinder finder, Restores restores)
{
    // In the place of a hash: we deleted it ourselves.
    const string Removed = "removed";

    // Where a post that another may have overtaken is composed anew.
    static readonly TimeSpan Anew = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, Func<IDbConnection, string, string, bool>> rules = [];
    readonly SpeakInside inside = new(joined);

    /// <summary>
    /// Slots of that prefix are posted only in a place that is right at that moment (slot, channel), however long ago somebody
    /// decided to post there.
    /// </summary>
    public void Only(string prefix, Func<IDbConnection, string, string, bool> isRight) => rules.Add(prefix, isRight);

    /// <summary>Slack's words for a place where the bot cannot speak, whatever it has to say.</summary>
    public static bool IsNoPlace(SlackException refusal) =>
        refusal.IsOfNoChannel || refusal.Error == "not_in_channel";

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
        var row = database.Read(db => PostRow.Find(db, slot));
        if (row?.Ts is { } shown)
        {
            if (row.Hash == hash || row.Hash == Removed) return shown;
            if (await Edits(row, message, row.Channel != channel && lost != Lost.Kept, (lost, mayJoin), stop))
            {
                await Mark(row.Mark, slot, shown, hash);
                return shown;
            }

            const string Gone =
                "update posts set ts = null, hash = null, attempted_at = null where slot = @slot and ts = @shown";
            // Another bot may have said it anew meanwhile, and that is followed then.
            return await database.Change(tx => tx.Db.Execute(Gone, new { slot, shown })) > 0
                ? await Post((slot, channel, mayJoin), message, hash, again: false, stop)
                : await Show(slot, channel, message, stop, lost, mayJoin);
        }

        if (row is null && database.Read(restores.AsOfRun) is { } asOf) row = await Expect((slot, channel), message, asOf);
        var attempted = row?.AttemptedAt is not null;
        if (attempted && await Find(row!, row!.AttemptedAt!.Value, stop) is { } found)
        {
            // What was found may be a second try, of which the first comes late.
            await Mark(row!.Mark, slot, found, null, twinCheck: true);
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
        if (database.Read(db => PostRow.Find(db, slot)) is not { } row) return null;
        if (await Known(row, stop) is not { } ts) return null;
        if (row.Ts is null) await Mark(row.Mark, slot, ts, null, twinCheck: true);
        return await Show(slot, channel, message, stop, lost);
    }

    // Where it stands in Slack, also when the answer to its post was lost; null where it does not.
    async Task<string?> Known(PostRow row, CancellationToken stop)
    {
        if (row.Ts is not null || row.AttemptedAt is not { } since) return row.Ts;
        if (await Find(row, since, stop) is { } found) return found;
        await Refused(row.Mark, row.AttemptedWire);
        return null;
    }

    /// <summary>Takes a slot's message away, because another says all that it said; it is never posted again.</summary>
    public async Task Remove(string slot, CancellationToken stop)
    {
        if (database.Read(db => PostRow.Find(db, slot)) is not { } row || row.Hash == Removed) return;
        if (await Known(row, stop) is not { } ts) return;
        try
        {
            await slack.Chat.Delete(row.Channel, ts, stop);
        }
        catch (SlackException e) when (e.Error == "message_not_found")
        {
            // Gone already.
        }

        await Mark(row.Mark, slot, ts, Removed);
    }

    /// <summary>The ts of a slot's message, or null while it is not known to be in Slack.</summary>
    public static string? TsOf(IDbConnection db, string slot) => PostRow.Find(db, slot)?.Ts;

    /// <summary>Whether a slot's message is in Slack, or may be because the answer to its post is not known.</summary>
    public static bool MayBeThere(IDbConnection db, string slot) =>
        PostRow.Find(db, slot) is { Ts: not null } or { AttemptedAt: not null };

    /// <summary>The messages of a subject are as they are in Slack, and no more is known of them here.</summary>
    public static void ForgetAll(Tx tx, string subject) => tx.Db.Execute(
        // All that begin with the subject and a colon, behind which the semicolon comes.
        "delete from posts where slot >= @from and slot < @to", new { from = $"{subject}:", to = $"{subject};" });

    /// <summary>
    /// All messages of a subject belong to another one from now on, which sees to them. In Slack they keep their marks.
    /// </summary>
    public static void Move(Tx tx, string subject, string other) => tx.Db.Execute(
        $"""
        update posts set slot = @other || substr(slot, cast(@behind as integer)), mark = {PostRow.OwnMark}
        where slot >= @from and slot < @to
        """,
        new { other, behind = subject.Length + 1, from = $"{subject}:", to = $"{subject};" });

    /// <summary>
    /// A message of ours of which nothing was known any more belongs to a subject, which sees to it.
    /// </summary>
    public static void Found(Tx tx, string subject, string channel, FoundPost post) => tx.Db.Execute(
        """
        insert into posts (slot, channel, thread, ts)
        select @slot, @channel, @Thread, @Ts where not exists (select 1 from posts where channel = @channel and ts = @Ts)
        """,
        new { slot = $"{subject}:found:{channel}:{post.Ts}", channel, post.Thread, post.Ts });

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
        tx.Db.Execute(
            $"update posts set slot = @other, mark = {PostRow.OwnMark}, hash = null where slot = @slot", new { slot, other });
    }

    /// <summary>The channel that a slot's message was sent to; null when it never was.</summary>
    public static string? ChannelOf(IDbConnection db, string slot) => PostRow.Find(db, slot)?.Channel;

    // What was on its way when a backup was made was sent since, most likely.
    Task<PostRow?> Expect((string Slot, string Channel) to, Message message, long asOf) => database.Change(tx =>
    {
        tx.Db.Execute(
            """
            insert into posts (slot, channel, thread, attempted_at) values (@Slot, @Channel, @ThreadTs, @asOf)
            on conflict do nothing
            """,
            new { to.Slot, to.Channel, message.ThreadTs, asOf });
        return PostRow.Find(tx.Db, to.Slot);
    });

    /// <summary>
    /// Of what the rows of a backup do not know as sent some was sent since, and what they show may show something else by now.
    /// </summary>
    internal static void AfterRestore(Tx tx, Restored restored)
    {
        tx.Db.Execute("update posts set attempted_at = @AsOf where ts is null and attempted_at is null", new { restored.AsOf });
        tx.Db.Execute("update posts set hash = null where hash <> @Removed", new { Removed });
    }

    async Task<string> Post(
        (string Slot, string Channel, bool MayJoin) to, Message message, string hash, bool again, CancellationToken stop)
    {
        var (slot, channel, mayJoin) = to;
        var (attempt, mark) = await database.Change(tx => Attempt(tx, slot, channel, message.ThreadTs));
        try
        {
            var posted = await inside.Speak(
                channel, mayJoin,
                () => slack.Chat.PostMessage(channel, message with { Metadata = PostFinder.MarkOf(mark) }, stop), stop);
            await Mark(mark, slot, posted.Ts, hash, twinCheck: again);
            return posted.Ts;
        }
        catch (Exception e) when (e is SlackException or NotYetException)
        {
            // Slack refused, so there is nothing to look for.
            await Refused(mark, attempt);
            throw;
        }
    }

    (long Wire, string Mark) Attempt(Tx tx, string slot, string channel, string? thread)
    {
        if (rules.TryGetValue(slot.Split(':')[0], out var isRight) && !isRight(tx.Db, slot, channel))
            throw new NotYetException(Anew, $"{channel} is no place for {slot} any more");
        var mark = tx.Db.ExecuteScalar<string>(
            $"""
            insert into posts (slot, mark, channel, thread, attempted_at, attempted_wire)
            values (@slot, (select @another where @isKnown = 1 or exists (select 1 from posts where mark = @slot)), @channel,
                @thread, @Now, @WireNow)
            on conflict (slot) do update set channel = excluded.channel, thread = excluded.thread,
                attempted_at = coalesce(posts.attempted_at, excluded.attempted_at), attempted_wire = excluded.attempted_wire
            returning {PostRow.OwnMark}
            """,
            // What was there before under another slot is found by that name; so is what a bot said whose rows are lost.
            new
            {
                slot,
                another = $"{slot}@{tx.Now}",
                isKnown = restores.Any ? 1 : 0,
                channel,
                thread,
                tx.Now,
                tx.WireNow,
            })!;
        return (tx.WireNow, mark);
    }

    // What another bot tries meanwhile is to be looked for all the same.
    Task Refused(string mark, long? attempt) => database.Change(tx => tx.Db.Execute(
        $"update posts set attempted_at = null where {PostRow.HasMark} and ts is null and attempted_wire = @attempt",
        new { mark, attempt }));

    /// <returns>False where it is to be said by a new message.</returns>
    async Task<bool> Edits(
        PostRow row, Message message, bool isLeft, (Lost Lost, bool MayJoin) otherwise, CancellationToken stop)
    {
        var (lost, mayJoin) = otherwise;
        try
        {
            await inside.Speak(row.Channel, mayJoin, () => slack.Chat.Update(row.Channel, row.Ts!, message, stop), stop);
            return true;
        }
        catch (SlackException e) when (e.Error == "message_not_found" || (isLeft && e.IsOfNoChannel))
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
    /// It stands in Slack. What belongs to another subject since it was sent is that one's to see to: it may show what is not to
    /// be shown any more.
    /// </summary>
    Task Mark(string mark, string slot, string ts, string? hash, bool twinCheck = false) => database.Change(tx =>
    {
        if (PostRow.Marked(tx.Db, mark) is not { } row) return;
        // A bot that slept may come with one that another believed was never sent.
        twinCheck |= row.Ts is { } other && other != ts;
        var isLeft = row.Slot != slot;
        var shows = !isLeft || hash == Removed ? hash : row.Hash == Removed ? Removed : null;
        tx.Db.Execute("update posts set ts = @ts, hash = @shows where slot = @Slot", new { row.Slot, ts, shows });
        if (isLeft) tx.Wake(row.Subject);
        if (twinCheck) tx.Wake($"twin:{mark}", options.TwinAfter);
    });

    /// <summary>A second look after a repeat: of two messages with one mark, the one we did not keep goes.</summary>
    public async Task RemoveTwin(string mark, CancellationToken stop)
    {
        if (database.Read(db => PostRow.Marked(db, mark)) is not { Ts: { } kept, AttemptedAt: { } since } row) return;
        foreach (var twin in (await finder.All(row.Channel, row.Thread, mark, since, stop)).Where(ts => ts != kept))
            await slack.Chat.Delete(row.Channel, twin, stop);
    }

    Task<string?> Find(PostRow row, long since, CancellationToken stop) =>
        finder.Find(row.Channel, row.Thread, row.Mark, since, row.AttemptedWire, stop);

    static string Hash(Message message) =>
        Convert.ToHexStringLower(SHA256.HashData(message.ToJson()))[..16];
}
