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
/// Archives an incident's channel days after it was over and nothing more was done with it. A day before, the channel asks
/// (<see cref="KeepChannel"/>), and says then what came of it. Whoever opens the incident again has its channel again.
/// </summary>
public sealed class PutAwayChannel(
    Database database, SlackApi slack, ChannelMaker maker, Posts posts, BotCommands commands, ILogger<PutAwayChannel> log)
{
    // Slack takes about 20 archives a minute, and a first look may find hundreds.
    const int MostInMinute = 10;

    /// <summary>Woken where Slack refuses to archive anything.</summary>
    public const string ArchivePrefix = "archive";

    /// <summary>So long before its channel is archived it asks; whoever says nothing lets it.</summary>
    static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    // Whatever else keeps a channel stands here.
    const string Over =
        $"""
        resolved_at <= @before and {IncidentStore.IsOver} and channel_id is not null
        and (put_away_at is null or put_away_at < resolved_at)
        and (channel_kept_at is null or channel_kept_at < resolved_at)
        and not exists (select 1 from follow_ups f where f.incident = i.number and f.state = 'outstanding')
        and not exists (
            select 1 from postmortems p where p.incident = i.number and p.state in ('owed', 'inprogress', 'inreview'))
        """;

    static string QuietSince(string at) =>
        $"""
        (coalesce(last_word_at, 0) <= {at}
            and not exists (select 1 from history h where h.subject = 'incident:' || i.number and h.at > {at}))
        """;

    static readonly string ToAsk =
        $"""
        select number from incidents i where {Over} and {QuietSince("@before")}
        and (archive_asked_at is null or archive_asked_at < resolved_at or not {QuietSince("archive_asked_at - 1")})
        order by resolved_at limit @most
        """;

    static readonly string Due =
        $"""
        select number from incidents i where {Over} and archive_asked_at >= resolved_at and archive_asked_at <= @before
        and {QuietSince("archive_asked_at - 1")}
        order by resolved_at limit @most
        """;

    /// <summary>Asks in those whose time comes, and begins with those whose time has come, a few in a minute.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => Found(db, now)) is { Ask.Count: 0, Due.Count: 0 }) return;
        await database.Change(tx =>
        {
            var (ask, due) = Found(tx.Db, tx.Time);
            foreach (var number in due) ChannelStore.BeginPutAway(tx, number);
            foreach (var number in ask) ChannelStore.AskToPutAway(tx, number);
        });
    }

    static (List<long> Ask, List<long> Due) Found(IDbConnection db, DateTimeOffset now) =>
        IncidentSettings.ArchiveAfter.Now(db) is not { } days ? ([], [])
        : (Some(db, ToAsk, "archive_asked_at", now, TimeSpan.FromDays(days) - Notice), Some(db, Due, "put_away_at", now, Notice));

    static List<long> Some(IDbConnection db, string which, string begun, DateTimeOffset now, TimeSpan ago)
    {
        var minuteAgo = now.AddMinutes(-1).ToUnixTimeMilliseconds();
        var most = MostInMinute
            - db.ExecuteScalar<int>($"select count(*) from incidents where {begun} > @minuteAgo", new { minuteAgo });
        var before = (now - ago).ToUnixTimeMilliseconds();
        return most <= 0 ? [] : db.Query<long>(which, new { before, most }).ToList();
    }

    /// <summary>Repeatable: asks and says in the channel what is to be said, and archives it, where its time has come.</summary>
    public async Task Bring(IncidentRow incident, string channel, CancellationToken stop)
    {
        await Say(incident, channel, stop);
        if (!incident.IsBeingPutAway) return;
        string? refused = null;
        try
        {
            // Opened again while the line was said.
            if (Now(incident) is not { IsBeingPutAway: true }) return;
            await slack.Conversations.Archive(channel, stop);
        }
        catch (SlackException e)
        {
            // Archived by hand meanwhile, or not ours to archive: either way there is nothing more to do.
            refused = e.IsArchived ? null : e.Error;
            log.LogWarning("The channel of {Incident} is not archived: {Reason}", incident.Label, e.Message);
        }

        await database.Change(tx =>
        {
            ChannelStore.EndPutAway(tx, incident);
            var fact = refused is null ? IncidentFacts.Archived : IncidentFacts.NotArchived;
            tx.Note(incident.Subject, fact, IncidentChange.Bot, channel, why: refused);
            // Of what is private admins hear nothing.
            if (refused is not null && !incident.Private && SlackException.IsForAll(refused))
                tx.Wake($"{ArchivePrefix}:{incident.Number}");
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

    /// <summary>What was asked becomes what came of it, in the same message.</summary>
    async Task Say(IncidentRow incident, string channel, CancellationToken stop)
    {
        if (database.Read(db => ToSay(db, incident)) is not var (slot, message)) return;
        try
        {
            if (incident.IsBeingPutAway || message.Blocks!.Any(b => b is ActionsBlock))
                await posts.Show(slot, channel, message, stop, Lost.Left);
            else await posts.Follow(slot, channel, message, stop, Lost.Left);
        }
        catch (SlackException e)
        {
            // Archived by hand already, or no place to speak: it is put away all the same.
            log.LogInformation("Nothing is said in the channel of {Incident}: {Reason}", incident.Label, e.Message);
        }
    }

    (string Slot, Message Message)? ToSay(IDbConnection db, IncidentRow incident)
    {
        var (asked, begun, ended) = (incident.ArchiveAskedAt, incident.PutAwayAt, incident.ResolvedAt ?? 0);
        var (question, line) = ($"{incident.Subject}:archive:{asked}", $"{incident.Subject}:put_away:{begun}");
        (string, Message) Says(string slot, string text) => (slot, IncidentMessages.Line(incident, text));
        if (!incident.IsOpen && begun >= ended)
            return Says(asked >= ended ? question : line, Archived(db, incident));
        if (incident.IsOpen && begun >= (asked ?? 0))
            return Says(line, $"This channel was archived, and is back: {incident.Label} is open again.");
        if (!(asked >= ended) || incident.ForgottenAt > asked) return null;
        if (incident.ChannelKeptAt >= asked)
            return Says(question, $"*{Mrkdwn.Name(Person.NameOf(db, incident.ChannelKeptBy!))}* keeps this channel.");
        return incident.IsOpen || !IsQuiet(db, incident) || WhatIsLeft.Of(db, incident).FollowUps > 0
            ? Says(question, "This channel is in use again, so it stays for now.")
            : (question, KeepChannel.Asking(incident, DateTimeOffset.FromUnixTimeMilliseconds(asked!.Value) + Notice));
    }

    static bool IsQuiet(IDbConnection db, IncidentRow incident) => db.ExecuteScalar<long>(
        $"select count(*) from incidents i where number = @Number and {QuietSince("archive_asked_at - 1")}",
        new { incident.Number }) > 0;

    string Archived(IDbConnection db, IncidentRow incident)
    {
        if (incident.MergedInto is { } into) return Pointer(db, incident, into);
        var after = LineText.Span((incident.PutAwayAt - incident.ResolvedAt)!.Value);
        var by = db.QueryFirstOrDefault<string?>(
            $"select actor from history where subject = @Subject and verb = '{IncidentFacts.ArchiveNow}' and at = @PutAwayAt",
            new { incident.Subject, incident.PutAwayAt });
        return $"Archived {(by is null ? "" : $"by *{Mrkdwn.Name(Person.NameOf(db, by))}* ")}{after} after it was "
            + $"{Words.Of(incident.Status)}. "
            + $"`{commands.Incident} reopen {incident.Number}` opens it again.";
    }

    // Whoever is in its channel need not see a private one's.
    static string Pointer(IDbConnection db, IncidentRow incident, long into)
    {
        var place = IncidentStore.Find(db, Viewer.Public, into)?.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}" : "";
        var until = When.At(incident.PutAwayAt!.Value + (long)MergeRow.UndoFor.TotalMilliseconds);
        return $"{incident.Label} goes on in {IncidentRow.LabelOf(into)}{place}, so this channel is archived. "
            + $"*Undo* there takes it out again, until {until}.";
    }

    IncidentRow? Now(IncidentRow incident) => database.Read(db => IncidentStore.Find(db, Viewer.Bot, incident.Number));
}
