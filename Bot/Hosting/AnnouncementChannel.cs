using Bot.Slack;

namespace Bot.Hosting;

/// <summary>The channel that hears of every incident: used by name at first start, kept by id from then on.</summary>
public sealed class AnnouncementChannel(Database database, SlackApi slack, BotSettings settings) : IDisposable
{
    /// <summary>Woken at start, so that the channel is there before anything has to be said in it.</summary>
    public const string Subject = "announcements:channel";

    readonly SemaphoreSlim one = new(1);
    string? joined;

    /// <summary>Its id, with the bot in it; made when absent, joined when somebody made it before.</summary>
    public async Task<string> Id(CancellationToken stop)
    {
        if (database.Read(db => TeamSettings.Get(db, TeamSettings.AnnouncementChannel)) is { } known && known == joined) return known;
        await one.WaitAsync(stop);
        try
        {
            var id = database.Read(db => TeamSettings.Get(db, TeamSettings.AnnouncementChannel)) ?? await FindOrMake(stop);
            if (id != joined) await slack.Conversations.Join(id, stop);
            joined = id;
            return id;
        }
        finally
        {
            one.Release();
        }
    }

    async Task<string> FindOrMake(CancellationToken stop)
    {
        var id = await Make(stop);
        await database.Change(tx => TeamSettings.Set(tx, TeamSettings.AnnouncementChannel, id, "bot"));
        return id;
    }

    async Task<string> Make(CancellationToken stop)
    {
        try
        {
            return (await slack.Conversations.Create(settings.AnnouncementChannel, false, stop)).Id;
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
            var page = await slack.Conversations.List(excludeArchived: true, limit: 500, cursor: cursor, ct: stop);
            if (page.Channels.FirstOrDefault(c => c.Name == settings.AnnouncementChannel) is { } channel) return channel.Id;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return null;
    }

    public void Dispose() => one.Dispose();
}
