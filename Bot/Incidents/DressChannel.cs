using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What stands around an incident's channel: its topic, the pin on its card and the link to what failed.</summary>
public sealed class DressChannel(Database database, SlackApi slack, Marks marks)
{
    const string Build = "Failed build", Source = "Source";

    public async Task Bring(long number, string channel, CancellationToken stop)
    {
        var (incident, linked) = database.Read(db =>
            (IncidentStore.Find(db, Viewer.Bot, number)!, IncidentAlerts.Linked(db, number)));
        await Steps.Together(
            () => Topic(incident, channel, stop),
            () => Link(incident, linked, channel, stop));
    }

    public Task Pin(long number, string channel, string ts, CancellationToken stop) => marks.Set(
        $"incident:{number}:card:pin", ts, () => Task.FromResult(false), () => slack.Pins.Add(channel, ts, stop));

    Task Topic(IncidentRow incident, string channel, CancellationToken stop)
    {
        // Of a channel that people made by hand it may be theirs to set.
        if (incident.Private && database.Read(db => Installation.Lacks(db, "groups:write"))) return Task.CompletedTask;
        var topic = IncidentMessages.Topic(incident);
        return marks.Set(
            $"{incident.Subject}:topic", topic,
            async () => topic == (await slack.Conversations.Info(channel, stop)).Topic?.Value,
            () => slack.Conversations.SetTopic(channel, topic, stop));
    }

    /// <summary>One bookmark, which leads to the newest failure.</summary>
    Task Link(IncidentRow incident, AlertSeen? newest, string channel, CancellationToken stop)
    {
        if (newest is not { SourceUrl: { } link } || !IsLink(link)) return Task.CompletedTask;
        return marks.Set(
            $"{incident.Subject}:bookmark", link,
            async () => (await slack.Bookmarks.List(channel, stop)).Any(b => b.Link == link),
            async () =>
            {
                var title = newest["job", "repository"] is null ? Source : Build;
                var ours = (await slack.Bookmarks.List(channel, stop)).FirstOrDefault(IsOurs);
                if (ours is null) await slack.Bookmarks.Add(channel, title, link, stop: stop);
                else await slack.Bookmarks.Edit(channel, ours.Id, title, link, stop: stop);
            });
    }

    /// <summary>A link that the bot has put there.</summary>
    internal static bool IsOurs(Bookmark link) => link.Title is Build or Source;

    static bool IsLink(string? url) =>
        url is { Length: <= Limits.BookmarkLink } && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https";
}
