using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.Domain.PullRequests;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.Incidents.Timeline;
using Bot.People;
using Bot.PullRequests;
using Bot.Slack;
using Dapper;

namespace Bot.Summaries;

/// <summary>What is known of an incident at one moment: its rows, and what was read of its channel.</summary>
public sealed class ReadGround(IDbConnection db, Viewer viewer, IncidentRow incident, ChannelWords words, DateTimeOffset now)
{
    const int MostUpdates = 40, MostAlerts = 10;

    /// <summary>A change of the incident, with the line of the channel that says it.</summary>
    sealed record Changed(long At, string Actor, string Verb, string? Before, string? After, string? Why, long? Line);

    readonly List<TimelineItem> items = TimelineStore.Of(db, viewer, incident.Number);
    readonly List<FollowUpRow> followUps = FollowUpStore.OfIncident(db, viewer, incident.Number)
        .FindAll(row => row.State == FollowUpState.Outstanding);
    readonly List<Changed> changes = db.Query<Changed>(
        """
        select at, actor, verb, before, after, why, line from history where subject = @Subject and verb in @verbs order by id
        """,
        new { incident.Subject, verbs = Verbs.Select(v => v.Word) }).ToList();

    // The addresses of pull requests that were merged before it began.
    readonly HashSet<string> before =
    [
        .. db.Query<(string Url, string Said)>(
            "select p.url, p.said from incident_pulls a join pull_requests p on p.id = a.pull where a.incident = @Number",
            new { incident.Number })
            .Where(p => PullRow.Read(p.Said).MergedAt?.ToUnixTimeMilliseconds() < incident.DeclaredAt).Select(p => p.Url),
    ];

    static readonly Storage.Verb[] Verbs =
        [IncidentFacts.Severity, IncidentFacts.Affected, IncidentFacts.Status, IncidentFacts.Fix];

    Func<string, string> name = id => id;

    public SummaryGround Read()
    {
        var card = IncidentCard.Read(db, incident.Number, now)!;
        var updates = UpdateStore.Behind(db, incident.Number, 0).TakeLast(MostUpdates).ToList();
        var known = Names.Of(db,
        [
            incident.Lead, incident.EndedBy, .. changes.Select(c => c.Actor), .. updates.Select(u => u.Person),
            .. items.SelectMany(i => MessageText.People(i.Text ?? "").Append(i.SaidBy)),
            .. followUps.Select(row => row.Owner),
            .. words.Messages.SelectMany(m => MessageText.People(MessageWords.Of(m)).Append(m.User)),
        ]);
        // Whom Slack has not told of is nobody to a reader, whatever their id.
        name = id => known(id) is var called && called != id ? called : "somebody";
        var place = Address(SayInChannel.CardSlot(incident.Number));
        // What has no message of its own, or not yet, stands on the card.
        IEnumerable<SummarySource> all =
        [
            .. Alerts(card), .. changes.Select(Change), .. updates.Select(Update), .. items.Select(Item),
            .. Messages(), .. card.Pulls.Select(Pull), .. followUps.Select(FollowUp),
        ];
        return new()
        {
            Name = Titles.Of(incident),
            Known = incident.DeclaredBy is null ? null : incident.Known,
            Status = incident.Status,
            Severity = incident.Severity,
            Affected = incident.Affected,
            Lead = incident.Lead is { } lead ? name(lead) : null,
            IsWaiting = incident.IsWaiting,
            EndedBy = incident.EndedBy is { } by ? name(by) : null,
            Fix = incident.IsFixKnown ? incident.Fix : null,
            Alerts = incident.Kinds,
            Firing = incident.FiringKinds,
            LeftFiring = incident.IsOpen ? 0 : db.ExecuteScalar<long>(
                "select count(*) from incident_alerts where incident = @Number and left_firing = 1", new { incident.Number }),
            Card = new("card", SourceKind.Card, DateTimeOffset.FromUnixTimeMilliseconds(incident.OpenedAt), null, Standing())
            {
                Link = place,
            },
            Sources = [.. all.OrderBy(s => s.At).Select((s, nth) => s with { Id = Id(nth), Link = s.Link ?? place })],
        };
    }

    static string Id(int nth) => string.Create(CultureInfo.InvariantCulture, $"s{nth + 1}");

    /// <summary>What the card says of it, for whoever cannot see the card.</summary>
    string Standing() => string.Join(". ", new[]
    {
        Titles.Of(incident), incident.Known,
        $"Severity {incident.Severity}, {incident.Affected} affected, status {incident.Status}",
        incident.Lead is { } lead ? $"Led by {name(lead)}" : "Nobody leads it",
        incident.IsFixKnown ? $"What fixed it: {incident.Fix}" : null,
    }.OfType<string>());

