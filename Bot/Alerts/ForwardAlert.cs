using Bot.Alerts.Forwarding;
using Bot.Domain.Alerts;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>What its route sends on of an alert, and whoever was told of it before hears that it is well.</summary>
static class ForwardAlert
{
    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="known">What was known of it.</param>
    /// <param name="outcome">What came of it here.</param>
    /// <param name="hasWaited">It came before, and is told now.</param>
    /// <returns>What came of it, and that it was sent on.</returns>
    public static Outcome Of(
        Tx tx, Alert alert, AlertDecision decision, KnownOfAlert known, Outcome outcome, bool hasWaited = false)
    {
        if (alert.Status == AlertStatus.Resolved)
        {
            if (!ForwardRules.IsWell(decision)) return outcome;
            if (known.WasForwarded) ForwardStore.Ends(tx, alert.Subject);
            if (decision is AlertDecision.Recover well) ForwardStore.EndsIncident(tx, well.Incident);
            return outcome;
        }

        if (!ForwardRules.IsTold(decision) || RouteOf(tx, alert, known, hasWaited) is not { ForwardTo: { } id } route
            || DestinationStore.Find(tx.Db, id) is not { } destination) return outcome;
        return ForwardStore.Fires(tx, id, Sent(tx, alert, known, route, outcome.Incident)) switch
        {
            ForwardStep.Begin => outcome with { Reason = $"{outcome.Reason} It is sent on to {destination.Name}." },
            ForwardStep.Repeat => outcome with { Reason = $"{outcome.Reason} {destination.Name} hears that it still fires." },
            _ => outcome,
        };
    }

    // As it is by now.
    static AlertRoute? RouteOf(Tx tx, Alert alert, KnownOfAlert known, bool hasWaited) => !hasWaited ? known.Route.Route
        : AlertStore.RouteOfWaiting(tx.Db, alert) is { } id
            ? AlertSettings.Routes.Now(tx.Db).FirstOrDefault(r => r.Id == id) : null;

    static ForwardedAlert Sent(Tx tx, Alert alert, KnownOfAlert known, AlertRoute route, long? incident) => new()
    {
        Id = ForwardedAlert.NewId(tx.Time),
        IsFiring = true,
        At = tx.Time,
        Title = alert.Title,
        Description = alert.Description,
        Source = alert.Source,
        DeduplicationKey = alert.DeduplicationKey,
        Link = alert.SourceUrl,
        Attributes = known.Attributes.Values,
        Route = route.Name,
        Severity = ForwardRules.SeverityOf(known.Route.Action, alert["severity"]),
        Incident = incident,
        Component = alert["component"],
        Group = alert["group"],
        Class = alert["class"],
    };
}
