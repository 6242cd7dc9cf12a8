using Bot.Domain.Incidents;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Who is there: whoever leads an incident and does something with it ends the asking.</summary>
static class Answering
{
    /// <summary>
    /// The same for whatever they do: a word, a press, a form. A change of theirs that has somebody else asked anew stays as it is.
    /// </summary>
    public static Transition Acted(Transition step, string by) => step.Refusal != Refusal.None || step.BeginsWaiting
        ? step
        : step with { After = Transitions.Appear(step.After, by).After };

    /// <summary>What a form was sent with. Whoever has the lead called by its box is not there in their place.</summary>
    public static Transition Sent(Tx tx, IncidentRow incident, FormEdit edit, bool isCalled, string by)
    {
        var step = Transitions.Change(IncidentStore.State(tx.Db, incident), edit, by, tx.Time);
        return isCalled ? ReachLine.Called(step, isCalled) : Acted(step, by);
    }

    /// <summary>Who is on an incident; null while somebody is waited for, or when nobody has begun.</summary>
    public static string? OnIt(IncidentRow incident) =>
        incident is { IsOpen: true, WaitingSince: null, Touched: true } ? incident.Lead : null;
}
