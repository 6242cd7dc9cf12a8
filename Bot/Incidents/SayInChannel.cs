using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>The messages in an incident's channel beside the calls: the card, what people changed, and their updates.</summary>
public sealed class SayInChannel(Database database, Posts posts, BotCommands commands, TimeProvider clock)
{
    /// <summary>The card; of what is open it comes back, as it is what people work with.</summary>
    public async Task<string> Card(long number, string channel, CancellationToken stop)
    {
        var (card, message) = database.Read(db => CardOf(db, number));
        var lost = card.Incident.IsOpen ? Lost.Kept : Lost.Said;
        return await posts.Show(CardSlot(number), channel, message, stop, lost);
    }

    (IncidentCard Card, Message Message) CardOf(IDbConnection db, long number)
    {
        var (card, command, now) = (Read(db, number), commands.Incident, clock.GetUtcNow());
        if (!card.CanCallLead) return (card, IncidentMessages.Card(card, command, now));
        var reach = CallPreview.OfMade(db, card.Incident, now, stays: true);
        return (card, IncidentMessages.Card(card, command, now, reach.Sentence("", Person.Names(db, reach.People))));
    }

    public static string CardSlot(long number) => $"incident:{number}:card";

    /// <summary>The card that stands in a channel which the incident has left.</summary>
    public static string OldCardSlot(long number, string channel) => $"{CardSlot(number)}:{channel}";

    /// <summary>
    /// A channel that the incident has left can be used again: it says where the incident is, and its card calls nobody to do
    /// anything there.
    /// </summary>
    public async Task Left(IncidentRow incident, string channel, CancellationToken stop)
    {
        var goes = incident.IsOpen ? "goes on" : "went on";
        var said = new Message { Text = $"{incident.Label} {goes} in {Mrkdwn.Channel(incident.ChannelId!)}." };
        await Steps.All(
            () => posts.Follow(OldCardSlot(incident.Number, channel), channel, Only(said), stop, Lost.Left),
            () => posts.Show($"incident:{incident.Number}:left:{channel}", channel, said, stop, Lost.Left));
    }

    // An edit without blocks leaves those that stand.
    static Message Only(Message said) => said with { Blocks = [new SectionBlock { Text = said.Text! }] };

    IncidentCard Read(IDbConnection db, long number) => IncidentCard.Read(db, number, clock.GetUtcNow())!;

    /// <summary>Why the channel is back, or is another: whoever archived the last one would do so again.</summary>
    public async Task Moves(long number, string channel, CancellationToken stop)
    {
        const string Moved =
            "select id, verb, before, after from history where subject = @subject and before is not null and "
            + $"(verb = @lost or verb = @back and after is null) and {IncidentStore.SinceForgotten} order by id";
        var subject = IncidentRow.SubjectOf(number);
        var (back, lost) = (IncidentFacts.ChannelBack.Word, IncidentFacts.NoChannel.Word);
        var moves = database.Read(
            db => db.Query<(long Id, string Verb, string Before, string? After)>(
                Moved, new { subject, incident = number, back, lost })
            .Where(m => Posts.TsOf(db, Slot(m.Id)) is null).ToList());
        // What has ended needs no explanation.
        if (moves.Count == 0 || !database.Read(db => Read(db, number)).Incident.IsOpen) return;
        var archived = database.Read(IncidentSettings.ArchiveAfter.Now) is { } days
            ? $"; its channel is archived {days} {(days == 1 ? "day" : "days")} later" : "";
        await Steps.All(moves.Select<(long Id, string Verb, string Before, string? After), Func<Task>>(move => () => posts.Show(
            Slot(move.Id), channel,
            new Message
            {
                Text = move.Verb == back
                    ? $"INC-{number} is still open, so its channel is back. `{commands.Incident} resolve` ends it{archived}."
                    : $"INC-{number} goes on here: {LineText.Lost(move.Before, move.After)} cannot be used any more.",
            }, stop, Lost.Left)));

        string Slot(long id) => $"incident:{number}:move:{id}";
    }

    /// <summary>What people changed and said since the last look.</summary>
    public async Task Lines(long number, string channel, CancellationToken stop)
    {
        var (lines, updates) = database.Read(db => (
            IncidentLines.Unsaid(db, number).Select(l => Said.Read(db, l, mentions: true)).ToList(),
            UpdateStore.Unposted(db, number)
                .Select(u => (Update: u, Line: IncidentLines.OfUpdate(db, u.Id) is { } l ? Said.Read(db, l) : null)).ToList()));
        // Most often nothing is new, and then nothing more is read.
        if (lines.Count + updates.Count == 0) return;
        var card = database.Read(db => Read(db, number));
        Task Say(string what, long id, Message message) =>
            posts.Show($"incident:{number}:{what}:{id}", channel, message, stop, Lost.Said);
        await Steps.All(
        [
            .. updates.Select<(IncidentUpdate Update, Said? Line), Func<Task>>(u => () =>
                Say("update", u.Update.Id, IncidentMessages.Update(card, u.Update, u.Line?.Text))),
            .. lines.Select<Said, Func<Task>>(line => async () =>
            {
                await Say("line", line.Line.Id, IncidentMessages.Line(card.Incident, line.Text, line.Undo));
                await IncidentLines.Shown(database, line);
            }),
        ]);
    }
}
