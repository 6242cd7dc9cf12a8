using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Who is to be invited into an incident's channel, and what came of it; of a private one, who is inside and so sees it.
/// </summary>
public static class InviteStore
{
    // What came due longer ago than this and reached nobody belongs to another day.
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Why somebody of a called group is invited: what they do counts as an answer.</summary>
    public const string OfGroup = "is told out of hours";

    const string Leads = "leads it";

    /// <summary>Whoever leads is to be there, at the earliest when they may be disturbed.</summary>
    public static void InviteLead(Tx tx, long number, string lead, long from, bool again) =>
        Invite(tx, number, lead, Leads, from, again);

    /// <summary>They lead it no more: who was still to be invited for that is not.</summary>
    public static void LeadsNoMore(Tx tx, long number, string person) => tx.Db.Execute(
        """
        delete from incident_people where incident = @number and person = @person and why = @Leads and invited_at is null
            and inside = 0
        """,
        new { number, person, Leads });

    /// <summary>
    /// Names somebody to be invited, once, at the earliest when <paramref name="from"/> has come (workspace time, unix
    /// milliseconds). Whoever is named for a private incident sees it from now on.
    /// </summary>
    /// <param name="again">Whoever left is asked back: they are named anew.</param>
    public static void Invite(Tx tx, long number, string person, string why, long from, bool again = false)
    {
        tx.Db.Execute(
            """
            insert into incident_people (incident, person, why, invite_from, inside)
            values (@number, @person, @why, @from, (select private from incidents where number = @number))
            on conflict (incident, person) do update set
                why = case when excluded.why = @OfGroup then excluded.why else incident_people.why end,
                invite_from = case when incident_people.invite_from between @fresh and excluded.invite_from
                    then incident_people.invite_from else excluded.invite_from end,
                woken = 0,
                invited_at = case when @again = 1 or excluded.inside > incident_people.inside then null
                    else incident_people.invited_at end,
                left_at = case when @again = 1 or excluded.inside > incident_people.inside then null
                    else incident_people.left_at end,
                inside = case when excluded.inside > incident_people.inside then excluded.inside else incident_people.inside end
            """,
            new { number, person, why, from, OfGroup, fresh = tx.Now - (long)Fresh.TotalMilliseconds, again = again ? 1 : 0 });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>It is over: whoever was still to be invited is not, also when it comes back on another evening.</summary>
    public static void InviteNobodyMore(Tx tx, long number) =>
        tx.Db.Execute(
            "delete from incident_people where incident = @number and invited_at is null and inside = 0", new { number });

    /// <summary>Somebody left the channel: nobody invites them until they are named again.</summary>
    public static void SetLeft(Tx tx, long number, string person) => tx.Db.Execute(
        """
        insert into incident_people (incident, person, why, invite_from, invited_at, left_at)
        values (@number, @person, 'was in its channel', @Now, @Now, @Now)
        on conflict (incident, person) do update set
            invited_at = coalesce(incident_people.invited_at, excluded.invited_at), left_at = excluded.left_at
        """,
        new { number, person, tx.Now });

    /// <summary>They are there again.</summary>
    public static void CameBack(Tx tx, long number, string person) => tx.Db.Execute(
        "update incident_people set left_at = null where incident = @number and person = @person", new { number, person });

    public static bool HasLeft(IDbConnection db, long number, string person) => db.ExecuteScalar<long>(
        """
        select exists (select 1 from incident_people where incident = @number and person = @person and left_at is not null)
        """,
        new { number, person }) != 0;

    /// <summary>Those who see a private incident.</summary>
    public static HashSet<string> Inside(IDbConnection db, long number) =>
        [.. db.Query<string>("select person from incident_people where incident = @number and inside = 1", new { number })];

    /// <summary>Somebody is in the channel of a private incident, whoever let them in.</summary>
    public static void Enter(Tx tx, IncidentRow incident, string person)
    {
        var changed = tx.Db.Execute(
            """
            insert into incident_people (incident, person, why, invite_from, invited_at, inside)
            values (@Number, @person, 'is in its channel', @Now, @Now, 1)
            on conflict (incident, person) do update set
                invited_at = coalesce(incident_people.invited_at, excluded.invited_at), trouble = null, inside = 1
            where incident_people.inside = 0 or incident_people.invited_at is null or incident_people.trouble is not null
            """,
            new { incident.Number, person, tx.Now });
        if (changed > 0) tx.WakeHomes();
    }

    /// <summary>They are in it no more.</summary>
    public static void Leave(Tx tx, IncidentRow incident, string person)
    {
        var changed = tx.Db.Execute(
            "update incident_people set inside = 0 where incident = @Number and person = @person and inside = 1",
            new { incident.Number, person });
        if (changed > 0) tx.WakeHomes();
    }

    /// <summary>
    /// These were in its channel when Slack was asked. Whoever had been invited before and is not among them has left; whom Slack
    /// did not let the bot invite is waited for.
    /// </summary>
    /// <param name="askedAt">When Slack was asked, unix milliseconds.</param>
    public static void Look(Tx tx, IncidentRow incident, IReadOnlyCollection<string> members, long askedAt)
    {
        foreach (var member in members) Enter(tx, incident, member);
        foreach (var gone in tx.Db.Query<string>(
            """
            select person from incident_people
            where incident = @Number and inside = 1 and invited_at < @askedAt and trouble is null
            """,
            new { incident.Number, askedAt }).Except(members).ToList())
            Leave(tx, incident, gone);
    }

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
            """
            select person from incident_people where incident = @Number and trouble is null and left_at is null
                and (inside = 1 or not exists (select 1 from incidents where number = @Number and private = 1))
            """,
            new { incident.Number }).ToList())
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

    /// <summary>
    /// Whoever is in the channel of an incident, or has to do with it, goes along into another one, each when they may be
    /// disturbed; who is known there already is left alone. Of a private one, who was let in there was not let in here.
    /// </summary>
    public static void Follow(Tx tx, IncidentRow from, IncidentRow to, string by)
    {
        var rows = tx.Db.Query<(string Person, string Why, long From, long? Invited, string? Trouble, long Inside)>(
            "select person, why, invite_from, invited_at, coalesce(trouble, case when left_at is not null then 'left' end), "
                + "inside from incident_people where incident = @Number",
            new { from.Number }).ToList();
        foreach (var row in rows.Where(r => r.Invited is null))
            MergeStore.Note(
                tx, from.Number, MergeStore.Awaited, row.Person, $"{row.From.ToString(CultureInfo.InvariantCulture)} {row.Why}");
        var inside = rows.Where(r => r.Inside == 1).Select(r => r.Person).ToHashSet();
        var there = rows.Where(r => !from.Private && r is { Invited: not null, Trouble: null }).Select(r => r.Person)
            .Concat(new[] { from.DeclaredBy, from.Lead, by }.OfType<string>()).Distinct()
            .Where(person => !from.Private || inside.Contains(person));
        var urgency = IncidentRules.UrgencyOf(from.Severity, from.Affected);
        foreach (var person in there.Where(person => person == by || !Knows(tx.Db, to.Number, person)).ToList())
        {
            if (!Knows(tx.Db, to.Number, person)) MergeStore.Note(tx, from.Number, MergeStore.Invited, person);
            Invite(
                tx, to.Number, person, $"had to do with {from.Label}",
                person == by ? tx.Now : WhoIsCalled.MayBeDisturbedFrom(tx.Db, to.Team, person, urgency, tx.Time));
        }
    }

    static bool Knows(IDbConnection db, long number, string person) => db.ExecuteScalar<long>(
        "select exists (select 1 from incident_people where incident = @number and person = @person)",
        new { number, person }) != 0;

    /// <summary>The merge is taken back: who was still to be invited is so where they were; who is there stays there.</summary>
    public static void Return(Tx tx, long from, long to)
    {
        foreach (var part in MergeStore.Parts(tx.Db, from, MergeStore.Invited))
            tx.Db.Execute(
                "delete from incident_people where incident = @to and person = @Id and invited_at is null", new { to, part.Id });
        foreach (var part in MergeStore.Parts(tx.Db, from, MergeStore.Awaited))
            if ((part.Was ?? "").Split(' ', 2) is [var at, var why])
                Invite(tx, from, part.Id, why, Math.Max(tx.Now, long.Parse(at, CultureInfo.InvariantCulture)));
    }

    public static void SetInvited(Tx tx, long number, string person, string? trouble) => tx.Db.Execute(
        "update incident_people set invited_at = @Now, trouble = @trouble where incident = @number and person = @person",
        new { tx.Now, number, person, trouble });

    /// <summary>Slack refused to invite any of them.</summary>
    public static void SetRefused(Tx tx, long number, string[] people, string error) => tx.Db.Execute(
        "update incident_people set trouble = @error where incident = @number and invited_at is null and person in @people",
        new { error, number, people });

    /// <summary>Their incidents have been woken, once.</summary>
    public static void SetWoken(Tx tx, long now) => tx.Db.Execute(
        "update incident_people set woken = 1 where invited_at is null and invite_from <= @now", new { now });

    public static void SetWrote(Tx tx, long number, string person, long now) => tx.Db.Execute(
        "update incident_people set wrote_at = @now where incident = @number and person = @person",
        new { now, number, person });
}
