using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Archives an incident's channel days after it was over and nothing more was done with it: a line that says so, then the
/// archive. Whoever opens the incident again has its channel again.
/// </summary>
public sealed class PutAwayChannel(
    Database database, SlackApi slack, ChannelMaker maker, Posts posts, BotCommands commands, ILogger<PutAwayChannel> log)
{
    // Slack takes about 20 archives a minute, and a first look may find hundreds.
    const int MostInMinute = 10;

    /// <summary>Woken where Slack refuses to archive anything.</summary>
    public const string ArchivePrefix = "archive";

    const string Due =
        """
        select number from incidents i
        where resolved_at <= @before and status in ('resolved', 'closed', 'declined') and channel_id is not null
        and (put_away_at is null or put_away_at < resolved_at)
        and coalesce(last_word_at, 0) <= @before
        and not exists (select 1 from history h where h.subject = 'incident:' || i.number and h.at > @before)
        order by resolved_at limit @most
        """;

    /// <summary>Begins with those whose time has come, a few in a minute.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => Found(db, now).Count) == 0) return;
        await database.Change(tx =>
        {
            foreach (var number in Found(tx.Db, tx.Time)) ChannelStore.BeginPutAway(tx, number);
        });
    }

    static List<long> Found(IDbConnection db, DateTimeOffset now)
    {
        if (IncidentSettings.ArchiveAfter.Now(db) is not { } days) return [];
        var minuteAgo = now.AddMinutes(-1).ToUnixTimeMilliseconds();
        var begun = db.ExecuteScalar<int>("select count(*) from incidents where put_away_at > @minuteAgo", new { minuteAgo });
        var (before, most) = (now.AddDays(-days).ToUnixTimeMilliseconds(), MostInMinute - begun);
        return most <= 0 ? [] : db.Query<long>(Due, new { before, most }).ToList();
    }

    /// <summary>Repeatable: says so in the channel once, and archives it, where its time has come.</summary>
    public async Task Bring(IncidentRow incident, string channel, CancellationToken stop)
    {
        if (!incident.IsBeingPutAway) return;
        string? refused = null;
        try
        {
            await Say(incident, channel, stop);
            // Opened again while the line was said.
            if (Now(incident) is not { IsBeingPutAway: true }) return;
            await slack.Conversations.Archive(channel, stop);
        }
        catch (SlackException e)
        {
            // Archived by hand meanwhile, or not ours to archive: either way there is nothing more to do.
            refused = e.Error is "is_archived" or "is_inactive" ? null : e.Error;
            log.LogWarning("The channel of {Incident} is not archived: {Reason}", incident.Label, e.Message);
        }

        await database.Change(tx =>
        {
            ChannelStore.EndPutAway(tx, incident);
            var fact = refused is null ? IncidentFacts.Archived : IncidentFacts.NotArchived;
            tx.Note(incident.Subject, fact, IncidentChange.Bot, channel, why: refused);
            if (refused is not null && SlackException.IsForAll(refused)) tx.Wake($"{ArchivePrefix}:{incident.Number}");
        });
        // Opened again while Slack archived it.
        if (Now(incident) is { IsOpen: true } open) await maker.Regain(open, channel, stop);
    }

    /// <summary>
    /// Archives what Slack refused to archive, unless it is open again; refused again it is an admin's to allow.
    /// </summary>
    public async Task Again(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var incident = database.Read(db => IncidentStore.Find(db, Viewer.Bot, number));
        if (incident is not { IsOpen: false, ChannelId: { } channel }) return;
        await slack.Conversations.Archive(channel, stop);
        await database.Change(tx => tx.Note(incident.Subject, IncidentFacts.Archived, IncidentChange.Bot, channel));
    }

    async Task Say(IncidentRow incident, string channel, CancellationToken stop)
    {
        try
        {
            await posts.Show($"{incident.Subject}:put_away:{incident.PutAwayAt}", channel, Line(incident), stop, Lost.Left);
        }
        catch (SlackException e)
        {
            // Archived by hand already, or no place to speak: it is put away all the same.
            log.LogInformation("Nothing is said in the channel of {Incident}: {Reason}", incident.Label, e.Message);
        }
    }

    IncidentRow? Now(IncidentRow incident) => database.Read(db => IncidentStore.Find(db, Viewer.Bot, incident.Number));

    Message Line(IncidentRow incident)
    {
        var after = LineText.Span((incident.PutAwayAt - incident.ResolvedAt)!.Value);
        return IncidentMessages.Line(
            incident,
            $"Archived {after} after it was {Words.Of(incident.Status)}. "
            + $"`{commands.Incident} reopen {incident.Number}` opens it again.");
    }
}
