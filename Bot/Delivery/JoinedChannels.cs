using System.Collections.Concurrent;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>
/// Channels that the bot has joined, so that it need not ask before each message. Believed for five minutes of wire time, and no
/// longer than until Slack says otherwise.
/// </summary>
public sealed class JoinedChannels(SlackApi slack)
{
    static readonly TimeSpan Believed = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, long> joined = new();

    /// <summary>
    /// Joins a channel unless the bot is known to be in it; throws what Slack refuses with. A private channel cannot be joined,
    /// only be posted in by whoever was invited: that is found out by posting.
    /// </summary>
    /// <returns>What the channel is called, where Slack was asked.</returns>
    public async Task<string?> Join(string channel, CancellationToken stop)
    {
        if (joined.TryGetValue(channel, out var at) && TimeProvider.System.GetElapsedTime(at) < Believed) return null;
        var name = (await slack.Conversations.Join(channel, stop)).Name;
        joined[channel] = TimeProvider.System.GetTimestamp();
        return name;
    }

    /// <summary>Slack refused something there; true when the bot was believed to be in it.</summary>
    public bool Forget(string channel) => joined.TryRemove(channel, out _);
}
