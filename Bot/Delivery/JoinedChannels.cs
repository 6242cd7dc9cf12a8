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
    readonly ConcurrentDictionary<string, string> refused = new();
    readonly ConcurrentDictionary<string, bool> regained = new();

    /// <summary>
    /// Joins a channel unless the bot is known to be in it; throws what Slack refuses with. A private channel cannot be joined,
    /// only be posted in by whoever was invited: that is found out by posting.
    /// </summary>
    /// <returns>What the channel is called, where Slack was asked.</returns>
    public async Task<string?> Join(string channel, CancellationToken stop)
    {
        if (joined.TryGetValue(channel, out var at) && TimeProvider.System.GetElapsedTime(at) < Believed) return null;
        try
        {
            var name = (await slack.Conversations.Join(channel, stop)).Name;
            Believe(channel);
            return name;
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            Refused(channel, e);
            throw;
        }
    }

    /// <summary>The bot is in it, as Slack has just said.</summary>
    public void Believe(string channel)
    {
        joined[channel] = TimeProvider.System.GetTimestamp();
        if (refused.TryRemove(channel, out _)) regained[channel] = true;
    }

    /// <summary>Whether nothing was refused there since the bot was seen to be in it.</summary>
    public bool Knows(string channel) => joined.ContainsKey(channel);

    /// <summary>Slack says that it is no place for the bot.</summary>
    public void Refused(string channel, SlackException why) => refused[channel] = why.Error;

    /// <summary>Slack's word for why the bot cannot speak there, as of the last time that it tried; null where it can.</summary>
    public string? Refusal(string channel) => refused.GetValueOrDefault(channel);

    /// <summary>The bot can speak there; true when it could not when that was asked last.</summary>
    public bool Regained(string channel) => refused.TryRemove(channel, out _) | regained.TryRemove(channel, out _);

    /// <summary>Slack refused something there; true when the bot was believed to be in it.</summary>
    public bool Forget(string channel) => joined.TryRemove(channel, out _);
}
