using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents.Similar;

/// <summary>Which incidents somebody knows to be the same.</summary>
static class LinkStore
{
    /// <summary>Links two, which both timelines and cards say. False where they are linked already.</summary>
    public static bool Link(Tx tx, IncidentRow incident, IncidentRow other, string by)
    {
        var (older, newer) = Pair(incident, other);
        if (tx.Db.Execute(
            """
            insert into incident_links (incident, other, linked_by, linked_at) values (@older, @newer, @by, @Now)
            on conflict (incident, other) do nothing
            """,
            new { older, newer, by, tx.Now }) == 0) return false;
        Say(tx, incident, other, IncidentFacts.SameAs, by);
        return true;
    }

    /// <summary>They are not the same after all. False where nobody said they were.</summary>
    public static bool Unlink(Tx tx, IncidentRow incident, IncidentRow other, string by)
    {
        var (older, newer) = Pair(incident, other);
        if (tx.Db.Execute(
            "delete from incident_links where incident = @older and other = @newer", new { older, newer }) == 0) return false;
        Say(tx, incident, other, IncidentFacts.NotSame, by);
        return true;
    }

    public static bool AreLinked(IDbConnection db, long number, long other) => db.ExecuteScalar<long>(
        """
        select exists (select 1 from incident_links
            where incident = @number and other = @other or incident = @other and other = @number)
        """,
        new { number, other }) != 0;

    // The channel of what is open hears of it; what is over has said all that it had to say there.
    static void Say(Tx tx, IncidentRow incident, IncidentRow other, Verb verb, string by)
    {
        foreach (var (one, its) in new[] { (incident, other), (other, incident) })
        {
            tx.Note(
                one.Subject, verb, by, after: its.Label, line: one.IsOpen ? IncidentLines.Alone(tx, one, by) : null);
            tx.Wake(one.Subject);
            tx.Wake($"similar:{one.Number}");
        }
    }

    static (long Older, long Newer) Pair(IncidentRow one, IncidentRow other) =>
        one.Number < other.Number ? (one.Number, other.Number) : (other.Number, one.Number);
}
