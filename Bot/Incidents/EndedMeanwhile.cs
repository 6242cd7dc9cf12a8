using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Somebody ended an incident while another person had a form open that changes it: they are told before it is taken.
/// </summary>
static class EndedMeanwhile
{
    public static bool Is(IncidentRow incident, ShownIncident shown) =>
        shown.Values.Status is { } status && status.IsOpen() && !incident.IsOpen;

    /// <summary>
    /// What the form shows then: who ended it when, and what pressing its button again does. It opens nothing again.
    /// </summary>
    /// <param name="tx">The change that was refused.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="sent">What the form had shown, and what was sent.</param>
    /// <param name="step">What came of it.</param>
    /// <param name="by">Who sent it, by which button.</param>
    /// <param name="again">What that button does now.</param>
    public static Meanwhile Of(
        Tx tx, IncidentRow incident, (ShownIncident Shown, FormEdit.Values Values) sent, Transition step,
        (string Person, string Button) by,
        string again)
    {
        List<IncidentField> others = [.. step.Conflicts.Where(field => field != IncidentField.Status)];
        var now = Meanwhile.Of(tx, incident, new(sent.Shown.Values, sent.Values), sent.Shown.Draft, others, by);
        var note = $":warning: {Sentence(tx, incident, by.Person)}. Press *{by.Button}* again to {again}.";
        return now with
        {
            Values = now.Values with { Status = now.Shown.Values.Status },
            Notes = others.Count > 0 ? [note, .. now.Notes] : [note],
        };
    }

    static string Sentence(Tx tx, IncidentRow incident, string reader)
    {
        var ended = $"{Words.Of(incident.Status)} this {When.At(incident.ResolvedAt ?? tx.Now)}";
        return incident.EndedBy is not { } person ? $"Somebody {ended}"
            : person == reader ? $"You {ended}"
            : $"{Mrkdwn.Name(Person.NameOf(tx.Db, person))} {ended}";
    }
}
