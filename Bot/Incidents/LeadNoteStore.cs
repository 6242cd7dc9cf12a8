using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Somebody was given an incident, and is to be told in private how it stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Incident">What they were given.</param>
/// <param name="Person">Who leads it now.</param>
/// <param name="GivenBy">Who gave it to them.</param>
/// <param name="Why">What they said with it.</param>
public sealed record LeadNote(long Id, long Incident, string Person, string GivenBy, string? Why);

/// <summary>The rows of what new leads are told.</summary>
public static class LeadNoteStore
{
    /// <summary>The subject of one note.</summary>
    public const string Subject = "lead_note";

    /// <param name="tx">The change that gives it to them.</param>
    /// <param name="incident">What they are given.</param>
    /// <param name="person">Who leads it now.</param>
    /// <param name="by">Who gave it to them.</param>
    /// <param name="why">What was said with it.</param>
    /// <param name="from">When they may be disturbed, unix milliseconds.</param>
    public static void Add(Tx tx, long incident, string person, string by, string? why, long from)
    {
        tx.Db.Execute(
            "insert into lead_notes (incident, person, given_by, why, due_at) values (@incident, @person, @by, @why, @from)",
            new { incident, person, by, why, from });
        if (from <= tx.Now) WakeDue(tx);
    }

    /// <summary>They lead it no more: what they have not been told is not theirs to know.</summary>
    public static void LeadsNoMore(Tx tx, long incident, string person) => tx.Db.Execute(
        "delete from lead_notes where incident = @incident and person = @person and woken = 0", new { incident, person });

    public static LeadNote? Find(IDbConnection db, long id) => db.QuerySingleOrDefault<LeadNote>(
        "select id, incident, person, given_by, why from lead_notes where id = @id", new { id });

    public static bool AnyDue(IDbConnection db, DateTimeOffset now) => db.ExecuteScalar<long>(
        "select exists (select 1 from lead_notes where woken = 0 and due_at <= @now)",
        new { now = now.ToUnixTimeMilliseconds() }) != 0;

    /// <summary>Those whose readers may be disturbed by now are shown.</summary>
    public static void WakeDue(Tx tx)
    {
        foreach (var id in tx.Db.Query<long>(
            "select id from lead_notes where woken = 0 and due_at <= @Now order by id", new { tx.Now }).ToList())
            tx.Wake($"{Subject}:{id}");
        tx.Db.Execute("update lead_notes set woken = 1 where woken = 0 and due_at <= @Now", new { tx.Now });
    }
}
