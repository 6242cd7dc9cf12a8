using Bot.Slack;

namespace Bot.Incidents.Notices;

/// <summary>Whether the bot can speak in channels that somebody has chosen, asked of Slack before anything is kept.</summary>
public sealed class CheckChannels(SlackApi slack)
{
    const string APrivateOne = "a private channel", ThisPrivateOne = "this private channel";

    /// <param name="Where">The channels in words, of which everybody may know.</param>
    /// <param name="Problem">What is to be done about one of them first, in a sentence; null where nothing is.</param>
    public sealed record Found(string Where, string? Problem);

    /// <param name="channels">Their ids.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="hidesNames">Whether who asks may not be inside, so that a private one is not called by its name.</param>
    public async Task<Found> Of(IReadOnlyList<string> channels, CancellationToken stop, bool hidesNames = false)
    {
        var found = await Task.WhenAll(channels.Select(channel => Look(channel, hidesNames, stop)));
        return new(
            string.Join(", ", found.Select(f => f.Where).Distinct()),
            found.Select(f => f.Problem).FirstOrDefault(p => p is not null));
    }

    async Task<Found> Look(string channel, bool hidesNames, CancellationToken stop)
    {
        try
        {
            var seen = await slack.Conversations.Info(channel, stop);
            var name = $"#{seen.Name}";
            return new(
                seen.IsPrivate ? APrivateOne : name, Problem(seen, seen.IsPrivate && hidesNames ? ThisPrivateOne : name));
        }
        catch (SlackException e) when (e.Error == "channel_not_found")
        {
            return new(
                APrivateOne, "The bot cannot see one of these channels: it is private and the bot is not in it, or it is gone. "
                    + "Invite the bot there and send this again, or take the channel off.");
        }
        catch (SlackException e) when (e.Error == "missing_scope")
        {
            // Of private ones it is seen by posting.
            return new(APrivateOne, null);
        }
    }

    /// <summary>Another company reads there by now, whoever chose it.</summary>
    public async Task<bool> IsShared(string channel, CancellationToken stop)
    {
        try
        {
            return (await slack.Conversations.Info(channel, stop)).IsExtShared;
        }
        catch (SlackException)
        {
            // What Slack does not show is said by posting.
            return false;
        }
    }

    static string? Problem(Conversation seen, string name) => seen switch
    {
        { IsArchived: true } => $"{name} is archived. Unarchive it and send this again, or take it off.",
        { IsPrivate: true, IsMember: false } =>
            $"The bot is not in {name}. Invite it there and send this again, or take the channel off.",
        { IsExtShared: true } => $"{name} is shared with another company. Choose channels of your own.",
        _ => null,
    };
}
