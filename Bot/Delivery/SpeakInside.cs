using Bot.Slack;

namespace Bot.Delivery;

/// <summary>Says something in a channel with the bot in it.</summary>
sealed class SpeakInside(JoinedChannels joined)
{
    /// <summary>
    /// Speaks in a channel. Put out of it, the bot joins again; put away, where it was believed to be well, another place may be
    /// found for the message by asking once more.
    /// </summary>
    public async Task<T> Speak<T>(string channel, bool mayJoin, Func<Task<T>> speak, CancellationToken stop)
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
        catch (SlackException e) when (e.IsOfNoChannel)
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
}
