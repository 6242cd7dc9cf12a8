using System.Collections.Concurrent;
using System.Data;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Channels that the bot has joined, so that it need not ask before each message: believed for five minutes of wire time, and no
/// longer than until Slack says otherwise. Where it could not speak stands in rows, as another bot may see it well again.
/// </summary>
public sealed class JoinedChannels(SlackApi slack, Database database)
{
    static readonly TimeSpan Believed = TimeSpan.FromMinutes(5);

    /// <summary>The word for a channel in which another company reads; Slack itself has none.</summary>
    public const string Shared = "shared_with_another_company";

    // When the bot was last seen to be in it, and whether it was shared then.
    readonly ConcurrentDictionary<string, (long At, bool IsShared)> joined = new();

    /// <summary>
    /// Joins a channel unless the bot is known to be in it; throws what Slack refuses with. A private channel cannot be joined,
    /// only be posted in by whoever was invited: that is found out by posting.
    /// </summary>
    /// <returns>What the channel is called, where Slack was asked.</returns>
    public async Task<string?> Join(string channel, CancellationToken stop)
    {
        if (joined.TryGetValue(channel, out var known) && TimeProvider.System.GetElapsedTime(known.At) < Believed) return null;
        try
        {
            var found = await slack.Conversations.Join(channel, stop);
            await Believe(channel);
            joined[channel] = (TimeProvider.System.GetTimestamp(), found.IsExtShared);
            return found.Name;
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            await Refused(channel, e);
            throw;
        }
    }

    /// <summary>The same where the bot speaks by itself; refused where another company reads there.</summary>
    public async Task JoinOwn(string channel, CancellationToken stop)
    {
        await Join(channel, stop);
        if (joined.TryGetValue(channel, out var known) && known.IsShared) throw IsShared();
    }

    /// <summary>What <see cref="JoinOwn"/> refuses with.</summary>
    public static SlackException IsShared() =>
        new("conversations.join", Shared, remedy: "Choose a channel of your own company");

    /// <summary>The bot is in it, as Slack has just said; what waits for it is woken by the next look.</summary>
    public async Task Believe(string channel)
    {
        joined[channel] = (TimeProvider.System.GetTimestamp(), joined.TryGetValue(channel, out var known) && known.IsShared);
        if (database.Read(db => Refusal(db, channel)) is null) return;
        await database.Change(tx =>
            tx.Db.Execute("update lost_channels set refusal = null where channel = @channel", new { channel }));
    }

    /// <summary>Whether nothing was refused there since the bot was seen to be in it.</summary>
    public bool Knows(string channel) => joined.ContainsKey(channel);

    /// <summary>Slack says that it is no place for the bot; true when the bot was believed to be in it.</summary>
    public async Task<bool> Refused(string channel, SlackException why)
    {
        var wasBelieved = joined.TryRemove(channel, out _);
        if (database.Read(db => Refusal(db, channel)) == why.Error) return wasBelieved;
        await database.Change(tx => tx.Db.Execute(
            """
            insert into lost_channels (channel, refusal) values (@channel, @Error)
            on conflict (channel) do update set refusal = excluded.refusal
            """,
            new { channel, why.Error }));
        return wasBelieved;
    }

    /// <summary>Slack's word for why no bot can speak there, as of the last time that one tried; null where one can.</summary>
    public static string? Refusal(IDbConnection db, string channel) =>
        db.ExecuteScalar<string?>("select refusal from lost_channels where channel = @channel", new { channel });

    /// <summary>
    /// The bot can speak there. Where one could not before, all that Slack refused is tried again: which channel a subject
    /// needs is not kept, and what is still refused costs one call.
    /// </summary>
    public async Task Regained(string channel)
    {
        const string Lost = "select exists (select 1 from lost_channels where channel = @channel)";
        if (database.Read(db => db.ExecuteScalar<long>(Lost, new { channel })) == 0) return;
        await database.Change(tx =>
        {
            if (tx.Db.Execute("delete from lost_channels where channel = @channel", new { channel }) == 0) return;
            Claims.WakeParked(tx);
            tx.WakeHomes();
        });
    }

    /// <summary>Slack is asked again before the bot speaks there.</summary>
    public void Forget(string channel) => joined.TryRemove(channel, out _);
}
