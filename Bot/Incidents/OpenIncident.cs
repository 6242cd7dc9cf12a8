using Bot.Domain.Incidents;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Opens an incident, whoever or whatever found it, and calls whoever is to be called.</summary>
public static class OpenIncident
{
    /// <summary>Opens it inside the caller's change and returns its number.</summary>
    /// <param name="chosen">The lead was chosen on purpose, which counts out of hours too.</param>
    public static long Open(Tx tx, NewIncident incident, Responder responder, bool chosen = false)
    {
        // What waited for the morning has waited for its lead since it began.
        var since = DateTimeOffset.FromUnixTimeMilliseconds(incident.Since ?? tx.Now);
        var state = Transitions.Open(Draft(incident), incident.IsByProgram ? null : incident.DeclaredBy, chosen, since);
        var number = IncidentStore.Insert(tx, incident, state);
        if (incident.DeclaredBy is { } declarer)
            InviteStore.Invite(tx, number, declarer, "declared it", incident.IsByProgram ? From(declarer) : tx.Now);
        if (state.Lead is { } lead) InviteStore.Invite(tx, number, lead, "leads it", state.CallAnyTime ? tx.Now : From(lead));
        foreach (var person in incident.Inside ?? []) InviteStore.Invite(tx, number, person, "may see it", tx.Now);
        if (incident.Inside is null && responder.Person is { } onCall)
            InviteStore.Invite(tx, number, onCall, "is on call", From(onCall));
        CallPeople.Climb(tx, number);
        return number;

        long From(string person) => WhoIsCalled.MayBeDisturbedFrom(tx.Db, state.Rotation, person, state.Urgency, tx.Time);
    }

    static IncidentState Draft(NewIncident incident) => new()
    {
        Name = incident.Name,
        Severity = incident.Severity,
        Affected = incident.Affected,
        Rotation = incident.Rotation,
        Group = incident.Group,
        Lead = incident.Lead,
        Unaccepted = incident.Unaccepted,
    };
}
