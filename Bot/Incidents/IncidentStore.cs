using System.Data;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>The incidents' rows: what is read of them, and the first writing. What changes them afterwards goes through <see cref="IncidentChange"/>.</summary>
public static class IncidentStore
{
    const string IsOpen = "status not in ('resolved', 'closed', 'declined')";

    public static IncidentRow? Find(IDbConnection db, long number) =>
        db.QuerySingleOrDefault<IncidentRow>("select * from incidents where number = @number", new { number });

    public static IncidentRow? InChannel(IDbConnection db, string channel) =>
        db.QuerySingleOrDefault<IncidentRow>("select * from incidents where channel_id = @channel", new { channel });

    /// <summary>The incident whose channel is called so.</summary>
    public static IncidentRow? InChannelNamed(IDbConnection db, string name) => db.QueryFirstOrDefault<IncidentRow>(
        "select * from incidents where channel_name = @name and channel_id is not null order by number desc", new { name });

    /// <summary>Keeps what an incident's channel is called now; somebody may have renamed it.</summary>
    public static void Called(Tx tx, string channel, string name)
    {
        if (InChannel(tx.Db, channel) is not { } incident || incident.ChannelName == name) return;
        tx.Db.Execute("update incidents set channel_name = @name where channel_id = @channel", new { name, channel });
        tx.WakeHomes();
    }

    public static List<IncidentRow> Open(IDbConnection db) =>
        db.Query<IncidentRow>($"select * from incidents where {IsOpen} order by number desc").ToList();

    /// <summary>Who leads what is open.</summary>
    public static IEnumerable<string> LeadsOfOpen(IDbConnection db) =>
        db.Query<string>($"select distinct lead from incidents where lead is not null and {IsOpen}");

    public static IEnumerable<string> ChannelsOfOpen(IDbConnection db) =>
        db.Query<string>($"select channel_id from incidents where channel_id is not null and {IsOpen}");

    public static List<IncidentRow> LatestEnded(IDbConnection db, int most) =>
        db.Query<IncidentRow>($"select * from incidents where not ({IsOpen}) order by number desc limit @most", new { most }).ToList();

    /// <summary>The incident that stands for this kind of alert now, or the latest that did.</summary>
    public static IncidentRow? ForKey(IDbConnection db, string key) => db.QueryFirstOrDefault<IncidentRow>(
        "select i.* from incidents i join incident_alerts a on a.incident = i.number where a.key = @key order by i.number desc limit 1", new { key });

    public static List<AlertSeen> Alerts(IDbConnection db, long number) => db.Query<AlertSeen>(
        """
        select key, title, source_url, count, first_at, last_at, firing, metadata, left_firing from incident_alerts
        where incident = @number order by first_at, key
        """,
        new { number }).ToList();

    public static bool AnyFiring(IDbConnection db, long number) =>
        db.ExecuteScalar<long>("select exists (select 1 from incident_alerts where incident = @number and firing = 1)", new { number }) != 0;

    /// <summary>The incident as its rules see it, inside the caller's transaction.</summary>
    public static IncidentState State(IDbConnection db, IncidentRow incident) => incident.State(AnyFiring(db, incident.Number));

    public static List<TimelineEntry> Timeline(IDbConnection db, long number) => db.Query<TimelineEntry>(
        "select at, actor, verb, before, after, why from history where subject = @subject order by id",
        new { subject = IncidentRow.SubjectOf(number) }).ToList();

