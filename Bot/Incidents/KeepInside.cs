using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Who sees a private incident is who is in its channel: kept by joins and leaves, by looks, and by whatever somebody does there.
/// </summary>
public sealed class KeepInside(Database database, SlackApi slack, TimeProvider clock)
{
    // How Slack calls a private channel where it tells who came and went.
    const string PrivateChannel = "G";

    public Task Joined(EventCallback join, CancellationToken stop) =>
        join["channel_type"] == PrivateChannel ? Said(join, stop) : Task.CompletedTask;

    public async Task Left(EventCallback leave, CancellationToken stop)
    {
        if (leave["channel"] is not { } channel || leave["user"] is not { } person || InChannel(channel) is null) return;
        await database.Change(tx =>
        {
            if (IncidentStore.InChannel(tx.Db, Viewer.Bot, channel) is { } incident) InviteStore.Leave(tx, incident, person);
        });
    }

    /// <summary>A message in a private channel.</summary>
    public Task Said(EventCallback message, CancellationToken stop) =>
        message["channel"] is { } channel && message["user"] is { } person ? Is(channel, person) : Task.CompletedTask;

    /// <summary>Somebody is in a channel, as Slack has just shown; where it is that of a private incident, they see it.</summary>
    public async Task Is(string channel, string person)
    {
        var isNews = InChannel(channel) is { } known && database.Read(db =>
            person != Installation.BotUser.Now(db) && IncidentStore.Find(db, Viewer.Of(person), known.Number) is null);
        if (!isNews) return;
        await database.Change(tx =>
        {
            if (IncidentStore.InChannel(tx.Db, Viewer.Bot, channel) is { } incident) InviteStore.Enter(tx, incident, person);
            // Whoever has only come in so far is no more than an id.
            if (Person.Find(tx.Db, person) is null) tx.Wake(Profiles.SubjectOf(person));
        });
    }

    /// <summary>Asks Slack who is in the channel of a private incident; where the app may not ask, the rest has to do.</summary>
    public async Task Look(string channel, CancellationToken stop)
    {
        if (InChannel(channel) is null || database.Read(db => Installation.Lacks(db, "groups:read"))) return;
        var asked = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var members = await slack.Conversations.Members(channel, stop);
        await database.Change(tx =>
        {
            if (IncidentStore.InChannel(tx.Db, Viewer.Bot, channel) is { } incident)
                InviteStore.Look(tx, incident, [.. members.Where(m => m != Installation.BotUser.Now(tx.Db))], asked);
        });
    }

    IncidentRow? InChannel(string channel) =>
        database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel)) is { Private: true } incident ? incident : null;
}
