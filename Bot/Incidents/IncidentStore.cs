using System.Data;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// The incidents' rows: what is read of them, and the first writing. What changes them afterwards goes through
/// <see cref="IncidentChange"/>.
/// </summary>
public static class IncidentStore
{
    const string IsOpen = "status not in ('resolved', 'closed', 'declined')";

    /// <summary>
    /// The rows, each with the rotation that answers for it: its own or, where that has ended, the one that was made first.
    /// </summary>
    const string Rows =
        """
        select i.*, coalesce(
            (select r.id from rotations r where r.id = i.rotation and r.ended_at is null),
            (select r.id from rotations r where r.ended_at is null order by r.made_at, r.id limit 1)) as team
        from incidents i
        """;

    /// <summary>Those of the incidents that a viewer may see for which something holds: the only way to them.</summary>
    internal static List<IncidentRow> Where(IDbConnection db, Viewer viewer, string holds, object? values = null) =>
        db.Query<IncidentRow>($"{Rows} where {Viewer.VisibleTo} and {holds}", viewer.With(values)).ToList();

    public static IncidentRow? Find(IDbConnection db, Viewer viewer, long number) =>
        Where(db, viewer, "number = @number", new { number }).SingleOrDefault();

    public static IncidentRow? InChannel(IDbConnection db, Viewer viewer, string channel) =>
        Where(db, viewer, "channel_id = @channel", new { channel }).SingleOrDefault();

    /// <summary>The incident whose channel is called so.</summary>
    public static IncidentRow? InChannelNamed(IDbConnection db, Viewer viewer, string name) => Where(
        db, viewer, "channel_name = @name and channel_id is not null order by number desc limit 1",
        new { name }).FirstOrDefault();

    /// <summary>Keeps what an incident's channel is called now; somebody may have renamed it.</summary>
    public static void Called(Tx tx, string channel, string name)
    {
        if (InChannel(tx.Db, Viewer.Bot, channel) is not { } incident || incident.ChannelName == name) return;
        tx.Db.Execute("update incidents set channel_name = @name where channel_id = @channel", new { name, channel });
        tx.WakeHomes();
    }

    public static List<IncidentRow> Open(IDbConnection db, Viewer viewer) => Where(db, viewer, $"{IsOpen} order by number desc");

    /// <summary>Who leads what is open.</summary>
    public static IEnumerable<string> LeadsOfOpen(IDbConnection db) =>
        db.Query<string>($"select distinct lead from incidents where lead is not null and {IsOpen}");

    public static IEnumerable<string> ChannelsOfOpen(IDbConnection db) =>
        db.Query<string>($"select channel_id from incidents where channel_id is not null and {IsOpen}");

    public static List<IncidentRow> LatestEnded(IDbConnection db, Viewer viewer, int most) =>
        Where(db, viewer, $"not ({IsOpen}) order by number desc limit @most", new { most });

    /// <summary>The incident that stands for this kind of alert now, or the latest that did.</summary>
    public static IncidentRow? ForKey(IDbConnection db, Viewer viewer, string key) => Where(
        db, viewer, "number in (select incident from incident_alerts where key = @key) order by number desc limit 1", new { key })
        .SingleOrDefault();

    public static List<AlertSeen> Alerts(IDbConnection db, long number) => db.Query<AlertSeen>(
        """
        select key, title, source_url, count, first_at, last_at, firing, metadata, left_firing from incident_alerts
        where incident = @number order by first_at, key
        """,
        new { number }).ToList();

    public static bool AnyFiring(IDbConnection db, long number) =>
        db.ExecuteScalar<long>(
            "select exists (select 1 from incident_alerts where incident = @number and firing = 1)", new { number }) != 0;

    /// <summary>The incident as its rules see it, inside the caller's transaction.</summary>
    public static IncidentState State(IDbConnection db, IncidentRow incident) => incident.State(AnyFiring(db, incident.Number));

    public static List<TimelineEntry> Timeline(IDbConnection db, Viewer viewer, long number) => db.Query<TimelineEntry>(
        $"""
        select at, actor, verb, before, after, why from history
        where subject = @subject and exists (select 1 from incidents i where number = @number and {Viewer.VisibleTo}) order by id
        """,
        viewer.With(new { number, subject = IncidentRow.SubjectOf(number) })).ToList();

    /// <summary>Writes a new incident and returns its number.</summary>
    public static long Insert(Tx tx, NewIncident incident, IncidentState state)
    {
        var since = incident.Since ?? tx.Now;
        var number = tx.Db.ExecuteScalar<long>(
            """
            insert into incidents (id, name, status, severity, affected, known, born, declared_by, declared_at, since, opened_at,
                lead, lead_why,
                lead_chosen, call_any_time, touched, waiting_since, waitings, storm, rotation)
            values (@id, @Name, @status, @severity, @affected, @Known, @born, @DeclaredBy, @Now, @since, @since, @Lead, @LeadWhy,
                @chosen, @anyTime, @touched, @waiting, @Waitings, @storm, @Rotation)
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
                state.Rotation,
            });
        var subject = IncidentRow.SubjectOf(number);
        tx.Note(subject, IncidentFacts.Opened, incident.DeclaredBy ?? "alert", after: state.Name, why: incident.Why);
        var chooser = state.LeadChosen ? incident.DeclaredBy : null;
        if (state.Lead is { } lead)
            tx.Note(subject, IncidentFacts.Lead, chooser ?? IncidentChange.Bot, after: lead, why: incident.LeadWhy);
        tx.Wake(subject);
        tx.WakeHomes();
        return number;
    }

    // What came due longer ago than this and reached nobody belongs to another day.
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Why somebody of a called group is invited: what they do counts as an answer.</summary>
    public const string OfGroup = "is told out of hours";

    /// <summary>
    /// Names somebody to be invited, once, at the earliest when <paramref name="from"/> has come (workspace time, unix
    /// milliseconds).
    /// </summary>
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
            var from = there.Contains(person) ? tx.Now
                : WhoIsCalled.MayBeDisturbedFrom(tx.Db, incident.Team, person, urgency, tx.Time);
            tx.Db.Execute(
                """
                update incident_people set invited_at = null, woken = 0, invite_from = @from
                where incident = @Number and person = @person
                """,
                new { incident.Number, person, from });
        }
    }
}
