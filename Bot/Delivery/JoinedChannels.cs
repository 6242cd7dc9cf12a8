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

    /// <param name="JoinedAt">When the bot was last seen to be in it; null where that is not known.</param>
    /// <param name="Refusal">Slack's word for why the bot cannot speak there.</param>
    /// <param name="IsRegained">It could not speak there, and can again.</param>
    sealed record Standing(long? JoinedAt = null, string? Refusal = null, bool IsRegained = false);

    readonly ConcurrentDictionary<string, Standing> standings = new();

    /// <summary>
    /// Joins a channel unless the bot is known to be in it; throws what Slack refuses with. A private channel cannot be joined,
    /// only be posted in by whoever was invited: that is found out by posting.
    /// </summary>
    /// <returns>What the channel is called, where Slack was asked.</returns>
    public async Task<string?> Join(string channel, CancellationToken stop)
    {
        if (Of(channel).JoinedAt is { } at && TimeProvider.System.GetElapsedTime(at) < Believed) return null;
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
    public void Believe(string channel) => Change(channel, before =>
        new(TimeProvider.System.GetTimestamp(), IsRegained: before.IsRegained || before.Refusal is not null));

    /// <summary>Whether nothing was refused there since the bot was seen to be in it.</summary>
    public bool Knows(string channel) => Of(channel).JoinedAt is not null;

    /// <summary>Slack says that it is no place for the bot; true when the bot was believed to be in it.</summary>
    public bool Refused(string channel, SlackException why) =>
        Change(channel, before => before with { JoinedAt = null, Refusal = why.Error }).JoinedAt is not null;

    /// <summary>Slack's word for why the bot cannot speak there, as of the last time that it tried; null where it can.</summary>
    public string? Refusal(string channel) => Of(channel).Refusal;

    /// <summary>The bot can speak there; true when it could not when that was asked last.</summary>
    public bool Regained(string channel) =>
        Change(channel, before => before with { Refusal = null, IsRegained = false })
            is { Refusal: not null } or { IsRegained: true };

    /// <summary>Slack is asked again before the bot speaks there.</summary>
    public void Forget(string channel) => Change(channel, before => before with { JoinedAt = null });

    Standing Of(string channel) => standings.GetValueOrDefault(channel) ?? new();

    /// <returns>What it was before.</returns>
    Standing Change(string channel, Func<Standing, Standing> change)
    {
        while (true)
        {
            var before = standings.GetOrAdd(channel, _ => new());
            if (standings.TryUpdate(channel, change(before), before)) return before;
        }
    }
}
