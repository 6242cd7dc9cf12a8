using System.Data;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Who is there: whoever leads an incident, or was called for it, and does something with it ends the asking.</summary>
static class Answering
{
    /// <summary>
    /// The same for whatever they do: a word, a press, a form. A change of theirs that has somebody else asked anew stays as it is.
    /// </summary>
    /// <param name="tx">The change in which they do it.</param>
    /// <param name="incident">The incident as it was.</param>
    /// <param name="step">What they do, be it nothing else.</param>
    /// <param name="by">Who.</param>
    public static Transition Acted(Tx tx, IncidentRow incident, Transition step, string by) =>
        step.Refusal != Refusal.None || step.BeginsWaiting
            ? step
            : step with { After = Transitions.Appear(step.After, by, WasCalled(tx.Db, incident, by)).After };

    /// <summary>What a form was sent with. Whoever has the lead called by its box is not there in their place.</summary>
    public static Transition Sent(Tx tx, IncidentRow incident, FormEdit edit, bool isCalled, string by)
    {
        var step = Changed(tx.Db, incident, edit, by, tx.Time);
        return isCalled ? ReachLine.Called(step, isCalled) : Acted(tx, incident, step, by);
    }

    /// <summary>What a form comes to; where it moves the incident to another rotation, by who is on call there.</summary>
    public static Transition Changed(IDbConnection db, IncidentRow incident, FormEdit edit, string by, DateTimeOffset at)
    {
        var moves = edit.Sent.Rotation is { } rotation && rotation != incident.Team;
        var onCall = moves ? Responder.At(db, edit.Sent.Rotation, at).Person : null;
        return Transitions.Change(IncidentStore.State(db, incident), edit with { OnCall = onCall }, by, at);
    }

    static bool WasCalled(IDbConnection db, IncidentRow incident, string person)
    {
        var calls = CallStore.OfWaiting(db, incident);
        if (calls.Any(c => c.Persons.Contains(person))) return true;
        // A group that was called in another incident of a storm knows of this one too.
        return calls.Where(c => c.UserGroup is not null && c.Reached != 0).Any(c => db.ExecuteScalar<long>(
            "select exists (select 1 from incident_people where incident = @number and person = @person and why = @OfGroup)",
            new { number = c.CalledIn ?? c.Incident, person, IncidentStore.OfGroup }) != 0);
    }

    /// <summary>Who is on an incident that nobody is waited for in; null while somebody is, or when nobody has begun.</summary>
    public static string? OnIt(IDbConnection db, IncidentRow incident) => incident is not { IsOpen: true, WaitingSince: null } ? null
        : db.QueryFirstOrDefault<string>(
            $"""
            select after from history
            where subject = @Subject and verb in ('{Facts.OnIt}', '{Facts.Lead}') and at >= @OpenedAt order by id desc limit 1
            """,
            new { incident.Subject, incident.OpenedAt }) ?? incident.Lead;
}
