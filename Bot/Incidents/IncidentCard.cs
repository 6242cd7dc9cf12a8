using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Dapper;

namespace Bot.Incidents;

/// <summary>All that the messages of one incident show, read at one moment.</summary>
public sealed record IncidentCard
{
    public required IncidentRow Incident { get; init; }

    /// <summary>The newest kinds of alert that it stands for, those that fail first.</summary>
    public required IReadOnlyList<AlertSeen> Alerts { get; init; }

    /// <summary>What the last run of dbt changed.</summary>
    public LastRun? Run { get; init; }

    /// <summary>The alert whose words it shows.</summary>
    public AlertSeen? Cause { get; init; }
    public IncidentUpdate? Latest { get; init; }

    /// <summary>When the next update is due; null where none is promised.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>That time has passed.</summary>
    public bool IsUpdateLate { get; init; }

    /// <summary>The pull requests that belong to it, the first first.</summary>
    public IReadOnlyList<CardPull> Pulls { get; init; } = [];

    /// <summary>What readers of data are told, but for what is settled elsewhere.</summary>
    public IReadOnlyList<NoticeRow> Notices { get; init; } = [];

    /// <summary>What is hit whose readers have channels, and do not know of it.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>Others that somebody knows to be the same, the newest first, as far as everybody sees them.</summary>
    public IReadOnlyList<IncidentRow> Same { get; init; } = [];

    /// <summary>The summary that somebody accepted; null while nobody has.</summary>
    public SummaryRow? Summary { get; init; }

    /// <summary>" · Analytics", the rotation that it belongs to; nothing where there is only one.</summary>
    public string Team { get; init; } = "";

    /// <summary>The name of a person by id.</summary>
    public required Func<string, string> NameOf { get; init; }

    /// <summary>When the lead may be disturbed; null while they may be, or are called all the same.</summary>
    public DateTimeOffset? LeadFrom { get; init; }

    /// <summary>The rotation's choice for the time out of hours is called.</summary>
    public bool GroupCalled { get; init; }

    /// <summary>Who has been called since it waits, the first first.</summary>
    public IReadOnlyList<CallRow> Asked { get; init; } = [];

    /// <summary>Whoever can be asked once nobody who was has answered; null while somebody has time to.</summary>
    public string? OneMore { get; init; }

    /// <summary>How it came back last; null when it never did.</summary>
    public TimelineEntry? Return { get; init; }

    /// <summary>The channel in which what nobody has accepted is announced.</summary>
    public string? AnnouncedIn { get; init; }

    /// <summary>Why it is no incident, as far as somebody has said so.</summary>
    public string? Declined { get; init; }

    public bool Recovered => Alerts.Count > 0 && Alerts[0].Firing == 0 && Incident.IsOpen;

    /// <summary>
    /// It wants somebody now, its lead's hours are closed, and they are not called: whoever reads this can have them called.
    /// </summary>
    public bool CanCallLead =>
        Incident is { IsWaiting: true, IsUrgent: true } && (Incident.Lead is null ? ToCall.Count > 0 : LeadFrom is not null)
        && Asked.All(c => c.Reached == 0 || c.UserGroup is null && !c.Persons.Intersect(ToCall).Any());

    /// <summary>Whom one can have called though their hours are closed: the lead, or who stands in their place.</summary>
    public IReadOnlyList<string> ToCall { get; init; } = [];

    public static IncidentCard? Read(IDbConnection db, long number, DateTimeOffset now)
    {
        if (IncidentStore.Find(db, Viewer.Bot, number) is not { } incident) return null;
        var (latest, back) = (UpdateStore.Latest(db, number), Returned(db, incident));
        var asked = CallStore.OfWaiting(db, incident);
        var oneMore = incident is { IsWaiting: true, NobodyLeft: true } ? WhoIsCalled.OneMore(db, incident, now) : null;
        var toCall = ToCallOf(db, incident, now);
        var (summary, due) = (SummaryRow.Accepted(db, number), NextUpdateStore.Find(db, number)?.Plan?.DueAt);
        string?[] people =
        [
            .. toCall, incident.Lead, incident.DeclaredBy, incident.EndedBy, latest?.Person, back?.Before, oneMore,
            .. summary?.People ?? [],
        ];
        return new IncidentCard
        {
            Incident = incident,
            Team = Teams.At(db, now).Beside(incident),
            Alerts = IncidentAlerts.Alerts(db, number),
            Run = incident.Storm ? null : IncidentAlerts.LastRun(db, number),
            Cause = incident.Storm ? null : IncidentAlerts.Cause(db, number),
            Latest = latest,
            NextDue = due,
            IsUpdateLate = due <= now,
            Pulls = CardPulls.Of(db, number),
            Notices = CardNotices.Of(db, incident),
            Untold = CardNotices.Untold(db, incident),
            Same = SameIncidents.Of(db, Viewer.Public, number),
            Summary = summary,
            NameOf = Person.Names(db, [.. people, .. asked.SelectMany(c => c.Persons)]),
            LeadFrom = OpensLater(db, incident, now),
            GroupCalled = CallStore.CalledGroup(db, incident),
            Asked = asked,
            OneMore = oneMore,
            ToCall = toCall,
            Return = back,
            AnnouncedIn = incident.Unaccepted
                ? Posts.ChannelOf(db, Announce.Slot(incident)) ?? AnnouncementChannel.Kept.Now(db) : null,
            Declined = incident.Status == IncidentStatus.Declined ? WhyDeclined(db, incident) : null,
        };
    }

    internal static string? WhyDeclined(IDbConnection db, IncidentRow incident) => db.QueryFirstOrDefault<string?>(
        $"select why from history where subject = @Subject and verb = '{IncidentFacts.Status}' order by id desc limit 1",
        new { incident.Subject });

    static IReadOnlyList<string> ToCallOf(IDbConnection db, IncidentRow incident, DateTimeOffset now) =>
        incident.Lead is { } lead ? [lead]
        : incident is { IsWaiting: true, IsUrgent: true, CallAnyTime: false } ? WhoIsCalled.Facts(db, incident, now).Heirs
        : [];

    static TimelineEntry? Returned(IDbConnection db, IncidentRow incident) => incident.Reopened == 0
        ? null
        : db.QueryFirstOrDefault<TimelineEntry>(
        $"""
        select at, actor, verb, before, after, why from history
        where subject = @Subject and verb = '{IncidentFacts.Returned}' order by id desc limit 1
        """,
        new { incident.Subject });

    /// <summary>When the hours open that its messages name, or an update is late: what they say then is something else.</summary>
    internal static DateTimeOffset? SaysUntil(IDbConnection db, long number, DateTimeOffset now)
    {
        var opens = IncidentStore.Find(db, Viewer.Bot, number) is { } incident ? OpensLater(db, incident, now) : null;
        var due = NextUpdateStore.Find(db, number)?.Plan?.DueAt;
        return due <= now || opens < due ? opens : due ?? opens;
    }

    /// <summary>When the hours of a lead open who is waited for and not called before.</summary>
    static DateTimeOffset? OpensLater(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        if (incident is not { IsWaiting: true, CallAnyTime: false, Lead: { } lead }) return null;
        var hours = WhoIsCalled.HoursOf(
            db, incident.Team, lead, IncidentRules.UrgencyOf(incident.Severity, incident.Affected), now);
        var isCalled = hours.Contains(now) || CallPast.IsAwake(db, incident, lead, now);
        return isCalled ? null : hours.OpensAt(now);
    }
}
