using Bot.Delivery;
using Bot.Hosting;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// The emoji 📌 under a message of an incident's channel, or the shortcut <em>Add to timeline</em>: it stands on the incident's
/// timeline at its own time, once, whoever asks for it.
/// </summary>
public sealed class PinMessage(Database database, SlackApi slack, Access access, ChooseTimeline choose)
{
    /// <summary>Slack's name of 📌.</summary>
    public const string Emoji = "pushpin";

    public async Task Reacted(EventCallback reaction, CancellationToken stop)
    {
        if (reaction["reaction"] != Emoji || reaction["user"] is not { } person
            || ReactedMessage.Of(reaction) is not { } place) return;
        if (database.Read(db => IncidentStore.InChannel(db, Viewer.Of(person), place.Channel)) is null) return;
        // Nobody is let in by an event: who may not see the incident adds nothing to it.
        await access.Meet(person, stop);
        await database.Once(reaction.IdempotencyKey, tx =>
        {
            // What the bot says it has written down already.
            if (reaction["item_user"] != Installation.BotUser.Now(tx.Db)) Add(tx, place, person, isPinned: true);
            return null;
        });
    }

    /// <summary>Whoever took theirs away, it is looked at who is left.</summary>
    public async Task Unreacted(EventCallback reaction, CancellationToken stop)
    {
        if (reaction["reaction"] != Emoji || ReactedMessage.Of(reaction) is not var (channel, ts)) return;
        if (database.Read(db => TimelineStore.OfMessage(db, channel, ts)).Find(item => item.Pinned) is not { } pinned) return;
        await database.Once(reaction.IdempotencyKey, tx =>
        {
            TimelineStore.LookAtPins(tx, pinned);
            return null;
        });
    }

    /// <summary>In an incident's channel it is done at once; elsewhere a form asks for the incident.</summary>
    public async Task<Func<CancellationToken, Task>?> Start(Shortcut shortcut, CancellationToken stop)
    {
        if (shortcut is not { Channel.Id: { } channel, MessageTs: { } ts, Message: { } message }) return null;
        var by = shortcut.User.Id;
        var (isOwn, isHere) = database.Read(db => (
            message.User is { } author && author == Installation.BotUser.Now(db),
            IncidentStore.InChannel(db, Viewer.Of(by), channel) is not null));
        if (isOwn) return Tell.Then(slack, shortcut, "What Data Responder says is on the timeline already.");
        if (!isHere) return after => choose.Open(shortcut, channel, message with { Ts = ts }, after);
        var said = await database.Once(
            shortcut.IdempotencyKey, tx => Add(tx, (channel, ts), by, isPinned: false, message));
        return Tell.Then(slack, shortcut, said);
    }

    /// <summary>What it came to, in a sentence.</summary>
    static string? Add(Tx tx, (string Channel, string Ts) place, string by, bool isPinned, MessageEvent? said = null)
    {
        if (IncidentStore.InChannel(tx.Db, Viewer.Of(by), place.Channel) is not { } incident) return null;
        TakeIncident.Appear(tx, incident.Number, by);
        return TimelineStore.Add(tx, incident, place, by, isPinned, said)
            ? $"It is on the timeline of {incident.Label}." : $"It is on the timeline of {incident.Label} already.";
    }
}
