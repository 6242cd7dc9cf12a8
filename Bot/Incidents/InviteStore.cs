using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Who is to be invited into an incident's channel, and what came of it.</summary>
public static class InviteStore
{
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
