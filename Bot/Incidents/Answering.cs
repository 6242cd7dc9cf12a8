using System.Data;
using Bot.Domain.Incidents;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Who is there: whoever leads an incident and does something with it ends the asking.</summary>
static class Answering
{
    /// <summary>
    /// The same for whatever they do: a word, a press, a form. A change of theirs that has somebody else asked anew stays as it
    /// is.
    /// </summary>
    public static Transition Acted(Transition step, string by) => step.Refusal != Refusal.None || step.BeginsWaiting
        ? step
        : step with { After = Transitions.Appear(step.After, by).After };

    /// <summary>What a form was sent with. Whoever has the lead called by its box is not there in their place.</summary>
    public static Transition Sent(Tx tx, IncidentRow incident, FormEdit edit, bool isCalled, string by)
    {
        var step = Changed(tx.Db, incident, edit, by, tx.Time);
        return isCalled ? ReachLine.Called(step, isCalled) : Acted(step, by);
    }

    /// <summary>What a form comes to; where it moves the incident to another rotation, by who is on call there.</summary>
    public static Transition Changed(IDbConnection db, IncidentRow incident, FormEdit edit, string by, DateTimeOffset at)
    {
        var moves = !incident.Private && edit.Sent.Rotation is { } rotation && rotation != incident.Team;
        var onCall = moves ? Responder.At(db, edit.Sent.Rotation, at).Person : null;
        return Transitions.Change(IncidentStore.State(db, incident), edit with { OnCall = onCall }, by, at);
    }

    /// <summary>Who is on an incident; null while somebody is waited for, or when nobody has begun.</summary>
    public static string? OnIt(IncidentRow incident) =>
        incident is { IsOpen: true, WaitingSince: null, Touched: true, Unaccepted: false } ? incident.Lead : null;
}
