using System.Text.Json;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// What Slack tells of the channels of incidents: who came and who left, what one is called, and that somebody put it away. It is
/// found out by looks as well; events are only faster.
/// </summary>
public sealed class ChannelNews(Database database, LookAtChannels look)
{
    /// <summary>Woken where the channel of an open incident is of no use any more.</summary>
    public const string Lost = "channel_lost";

    const string Private = "group";

    public async Task Joined(EventCallback join, CancellationToken stop)
    {
        if (Of(join) is not { } incident || join["user"] is not { } person || !HasLeft(incident, person)) return;
        await database.Change(tx => InviteStore.CameBack(tx, incident.Number, person));
    }

    /// <summary>
    /// Who leaves stays out until they are named again, and of its lead the channel hears it; the bot goes in again where it is
    /// needed.
    /// </summary>
    public async Task Left(EventCallback leave, CancellationToken stop)
    {
        if (leave["channel"] is not { } channel || leave["user"] is not { } person) return;
        if (IsBot(person)) await look.Soon(channel);
        else if (Of(leave) is { } incident)
            await database.Once(leave.IdempotencyKey + ":left", tx =>
            {
                InviteStore.SetLeft(tx, incident.Number, person);
                LeadLeft(tx, incident.Number, person);
                return null;
            });
    }

    static void LeadLeft(Tx tx, long number, string person)
    {
        if (IncidentStore.Find(tx.Db, Viewer.Bot, number) is not { IsOpen: true } incident || incident.Lead != person) return;
        tx.Note(incident.Subject, IncidentFacts.LeadLeft, person, line: IncidentLines.Alone(tx, incident, person));
        tx.Wake(incident.Subject);
    }

    /// <summary>Whoever left is named in a message of the channel, which asks them back.</summary>
    public async Task Said(EventCallback message, CancellationToken stop)
    {
        if (message["text"] is not { } text || !text.Contains("<@", StringComparison.Ordinal)) return;
        if (Of(message) is not { IsOpen: true } incident) return;
        var named = MessageText.People(text).Where(person => HasLeft(incident, person)).ToList();
        if (named.Count == 0) return;
        await database.Once(message.IdempotencyKey + ":back", tx =>
        {
            foreach (var person in named.Where(person => InviteStore.HasLeft(tx.Db, incident.Number, person)))
                InviteStore.Invite(tx, incident.Number, person, "was mentioned there", tx.Now, again: true);
            return null;
        });
    }

    /// <summary>Somebody archived or deleted a channel: an open incident gets it back, or another.</summary>
    public async Task Gone(EventCallback gone, CancellationToken stop)
    {
        if (gone["channel"] is not { } channel || gone["user"] is { } by && IsBot(by)) return;
        // A look cannot tell that a private one is archived.
        if (gone.Type.StartsWith(Private, StringComparison.Ordinal) && Of(gone) is { IsOpen: true })
            await database.Wake($"{Lost}:{channel}");
        else await look.Soon(channel);
        if (Of(gone) is not { IsOpen: false } over) return;
        await database.Change(tx =>
        {
            if (IncidentStore.Find(tx.Db, Viewer.Bot, over.Number) is not { IsOpen: false } incident) return;
            ChannelStore.PutAwayByHand(tx, incident);
            tx.Note(incident.Subject, IncidentFacts.Archived, gone["user"] ?? IncidentChange.Bot, channel);
        });
    }

    public Task Back(EventCallback back, CancellationToken stop) =>
        back["channel"] is { } channel ? look.Soon(channel) : Task.CompletedTask;

    public async Task Renamed(EventCallback renamed, CancellationToken stop)
    {
        if (!renamed.Event.TryGetProperty("channel", out var channel) || channel.ValueKind != JsonValueKind.Object) return;
        if (Text(channel, "id") is not { } id || Text(channel, "name") is not { } name) return;
        if (InChannel(id) is { } incident && incident.ChannelName != name)
            await database.Change(tx => ChannelStore.Called(tx, id, name));
    }

    static string? Text(JsonElement channel, string field) =>
        channel.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    IncidentRow? Of(EventCallback news) => news["channel"] is { } channel ? InChannel(channel) : null;

    IncidentRow? InChannel(string channel) => database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel));

    bool HasLeft(IncidentRow incident, string person) => database.Read(db => InviteStore.HasLeft(db, incident.Number, person));

    bool IsBot(string person) => database.Read(Installation.BotUser.Now) == person;
}