    string? Address(string slot) => words.Link(Posts.ChannelOf(db, slot), Posts.TsOf(db, slot));

    static IEnumerable<SummarySource> Alerts(IncidentCard card)
    {
        foreach (var alert in card.Alerts.Take(MostAlerts))
        {
            var source = Source(SourceKind.Alert, alert.FirstAt, null, Failure(alert)) with
            {
                IsLeft = alert.Firing != 0,
                // What only waits for another is no cause.
                About = alert.Behind is null ? SummaryPart.Causes : null,
            };
            yield return source;
            if (alert["exposure"] is { } exposure)
                yield return source with { Text = $"It reaches {exposure}", About = SummaryPart.Impact };
        }
    }

    static string Failure(AlertSeen alert)
    {
        var said = IncidentMessages.OneLine(Own(alert.Said ?? ""));
        var commit = alert["github_commit_message", "commit_message"] is { } message
            ? $" (at the commit “{Limits.Truncate(IncidentMessages.OneLine(message), 100)}”)" : "";
        var title = Before(alert.ShortTitle, said);
        return $"{title}{commit}{(said.Length == 0 || said == title ? "" : $": {said}")}";
    }

    // What failed says between fences what is wrong; what stands around that is about others.
    static string Own(string said) => said.Split("```") is [_, var own, ..] ? own : said;

    // "fct_orders failed: Database Error in m…" where all of the error is said behind it.
    static string Before(string title, string said) =>
        title.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at
            && said.StartsWith(title[(at + 2)..].TrimEnd('…', ' '), StringComparison.Ordinal) ? title[..at] : title;

    SummarySource Change(Changed change) => Source(SourceKind.Change, change.At, Who(change.Actor), Words(change)) with
    {
        Link = change.Line is { } line
            ? Address(string.Create(CultureInfo.InvariantCulture, $"{incident.Subject}:line:{line}")) : null,
        About = change.Verb == IncidentFacts.Fix ? SummaryPart.Steps
            : change.Verb == IncidentFacts.Status ? null : SummaryPart.Impact,
    };

    static string Words(Changed change)
    {
        if (change.Verb == IncidentFacts.Fix) return $"What fixed it: {change.After}";
        return $"{change.Verb}: {change.Before} → {change.After}{(change.Why is { } why ? $" ({why})" : "")}";
    }

    string? Who(string? id) => id is null or IncidentChange.Alert or IncidentChange.Bot ? null : name(id);

    SummarySource Update(IncidentUpdate update) => Source(SourceKind.Update, update.At, Who(update.Person), update.Text) with
    {
        Link = Address(string.Create(CultureInfo.InvariantCulture, $"{incident.Subject}:update:{update.Id}")),
    };

    SummarySource Item(TimelineItem item) => Source(
        item.IsNote ? SourceKind.Note : SourceKind.Message, item.At, Who(item.SaidBy),
        item.IsNote ? item.Text! : MessageText.Read(item.Text!, name)) with
    {
        Link = item.IsNote ? null : item.Link ?? words.Link(item.Channel, item.Ts),
        IsPinned = true,
    };

    IEnumerable<SummarySource> Messages()
    {
        var pinned = items.Select(i => i.Ts).OfType<string>().ToHashSet();
        foreach (var message in words.Messages.Where(m => !pinned.Contains(m.Ts)))
            if (MessageText.Read(MessageWords.Of(message), name) is { Length: > 0 } text)
                yield return Source(SourceKind.Message, Milliseconds(message.Ts), Who(message.User), text) with
                {
                    Link = words.Link(incident.ChannelId, message.Ts, message.ThreadTs),
                    Reactions = message.Reactions.Sum(r => r.Count),
                };
    }

    SummarySource Pull(CardPull pull) =>
        Source(SourceKind.Pull, now.ToUnixTimeMilliseconds(), null, CardPulls.Plain(pull)) with
        {
            Link = pull.Url,
            // What was merged before it began is no step towards its end.
            About = before.Contains(pull.Url) ? SummaryPart.Causes : null,
            IsLeft = pull.State is not (PullState.Closed or PullState.Deployed),
        };

    SummarySource FollowUp(FollowUpRow row) =>
        Source(SourceKind.FollowUp, row.MadeAt, null, $"Follow-up {row.Label}: {row.Title} ({name(row.Owner)})") with
        {
            Link = row.Link ?? Address(ShowChecklist.Slot(incident.Number)),
            IsLeft = true,
        };

    static SummarySource Source(SourceKind kind, long at, string? who, string text) =>
        new("", kind, DateTimeOffset.FromUnixTimeMilliseconds(at), who, text);

    static long Milliseconds(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? (long)(seconds * 1000) : 0;
}
