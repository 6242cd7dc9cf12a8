using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Makes Slack match an incident's row: its channel and all that is in it, and the line in the announcement channel.
/// </summary>
public sealed class IncidentChannel(
    Database database, ChannelMaker maker, InvitePeople people, DressChannel dress, SayInChannel say, SayCalls calls,
    SayClosing closing, PutAwayChannel away, Announce announce, DeclaredForm declared, TellByHand byHand)
{
    static readonly TimeSpan RefusedFor = TimeSpan.FromHours(1);

    /// <summary>
    /// Repeatable: called whenever something about the incident has changed. What does not depend on another call runs beside it.
    /// </summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => IncidentStore.Find(db, Viewer.Bot, number)) is not { } incident) return;
        if (incident.IsForgotten)
        {
            if (incident.ChannelId is { } last) await InChannel(incident, last, stop);
            return;
        }

        string? channel = null;
        await Steps.All(
            () => incident.Unaccepted ? Task.CompletedTask
                : Steps.Briefly(async brief => channel = await maker.Channel(incident, brief), stop),
            () => Steps.Together(
                () => channel is not null ? InChannel(incident, channel, stop) : calls.Bring(number, null, stop),
                () => Steps.Briefly(brief => announce.Bring(number, brief), stop),
                () => declared.Bring(number, stop),
                () => byHand.Bring(number, stop)));
    }

    async Task InChannel(IncidentRow incident, string channel, CancellationToken stop)
    {
        var isLost = false;
        // An ended incident has nothing more to say in a channel that somebody has put away.
        async Task Here(Func<CancellationToken, Task> step, bool isBrief = true)
        {
            try
            {
                if (isBrief) await Steps.Briefly(step, stop);
                else await step(stop);
            }
            catch (SlackException e) when (Posts.IsNoPlace(e))
            {
                isLost = true;
            }
        }

        await Steps.All(
            // Of what stands there nothing is known any more: only what is new is said.
            () => incident.IsForgotten ? Here(brief => say.Lines(incident.Number, channel, brief)) : Steps.Together(
                () => Call(incident.Number, channel, Here),
                () => Here(brief => dress.Bring(incident.Number, channel, brief))),
            () => incident.IsForgotten ? Task.CompletedTask : Here(brief => closing.Bring(incident, channel, brief)),
            () => Here(brief => away.Bring(incident, channel, brief)),
            () => isLost && incident.IsOpen ? maker.Regain(incident, channel, stop) : Task.CompletedTask);
    }

    /// <summary>The channel of an open incident was seen archived, or without the bot.</summary>
    public async Task Lost(string channel, CancellationToken stop)
    {
        if (database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel)) is { IsOpen: true } incident)
            await maker.Regain(incident, channel, stop);
    }

    /// <summary>
    /// People first, then the card, then the lines that call them: a mention of somebody who is not in the channel notifies
    /// nobody, and what happened stands above the call that it leads to. None of them stands before the call where Slack refuses
    /// it.
    /// </summary>
    async Task Call(long number, string channel, Func<Func<CancellationToken, Task>, bool, Task> here)
    {
        string? card = null;
        await Steps.All(
            () => here(brief => people.Bring(number, channel, brief), true),
            () => here(async brief => card = await say.Card(number, channel, brief), true),
            () => Steps.Together(
                () => card is null ? Task.CompletedTask : here(brief => dress.Pin(number, channel, card, brief), true),
                () => Steps.All(
                    () => here(brief => say.Moves(number, channel, brief), true),
                    () => here(brief => say.Lines(number, channel, brief), true),
                    () => here(stop => calls.Bring(number, channel, stop), false))));
    }

    /// <summary>Somebody made the channel private, or public again: the card says what that means.</summary>
    public async Task Closed(string channel, bool isClosed, CancellationToken stop)
    {
        if (database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel)) is not { Private: false } incident) return;
        var trouble = isClosed ? database.Read(PrivateWords) : null;
        if (incident.ChannelTrouble == trouble) return;
        await database.Change(tx => ChannelStore.SetTrouble(tx, incident, channel, trouble));
    }

    /// <summary>A channel that an incident has left can be used again; in a private one the bot may not be.</summary>
    public async Task Back(string channel, bool isClosed, CancellationToken stop)
    {
        if (isClosed || database.Read(
            db => IncidentStore.OfChannel(db, Viewer.Public, channel)) is not { ChannelId: { } now } incident
            || incident.IsForgotten)
            return;
        if (now != channel) await say.Left(incident, channel, stop);
    }

    static string PrivateWords(IDbConnection db)
    {
        var granted = Installation.Scopes.Now(db);
        var isRead = granted.Contains("groups:history");
        return "This channel is private: whom the bot cannot invite is called by a direct message"
            + (isRead ? "." : ", and it does not read what is written here. Use the buttons.");
    }

    /// <summary>Asks again for channels that Slack refused; an admin may have changed its mind.</summary>
    public async Task WakeRefused(DateTimeOffset now, CancellationToken stop)
    {
        const string Due =
            $"select number from incidents where channel_id is null and refused_at <= @before and {IncidentStore.IsOpen}";
        var before = (now - RefusedFor).ToUnixTimeMilliseconds();
        if (database.Read(db => db.Query<long>(Due, new { before }).ToList()).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var number in tx.Db.Query<long>(Due, new { before })) tx.Wake(IncidentRow.SubjectOf(number));
            ChannelStore.AskAgain(tx, before);
        });
    }
}
