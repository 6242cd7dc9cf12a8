using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Summaries;

/// <summary>What people said in an incident's channel, as far as Slack has told of it in time.</summary>
/// <param name="Messages">Messages and replies, in no order.</param>
/// <param name="Root">How the address of a message begins, before its channel; null where Slack has not said it.</param>
/// <param name="IsPrivate">Not everybody of the workspace can read it, or that is not known.</param>
public sealed record ChannelWords(IReadOnlyList<MessageEvent> Messages, string? Root = null, bool IsPrivate = true)
{
    public static ChannelWords None { get; } = new([]);

    /// <summary>The address of a message, as Slack makes it.</summary>
    public string? Link(string? channel, string? ts, string? thread = null) => (Root, channel, ts) is ({ }, { }, { })
        ? $"{Root}{channel}/p{Digits(ts)}{(thread is null || thread == ts ? "" : $"?thread_ts={thread}&cid={channel}")}" : null;

    static string Digits(string ts) => ts.Replace(".", "", StringComparison.Ordinal);

    /// <summary>The beginning that all addresses have in common, out of one of them; null where it is of another kind.</summary>
    public static string? RootOf(string link, string channel, string ts)
    {
        var end = $"{channel}/p{Digits(ts)}";
        var at = link.IndexOf(end, StringComparison.Ordinal);
        return at > 0 ? link[..at] : null;
    }
}

/// <summary>Reads an incident's channel with its threads; what takes Slack too long is left out.</summary>
public sealed class ReadChannel(Database database, SlackApi slack, Access access, ILogger<ReadChannel> log)
{
    const int PageSize = 200, MostPages = 5, MostThreads = 15, MostMet = 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Glance = TimeSpan.FromSeconds(1);

    static readonly string?[] OfPeopleAndApps = [null, "file_share", "thread_broadcast", "me_message", "bot_message"];

    /// <summary>All that was said, and where it stands.</summary>
    public async Task<ChannelWords> Of(IncidentRow incident, CancellationToken stop)
    {
        if (incident.ChannelId is not { } channel) return ChannelWords.None;
        var messages = new List<MessageEvent>();
        var (root, isPrivate) = ((string?)null, true);
        await Within(Patience, incident, async brief =>
        {
            isPrivate = (await slack.Conversations.Info(channel, brief)).IsPrivate;
            root = await RootOf(incident.Number, channel, brief);
            await Read(channel, messages, brief);
            await Meet(messages, brief);
        }, stop);
        var bot = database.Read(Installation.BotUser.Now);
        return new(
            [.. messages.Where(m => m.User != bot && OfPeopleAndApps.Contains(m.Subtype)).DistinctBy(m => m.Ts)], root,
            isPrivate);
    }

    /// <summary>Where its messages stand, for whoever waits.</summary>
    public async Task<ChannelWords> Addresses(IncidentRow incident, CancellationToken stop)
    {
        if (incident.ChannelId is not { } channel) return ChannelWords.None;
        string? root = null;
        await Within(Glance, incident, async brief => root = await RootOf(incident.Number, channel, brief), stop);
        return new([], root);
    }

    // Of what has been read before the end, nothing is lost.
    async Task Within(TimeSpan time, IncidentRow incident, Func<CancellationToken, Task> read, CancellationToken stop)
    {
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(stop);
        brief.CancelAfter(time);
        try
        {
            await read(brief.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested
            && e is SlackException or SlackUnreachableException or OperationCanceledException)
        {
            log.LogInformation("Not all of the channel of {Incident} was read: {Reason}", incident.Label, e.Message);
        }
    }

    async Task<string?> RootOf(long incident, string channel, CancellationToken stop) =>
        database.Read(db => Posts.TsOf(db, SayInChannel.CardSlot(incident))) is { } card
            ? ChannelWords.RootOf(await slack.Chat.GetPermalink(channel, card, stop), channel, card) : null;

    // Whoever has only written so far is no more than an id, and a summary names them.
    async Task Meet(List<MessageEvent> messages, CancellationToken stop)
    {
        var people = messages.Where(m => m.BotId is null)
            .SelectMany(m => MessageText.People(m.Text).Append(m.User)).OfType<string>().Distinct().ToList();
        foreach (var person in database.Read(db => people.Where(p => Person.Find(db, p) is null).Take(MostMet).ToList()))
            await access.Meet(person, stop);
    }

    async Task Read(string channel, List<MessageEvent> messages, CancellationToken stop)
    {
        string? cursor = null;
        for (var page = 0; page < MostPages && (page == 0 || cursor is { Length: > 0 }); page++)
        {
            var answer = await slack.Conversations.History(channel, limit: PageSize, cursor: cursor, stop: stop);
            messages.AddRange(answer.Messages);
            cursor = answer.NextCursor;
        }

        foreach (var thread in messages.Where(m => m.ThreadTs == m.Ts).Take(MostThreads).Select(m => m.Ts).ToList())
            messages.AddRange((await slack.Conversations.Replies(channel, thread, limit: PageSize, stop: stop)).Messages);
    }
}
