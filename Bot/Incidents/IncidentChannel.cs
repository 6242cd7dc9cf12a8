using System.Collections.Concurrent;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Makes Slack match an incident's row: its channel and all that is in it, and the line in the announcement channel.</summary>
public sealed class IncidentChannel(
    Database database, SlackApi slack, ChannelMaker maker, InvitePeople people, DressChannel dress, SayInChannel say,
    PutAwayChannel away, Announce announce, TimeProvider clock)
{
    static readonly TimeSpan RefusedFor = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<long, string> waitingForms = new();

    /// <summary>Repeatable: called whenever something about the incident has changed. What does not depend on another call runs beside it.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (Read(number) is not { } card) return;
        string? channel = null;
        await Steps.All(
            async () => channel = await maker.Channel(card.Incident, stop),
            () => Steps.Together(
                () => channel is not null ? InChannel(card.Incident, channel, stop)
                    : Read(number)?.Incident.ChannelTrouble is null ? Task.CompletedTask : say.CallsDirectly(number, stop),
                () => announce.Bring(number, stop),
                () => ShowInForm(number, stop)));
    }

    IncidentCard? Read(long number) => database.Read(db => IncidentCard.Read(db, number, clock.GetUtcNow()));

    async Task InChannel(IncidentRow incident, string channel, CancellationToken stop)
    {
        try
        {
            await Steps.Together(() => Call(incident.Number, channel, stop), () => dress.Bring(incident.Number, channel, stop));
            await away.Bring(incident, channel, stop);
        }
        catch (SlackException e) when (e.Error is "is_archived" or "is_inactive" or "not_in_channel" or "channel_not_found")
        {
            // An ended incident has nothing more to say in a channel that somebody has put away.
            if (incident.IsOpen) await maker.Regain(incident, channel, stop);
        }
    }

    /// <summary>The channel of an open incident was seen archived, or without the bot.</summary>
    public async Task Lost(string channel, CancellationToken stop)
    {
        if (database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel)) is { IsOpen: true } incident)
            await maker.Regain(incident, channel, stop);
    }

    /// <summary>People first, then the card, then the lines that call them: a mention of somebody who is not in the channel notifies nobody.</summary>
    async Task Call(long number, string channel, CancellationToken stop)
    {
        IReadOnlyCollection<long> ready = [];
        await Steps.All(
            async () => ready = await people.InviteCalled(number, channel, stop),
            async () =>
            {
                var ts = await say.Card(number, channel, stop);
                await Steps.Together(
                    () => dress.Pin(number, channel, ts, stop),
                    // What happened stands above the call that it leads to; when an incident opens there is only the call.
                    () => Steps.All(
                        () => say.Lines(number, channel, stop),
                        () => say.Calls(number, channel, ready, stop)));
            });
    }

    /// <summary>The form somebody is looking at is told the way to the channel as soon as it exists.</summary>
    public void ShowWhenReady(long number, string viewId)
    {
        waitingForms[number] = viewId;
        database.Wake(IncidentRow.SubjectOf(number));
    }

    async Task ShowInForm(long number, CancellationToken stop)
    {
        if (!waitingForms.ContainsKey(number)) return;
        if (Read(number) is not { Incident: { } incident } || (incident.ChannelId ?? incident.ChannelTrouble) is null) return;
        if (!waitingForms.TryRemove(number, out var view)) return;
        try
        {
            await slack.Views.Update(view, DeclareIncident.Declared(incident), ct: stop);
        }
        catch (SlackException)
        {
            // They closed it, which is fine: they are invited all the same.
        }
    }

    /// <summary>Asks again for channels that Slack refused; an admin may have changed its mind.</summary>
    public async Task WakeRefused(DateTimeOffset now, CancellationToken stop)
    {
        const string Due = "select number from incidents where channel_id is null and refused_at <= @before and status not in ('resolved', 'closed', 'declined')";
        var before = (now - RefusedFor).ToUnixTimeMilliseconds();
        if (database.Read(db => db.Query<long>(Due, new { before }).ToList()).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var number in tx.Db.Query<long>(Due, new { before })) tx.Wake(IncidentRow.SubjectOf(number));
            tx.Db.Execute("update incidents set refused_at = @Now where refused_at <= @before", new { tx.Now, before });
        });
    }
}
