using Bot.Domain.Incidents;
using Bot.Hosting;
using Dapper;

namespace Bot.Incidents;

/// <summary>Opens an incident, whoever or whatever found it, and decides who is told now and who when hours open.</summary>
public static class OpenIncident
{
    /// <param name="callLeadNow">Whether the lead was chosen on purpose, which counts out of hours too.</param>
    public static long Open(Tx tx, NewIncident incident, Responder responder, bool callLeadNow = false)
    {
        var number = IncidentStore.Insert(tx, incident);
        var later = responder is { InHours: false, OpensAt: { } opens } ? opens.ToUnixTimeMilliseconds() : tx.Now;
        if (incident.DeclaredBy is { } declarer) IncidentStore.Invite(tx, number, declarer, "declared it", tx.Now);
        if (incident.Lead is { } lead) IncidentStore.Invite(tx, number, lead, "leads it", callLeadNow ? tx.Now : later);
        if (responder.Person is { } onCall) IncidentStore.Invite(tx, number, onCall, "is on call", later);
        if (responder is { InHours: false, ToldGroup: { } group } && (incident.DeclaredBy is null || IncidentRules.IsUrgent(incident.Severity, incident.Affected)))
            TellGroup(tx, number, group);
        return number;
    }

    /// <summary>Names the group that is told out of hours; the announcement mentions it.</summary>
    public static void TellGroup(Tx tx, long number, string group)
    {
        tx.Db.Execute("update incidents set told_group = @group where number = @number", new { number, group });
        tx.Note(IncidentRow.SubjectOf(number), "told", "bot", after: group, why: "it is out of hours");
        tx.Wake(IncidentRow.SubjectOf(number));
    }
}
