using System.Collections.Concurrent;
using System.Globalization;
using Bot.Hosting;
using Bot.Slack;
using Dapper;

namespace Bot.Incidents;

/// <summary>Makes Slack match an incident's row: its channel and all that is in it, and the line in the announcement channel.</summary>
public sealed class IncidentChannel(
    Database database, SlackApi slack, Posts posts, Marks marks, ChannelMaker maker, AnnouncementChannel announcements, TimeProvider clock)
{
    static readonly TimeSpan RefusedFor = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<long, string> waitingForms = new();

    /// <summary>Repeatable: called whenever something about the incident has changed.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (Read(number) is not { } card) return;
        await Steps.All(
            () => InChannel(card, stop),
            () => Announce(number, stop),
            () => ShowInForm(number, stop));
    }

    IncidentCard? Read(long number) => database.Read(db => IncidentCard.Read(db, number, clock.GetUtcNow()));

    async Task InChannel(IncidentCard card, CancellationToken stop)
    {
        if (await maker.Channel(card.Incident, stop) is not { } channel) return;
        var number = card.Incident.Number;
        await Steps.All(
            () => Describe(card.Incident, channel, stop),
            () => Pin(number, channel, stop),
            () => Invite(number, channel, stop),
            () => Bookmark(card, channel, stop),
            () => ShowUpdates(number, channel, stop));
    }

    async Task Pin(long number, string channel, CancellationToken stop)
    {
        var slot = $"incident:{number}:card";
        var ts = await posts.Show(slot, channel, IncidentMessages.Card(Read(number)!), stop);
        await marks.Set($"{slot}:pin", ts, () => Task.FromResult(false), () => slack.Pins.Add(channel, ts, stop));
    }

    async Task Describe(IncidentRow incident, string channel, CancellationToken stop)
    {
        var (topic, purpose) = (IncidentMessages.Topic(incident), IncidentMessages.Purpose(incident));
        await marks.Set(
            $"{incident.Subject}:purpose", purpose,
            async () => Mrkdwn.Escape(purpose) == (await slack.Conversations.Info(channel, stop)).Purpose?.Value,
            () => slack.Conversations.SetPurpose(channel, purpose, stop));
        await marks.Set(
            $"{incident.Subject}:topic", topic,
            async () => Mrkdwn.Escape(topic) == (await slack.Conversations.Info(channel, stop)).Topic?.Value,
            () => slack.Conversations.SetTopic(channel, topic, stop));
    }

    async Task Bookmark(IncidentCard card, string channel, CancellationToken stop)
    {
        if (card.Alerts.FirstOrDefault(a => IsLink(a.SourceUrl)) is not { SourceUrl: { } link }) return;
        await marks.Set(
            $"{card.Incident.Subject}:bookmark", link,
            async () => (await slack.Bookmarks.List(channel, stop)).Any(b => b.Link == link),
            () => slack.Bookmarks.Add(channel, "Source", link, ct: stop));
    }

    static bool IsLink(string? url) =>
        url is { Length: <= 2048 } && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    async Task Invite(long number, string channel, CancellationToken stop)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = database.Read(db => db.Query<string>(
            "select person from incident_people where incident = @number and invited_at is null and invite_from <= @now", new { number, now }).ToList());
        if (due.Count == 0) return;
        var refused = (await slack.Conversations.Invite(channel, due, force: true, stop)).ToDictionary(e => e.User, e => e.Error);
        await database.Change(tx =>
        {
            foreach (var person in due)
            {
                tx.Db.Execute(
                    "update incident_people set invited_at = @Now, trouble = @trouble where incident = @number and person = @person",
                    new { tx.Now, number, person, trouble = refused.GetValueOrDefault(person) });
            }
        });
    }

    async Task ShowUpdates(long number, string channel, CancellationToken stop)
    {
        var card = Read(number)!;
        foreach (var update in database.Read(db => IncidentStore.Updates(db, number)))
            await posts.Show($"incident:{number}:update:{update.Id}", channel, IncidentMessages.Update(card, update), stop);
    }

    async Task Announce(long number, CancellationToken stop) =>
        await posts.Show($"incident:{number}:announcement", await announcements.Id(stop), IncidentMessages.Announcement(Read(number)!), stop);

    /// <summary>The form somebody is looking at is told the way to the channel as soon as it exists.</summary>
    public void ShowWhenReady(long number, string viewId)
    {
        waitingForms[number] = viewId;
        database.Wake(IncidentRow.SubjectOf(number));
    }

    async Task ShowInForm(long number, CancellationToken stop)
    {
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

    /// <summary>Wakes incidents where somebody's hours have opened, so that they are invited.</summary>
    public async Task WakeInvitationsDue(DateTimeOffset now, CancellationToken stop)
    {
        const string Due =
            """
            select distinct p.incident from incident_people p join incidents i on i.number = p.incident
            where p.invited_at is null and p.invite_from <= @now and i.channel_id is not null and p.woken = 0
            """;
        var at = now.ToUnixTimeMilliseconds();
        if (database.Read(db => db.Query<long>(Due, new { now = at }).ToList()).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var number in tx.Db.Query<long>(Due, new { now = at })) tx.Wake(IncidentRow.SubjectOf(number));
            tx.Db.Execute("update incident_people set woken = 1 where invited_at is null and invite_from <= @now", new { now = at });
        });
    }
}
