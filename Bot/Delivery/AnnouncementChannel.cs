using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>The channel that hears of every incident: used by name at first start, kept by id from then on.</summary>
public sealed class AnnouncementChannel(
    Database database, SlackApi slack, JoinedChannels joined, AnnouncementName first) : IDisposable
{
    /// <summary>Woken at start, so that the channel is there before anything has to be said in it.</summary>
    public const string Subject = "announcements:channel";

    /// <summary>Its id; null until it is found or made.</summary>
    public static readonly Setting<string?> Kept = Setting.Plain("announcement_channel");

    /// <summary>How the refusal begins that says that the channel is there, and the bot not in it.</summary>
    public const string Without = "Slack refused conversations.join: not_in_channel";

    /// <summary>Whether that is why something does not get to Slack, or that it is archived.</summary>
    public static bool IsRefused(string why) =>
        why.StartsWith(Without, StringComparison.Ordinal) || SlackRefusal.Read(why) is { Method: "conversations.unarchive" };

    readonly SemaphoreSlim one = new(1);

    /// <summary>
    /// Its id, with the bot in it where Slack lets it join; made when absent, joined when somebody made it before.
    /// </summary>
    public async Task<string> Id(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            var kept = database.Read(Kept.Now);
            var id = kept ?? await FindOrMake(null, stop);
            if (await Joins(id, stop)) return id;
            // It is announced where everybody looks for it. Where a channel that the bot cannot see has that name, an admin is
            // needed.
            var other = await Instead(id, stop);
            await joined.JoinOwn(other, stop);
            return other;
        }
        finally
        {
            one.Release();
        }
    }

    /// <returns>False where Slack does not find it: somebody deleted it, or made it private without the bot.</returns>
    async Task<bool> Joins(string id, CancellationToken stop)
    {
        try
        {
            await joined.JoinOwn(id, stop);
        }
        catch (SlackException e) when (e.Error == "channel_not_found")
        {
            return false;
        }
        catch (SlackException e) when (e.IsArchived)
        {
            // Put away, perhaps by mistake; where Slack does not let a bot take it out again, admins are told what it says.
            await slack.Conversations.Unarchive(id, stop);
            await joined.JoinOwn(id, stop);
        }
        catch (SlackException e) when (e.Error is "method_not_supported_for_channel_type" or "missing_scope")
        {
            // Made private: whoever is in it may go on posting, which is seen by posting.
            if (await IsShared(id, stop)) throw JoinedChannels.IsShared();
        }

        return true;
    }

    async Task<bool> IsShared(string id, CancellationToken stop)
    {
        try
        {
            return (await slack.Conversations.Info(id, stop)).IsExtShared;
        }
        catch (SlackException)
        {
            // What Slack does not show is said by posting.
            return false;
        }
    }

    async Task<string> Instead(string lost, CancellationToken stop)
    {
        try
        {
            return await FindOrMake(lost, stop);
        }
        catch (SlackException e) when (e.Error == "name_taken")
        {
            throw new SlackException("conversations.join", "not_in_channel");
        }
    }

    /// <summary>Somebody may choose another while Slack makes one; theirs counts.</summary>
    async Task<string> FindOrMake(string? instead, CancellationToken stop)
    {
        var id = await Make(stop);
        return await database.Change(tx =>
        {
            if (Kept.Now(tx.Db) is { } chosen && chosen != instead) return chosen;
            Kept.Set(tx, id, "bot");
            return id;
        });
    }

    async Task<string> Make(CancellationToken stop)
    {
        if (first.Id is { } known) return known;
        try
        {
            return (await slack.Conversations.Create(first.Name, false, stop)).Id;
        }
        catch (SlackException e) when (e.Error is "name_taken" or "restricted_action")
        {
            if (await Find(stop) is { } id) return id;
            throw;
        }
    }

    async Task<string?> Find(CancellationToken stop)
    {
        string? cursor = null;
        do
        {
            var page = await slack.Conversations.List(excludeArchived: true, limit: 500, cursor: cursor, stop: stop);
            if (page.Channels.FirstOrDefault(c => c.Name == first.Name) is { } channel) return channel.Id;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return null;
    }

    public void Dispose() => one.Dispose();
}
