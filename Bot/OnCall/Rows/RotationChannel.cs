using Bot.Delivery;
using Bot.Slack;

namespace Bot.OnCall.Rows;

/// <summary>Where a rotation speaks: its own channel, or the announcement channel.</summary>
public sealed class RotationChannel(JoinedChannels joined, AnnouncementChannel announcements, ILogger<RotationChannel> log)
{
    /// <summary>
    /// The channel's id, with the bot in it. One that Slack refuses by now is stood in for by the announcement channel: better
    /// there than nowhere.
    /// </summary>
    public Task<string> Id(RotationRow row, CancellationToken stop) => Id(row.Channel, row.Name, stop);

    /// <summary>The same for whatever else has a channel of its own.</summary>
    /// <param name="channel">It; null is none.</param>
    /// <param name="of">Whose it is, for people.</param>
    /// <param name="stop">Ends the call.</param>
    public async Task<string> Id(string? channel, string of, CancellationToken stop)
    {
        if (channel is null) return await announcements.Id(stop);
        if (await Joins(channel, stop) is not { } refusal) return channel;
        log.LogWarning(
            "The channel of {Rotation} cannot be used ({Refusal}), so the announcement channel stands in for it", of,
            refusal.Error);
        return await announcements.Id(stop);
    }

    // What Slack refuses with. That nobody can join a private channel it tells those alone who are in it.
    async Task<SlackException?> Joins(string channel, CancellationToken stop)
    {
        try
        {
            await joined.JoinOwn(channel, stop);
            return null;
        }
        catch (SlackException e)
        {
            return e.Error == "method_not_supported_for_channel_type" ? null : e;
        }
    }

    /// <summary>Joins a channel that somebody chose, and says in one sentence why it cannot be used; null when it can.</summary>
    public async Task<string?> Refusal(string channel, CancellationToken stop)
    {
        try
        {
            await joined.JoinOwn(channel, stop);
            return null;
        }
        catch (SlackException e)
        {
            return e.Error switch
            {
                JoinedChannels.Shared =>
                    "This channel is shared with another company. Choose one of your own, or leave this empty for the "
                        + "announcement channel.",
                "is_archived" => "This channel is archived. Choose another, or unarchive it in Slack first.",
                "method_not_supported_for_channel_type" or "channel_not_found" =>
                    "The bot can join public channels only. Choose a public one, or leave this empty for the announcement "
                        + "channel.",
                _ =>
                    $"Slack does not let the bot join this channel ({e.Error}). Choose another, or leave this empty for the "
                        + "announcement channel.",
            };
        }
    }
}
