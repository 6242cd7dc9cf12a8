using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>An update that somebody gave.</summary>
public sealed record IncidentUpdate(long Id, long At, string Person, string Text, long IsNote = 0);

/// <summary>The rows of updates.</summary>
public static class UpdateStore
{
    const string Columns = "id, at, person, text, is_note";

    public static IncidentUpdate? Latest(IDbConnection db, long incident) => db.QueryFirstOrDefault<IncidentUpdate>(
        $"select {Columns} from incident_updates where incident = @incident order by id desc limit 1", new { incident });

    /// <summary>
    /// Updates whose message is not in Slack yet, the oldest first; those of before it was forgotten are left as they are.
    /// </summary>
    public static List<IncidentUpdate> Unposted(IDbConnection db, long incident) => db.Query<IncidentUpdate>(
        $"""
        select {Columns} from incident_updates u where incident = @incident
        and {IncidentStore.SinceForgotten}
        and not exists (select 1 from posts p where p.slot = 'incident:' || u.incident || ':update:' || u.id
            and p.ts is not null) order by id
        """,
        new { incident }).ToList();

    /// <summary>Updates behind that one, the oldest first, without notes.</summary>
    public static List<IncidentUpdate> Behind(IDbConnection db, long incident, long after) => db.Query<IncidentUpdate>(
        $"""
        select {Columns} from incident_updates where incident = @incident and id > @after and is_note = 0
            and {IncidentStore.SinceForgotten} order by id
        """,
        new { incident, after }).ToList();

    /// <summary>Keeps an update and returns its id.</summary>
    /// <param name="isNote">It is over, and this does not open it again.</param>
    /// <param name="why">By which program they gave it.</param>
    public static long Add(
        Tx tx, IncidentRow incident, string person, string text, bool isNote = false, string? why = null)
    {
        var id = tx.Db.ExecuteScalar<long>(
            """
            insert into incident_updates (incident, at, person, text, is_note) values (@Number, @Now, @person, @text, @note)
            returning id
            """,
            new { incident.Number, tx.Now, person, text, note = isNote ? 1 : 0 });
        if (isNote) ChannelStore.SetLastWord(tx, incident);
        tx.Note(incident.Subject, IncidentFacts.Update, person, after: text, why: why);
        tx.Wake(incident.Subject);
        IncidentChange.Written(tx, incident, person, text);
        SubscriberStore.Tell(tx, incident.Number);
        return id;
    }
}
