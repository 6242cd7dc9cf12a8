using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Who hears of an incident in private: of what came behind these rows.</summary>
public sealed record Subscriber(long Incident, string Person, long AfterUpdate, long AfterLine);

/// <summary>The rows of subscribers.</summary>
public static class SubscriberStore
{
    /// <summary>The subject of what one person hears of one incident.</summary>
    public const string Subject = "subscriber";

    /// <summary>All who subscribed, the first first.</summary>
    public static List<Subscriber> Of(IDbConnection db, long incident) => db.Query<Subscriber>(
        "select incident, person, after_update, after_line from subscribers where incident = @incident order by id",
        new { incident }).ToList();

    public static Subscriber? Find(IDbConnection db, long incident, string person) =>
        Of(db, incident).Find(s => s.Person == person);

    /// <summary>The incidents of which somebody hears.</summary>
    public static HashSet<long> Incidents(IDbConnection db, string person) =>
        [.. db.Query<long>("select incident from subscribers where person = @person", new { person })];

    /// <summary>They hear of what is new from now on; false where they do already.</summary>
    public static bool Add(Tx tx, long incident, string person) => Changed(tx, tx.Db.Execute(
        """
        insert into subscribers (incident, person, after_update, after_line) values (@incident, @person,
            (select coalesce(max(id), 0) from incident_updates where incident = @incident),
            (select coalesce(max(id), 0) from incident_lines where incident = @incident))
        on conflict (incident, person) do nothing
        """,
        new { incident, person }));

    /// <summary>They hear of it no more; false where they did not.</summary>
    public static bool Remove(Tx tx, long incident, string person) => Changed(tx, tx.Db.Execute(
        "delete from subscribers where incident = @incident and person = @person", new { incident, person }));

    static bool Changed(Tx tx, int rows)
    {
        if (rows > 0) tx.WakeHomes();
        return rows > 0;
    }

    /// <summary>What was before is no news to anybody.</summary>
    public static void CatchUp(Tx tx, long incident) => tx.Db.Execute(
        """
        update subscribers set
            after_update = (select coalesce(max(id), 0) from incident_updates where incident = @incident),
            after_line = (select coalesce(max(id), 0) from incident_lines where incident = @incident)
        where incident = @incident
        """,
        new { incident });

    /// <summary>Who hears of one incident hears of the other as well, into which it goes.</summary>
    public static void Follow(Tx tx, long from, long to)
    {
        foreach (var subscriber in Of(tx.Db, from).Where(s => Add(tx, to, s.Person)))
            MergeStore.Note(tx, from, MergeStore.Subscriber, subscriber.Person);
    }

    /// <summary>Who heard of the other only for that does so no more, and hears of this one from now on.</summary>
    public static void Return(Tx tx, long from, long to)
    {
        foreach (var part in MergeStore.Parts(tx.Db, from, MergeStore.Subscriber)) Remove(tx, to, part.Id);
        CatchUp(tx, from);
    }

    /// <summary>There may be something new for them.</summary>
    public static void Tell(Tx tx, long incident)
    {
        foreach (var subscriber in Of(tx.Db, incident)) tx.Wake($"{Subject}:{incident}:{subscriber.Person}");
    }
}