    /// <summary>Writes a new incident and returns its number.</summary>
    public static long Insert(Tx tx, NewIncident incident, IncidentState state)
    {
        var since = incident.Since ?? tx.Now;
        var number = tx.Db.ExecuteScalar<long>(
            """
            insert into incidents (id, name, status, severity, affected, known, born, declared_by, declared_at, since, opened_at, lead, lead_why,
                lead_chosen, call_any_time, touched, waiting_since, waitings, storm)
            values (@id, @Name, @status, @severity, @affected, @Known, @born, @DeclaredBy, @Now, @since, @since, @Lead, @LeadWhy,
                @chosen, @anyTime, @touched, @waiting, @Waitings, @storm)
            returning number
            """,
            new
            {
                id = Guid.CreateVersion7(tx.Time).ToString(),
                state.Name,
                status = Words.Of(state.Status),
                severity = Words.Of(state.Severity),
                affected = Words.Of(state.Affected),
                incident.Known,
                born = incident.DeclaredBy is null ? "alert" : "declared",
                incident.DeclaredBy,
                tx.Now,
                since,
                state.Lead,
                incident.LeadWhy,
                chosen = state.LeadChosen ? 1 : 0,
                anyTime = state.CallAnyTime ? 1 : 0,
                touched = state.Touched ? 1 : 0,
                waiting = state.WaitingSince?.ToUnixTimeMilliseconds(),
                state.Waitings,
                storm = incident.Storm ? 1 : 0,
            });
        var subject = IncidentRow.SubjectOf(number);
        tx.Note(subject, Facts.Opened, incident.DeclaredBy ?? "alert", after: state.Name, why: incident.Why);
        var chooser = state.LeadChosen ? incident.DeclaredBy : null;
        if (state.Lead is { } lead)
            tx.Note(subject, Facts.Lead, chooser ?? IncidentChange.Bot, after: lead, why: incident.LeadWhy);
        tx.Wake(subject);
        tx.WakeHomes();
        return number;
    }

    // What came due longer ago than this and reached nobody belongs to another day.
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Why somebody of a called group is invited: what they do counts as an answer.</summary>
    public const string OfGroup = "is told out of hours";

    /// <summary>Names somebody to be invited, once, at the earliest when <paramref name="from"/> has come (workspace time, unix milliseconds).</summary>
    /// <param name="again">Whoever left is asked back: they are named anew.</param>
    public static void Invite(Tx tx, long number, string person, string why, long from, bool again = false)
    {
        tx.Db.Execute(
            """
            insert into incident_people (incident, person, why, invite_from) values (@number, @person, @why, @from)
            on conflict (incident, person) do update set
                why = case when excluded.why = @OfGroup then excluded.why else incident_people.why end,
                invite_from = case when incident_people.invite_from between @fresh and excluded.invite_from
                    then incident_people.invite_from else excluded.invite_from end,
                woken = 0,
                invited_at = case when @again = 1 then null else incident_people.invited_at end
            """,
            new { number, person, why, from, OfGroup, fresh = tx.Now - (long)Fresh.TotalMilliseconds, again = again ? 1 : 0 });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>It is over: whoever was still to be invited is not, also when it comes back on another evening.</summary>
    public static void InviteNobodyMore(Tx tx, long number) =>
        tx.Db.Execute("delete from incident_people where incident = @number and invited_at is null", new { number });

    /// <summary>
    /// Whoever is asked now, or has just done something, is there and is invited into another channel at once; anybody else when
    /// they may be disturbed.
    /// </summary>
    public static void InviteAnew(Tx tx, IncidentRow incident)
    {
        var urgency = IncidentRules.UrgencyOf(incident.Severity, incident.Affected);
        var since = tx.Time - (urgency == Urgency.Urgent ? TimeSpan.FromHours(12) : TimeSpan.FromHours(1));
        var there = CallStore.OfWaiting(tx.Db, incident).SelectMany(c => c.Persons).Concat(tx.Db.Query<string>(
            "select distinct actor from history where subject = @Subject and at > @since",
            new { incident.Subject, since = since.ToUnixTimeMilliseconds() })).ToHashSet();
        foreach (var person in tx.Db.Query<string>(
            "select person from incident_people where incident = @Number and trouble is null", new { incident.Number }).ToList())
        {
            var from = there.Contains(person) ? tx.Now : WhoIsCalled.MayBeDisturbedFrom(tx.Db, person, urgency, tx.Time);
            tx.Db.Execute(
                """
                update incident_people set invited_at = null, woken = 0, invite_from = @from
                where incident = @Number and person = @person
                """,
                new { incident.Number, person, from });
        }
    }
}
