using System.Data;
using Bot.Delivery;
using Bot.Domain.Requests;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>
/// The channel in which each new thread is a request. Until a team chooses one it is the channel of a usual name, once somebody
/// invites the bot there. The bot goes into no channel by itself.
/// </summary>
public sealed class QuestionsChannel(Database database, SlackApi slack)
{
    /// <summary>Until one is chosen.</summary>
    public const string UsualName = "ask-data";

    /// <summary>Woken with a channel that the bot came into; without one it looks at all in which it is.</summary>
    public const string Prefix = "questions";

    /// <summary>Its id; null, kept as nothing, where a team wants none.</summary>
    public static readonly Setting<string?> Kept = Channel("questions_channel");

    /// <summary>The channel for questions in which the bot was seen last.</summary>
    public static readonly Setting<string?> Seen = Channel("questions_channel_seen");

    static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    DateTimeOffset? looked;

    static Setting<string?> Channel(string key) => new(
        key, null,
        (string kept, out string? channel) =>
        {
            channel = kept.Length > 0 ? kept : null;
            return true;
        },
        channel => channel ?? "");

    /// <summary>The channel for questions where the bot is in it; null where it is not, or there is none.</summary>
    public static string? Heard(IDbConnection db) =>
        Kept.Now(db) is { } channel && Seen.Now(db) == channel ? channel : null;

    public static string SubjectOf(string channel) => $"{Prefix}:{channel}";

    /// <summary>Somebody came into a channel; where it is the bot, what was asked there before is followed.</summary>
    public async Task Joined(EventCallback join, CancellationToken stop)
    {
        if (join["channel"] is not { } channel || database.Read(Installation.BotUser.Now) != join["user"]) return;
        // Of a private channel Slack says nothing without a scope of its own, and the bot is in it, as the event says.
        if (join["channel_type"] == "G") await database.Change(tx => Keep(tx, channel, name: null, isIn: true));
        else await database.Wake(SubjectOf(channel));
    }

    /// <summary>Somebody left a channel; where it is the bot, what was asked there is not followed any more.</summary>
    public async Task Left(EventCallback leave, CancellationToken stop)
    {
        if (leave["channel"] is not { } channel || database.Read(Installation.BotUser.Now) != leave["user"]) return;
        await database.Change(tx => Lost(tx, channel));
    }

    /// <summary>Somebody archived or deleted a channel: nobody can answer there.</summary>
    public async Task Gone(EventCallback gone, CancellationToken stop)
    {
        if (gone["channel"] is not { } channel || database.Read(db =>
            Seen.Now(db) != channel && RequestStore.OpenIn(db, channel).Count == 0)) return;
        await database.Change(tx => Over(tx, channel));
    }

    /// <summary>A channel is there again: it may be the one for questions.</summary>
    public async Task Back(EventCallback back, CancellationToken stop)
    {
        if (back["channel"] is { } channel && database.Read(Kept.Now) == channel) await database.Wake(SubjectOf(channel));
    }

    /// <summary>
    /// At start and daily the channels are looked at in which something is open, as news of them may be lost. At start a channel
    /// of the usual name may have had the bot before it heard questions.
    /// </summary>
    public async Task LookAgain(DateTimeOffset now, CancellationToken stop)
    {
        if (now - looked < Daily) return;
        var channels = database.Read(db => (string[])
        [
            .. RequestStore.ChannelsOfOpen(db),
            .. looked is null && SettingStore.Get(db, Kept.Key) is null ? [""] : Array.Empty<string>(),
        ]);
        if (channels.Length > 0)
            await database.Change(tx => Array.ForEach(channels, channel => tx.Wake(SubjectOf(channel))));
        looked = now;
    }

    public Task Bring(string channel, CancellationToken stop) => channel.Length > 0 ? Look(channel, stop) : Find(stop);

    async Task Look(string channel, CancellationToken stop)
    {
        try
        {
            var found = await slack.Conversations.Info(channel, stop);
            await database.Change(tx =>
            {
                if (found.IsArchived) Over(tx, channel);
                else Keep(tx, channel, found.Name, found.IsMember);
            });
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            await database.Change(tx => Lost(tx, channel));
        }
        catch (SlackException e) when (e.Error == "missing_scope")
        {
            // Of a private channel nothing is said without a scope of its own; events tell of it all the same.
        }
    }

    async Task Find(CancellationToken stop)
    {
        string? cursor = null;
        do
        {
            var page = await slack.Users.Conversations(excludeArchived: true, cursor: cursor, stop: stop);
            if (page.Channels.FirstOrDefault(c => c.Name == UsualName) is { } found)
            {
                await database.Change(tx => Keep(tx, found.Id, found.Name, isIn: true));
                return;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    static void Keep(Tx tx, string channel, string? name, bool isIn)
    {
        if (isIn && name == UsualName && SettingStore.Get(tx.Db, Kept.Key) is null) Kept.Set(tx, channel, "slack");
        if (Kept.Now(tx.Db) == channel) Seen.Set(tx, isIn ? channel : null, "slack");
        RequestStore.Follow(tx, channel, isIn);
    }

    /// <summary>Slack says that the bot is not in a channel.</summary>
    public static void Lost(Tx tx, string channel)
    {
        if (Seen.Now(tx.Db) == channel) Seen.Set(tx, null, "slack");
        RequestStore.Follow(tx, channel, isFollowed: false);
    }

    /// <summary>Nobody can say anything in a channel any more, nor answer what was asked there.</summary>
    public static void Over(Tx tx, string channel)
    {
        var open = RequestStore.OpenIn(tx.Db, channel);
        Lost(tx, channel);
        foreach (var row in open)
            RequestStore.Change(tx, row, RequestRules.Moot(row.Request), "slack", why: "its channel is archived or deleted");
    }

    /// <summary>What Slack says of a channel; null where the bot may not see it.</summary>
    public static async Task<Conversation?> Info(SlackApi slack, string channel, CancellationToken stop)
    {
        try
        {
            return await slack.Conversations.Info(channel, stop);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e) || e.Error == "missing_scope")
        {
            return null;
        }
    }
}
