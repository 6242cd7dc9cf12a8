namespace Bot.Domain.Alerts;

/// <summary>Where an alert goes, and why in one sentence.</summary>
/// <param name="Action">What becomes of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Route">The route that takes it; null where none of the team's does.</param>
public sealed record RouteDecision(RouteAction Action, string Reason, AlertRoute? Route = null);

/// <summary>What one route says to an alert: it takes it, or why not.</summary>
public sealed record RouteAnswer(string Route, bool Takes, string Why);

/// <summary>
/// The routes of a team in their order: first match wins. In front of them stands what is beside production, behind them the
/// route that takes all.
/// </summary>
public sealed record RouteList(IReadOnlyList<AlertRoute> Routes, Production Production)
{
    /// <summary>How the routes are called that nobody has to make.</summary>
    public const string BesideProduction = "Beside production", AllOthers = "All others";

    public RouteDecision Decide(Alert alert, AlertAttributes attributes, RouteMoment moment)
    {
        var beside = Production.Beside(alert);
        var taken = Routes.FirstOrDefault(r => Refusal(r, beside, attributes, moment) is null);
        return taken is not null ? new(taken.Action, $"Route “{taken.Name}” takes it: {Why(taken, attributes, moment)}.", taken)
            : beside is not null ? new(new RouteAction.Keep(), beside)
            : new(RouteAction.Default, Alerts.Production.Reason(alert));
    }

    /// <summary>
    /// What each route says up to the one that takes it, that one last. What is beside production is asked about first, as only
    /// routes that name places are asked then.
    /// </summary>
    public IReadOnlyList<RouteAnswer> Explain(Alert alert, AlertAttributes attributes, RouteMoment moment)
    {
        var beside = Production.Beside(alert);
        var answers = new List<RouteAnswer>();
        foreach (var route in Routes)
        {
            var refusal = Refusal(route, beside, attributes, moment);
            answers.Add(new(route.Name, refusal is null, refusal ?? Why(route, attributes, moment)));
            if (refusal is null) return answers;
        }

        answers.Add(beside is not null ? new(BesideProduction, true, beside)
            : new(AllOthers, true, Alerts.Production.Reason(alert)));
        return answers;
    }

    static string? Refusal(AlertRoute route, string? beside, AlertAttributes attributes, RouteMoment moment) =>
        !route.IsOn ? "it is switched off"
        : beside is not null && !route.AsksForPlace ? "it asks for no branch or environment, and this is beside production"
        : !route.Fits(attributes) ? route.Said(attributes)
        : !moment.Holds(route.Time) ? Time(route.Time, holds: false)
        : null;

    static string Why(AlertRoute route, AlertAttributes attributes, RouteMoment moment) =>
        route.Time is RouteTime.AnyTime ? route.Said(attributes)
        : $"{route.Said(attributes)}, and {Time(route.Time, moment.Holds(route.Time))}";

    static string Time(RouteTime time, bool holds) => time switch
    {
        RouteTime.OfRotation of => of.IsInside == holds ? "working hours are open" : "working hours are not open",
        _ => holds ? "it came in its hours" : "it came outside its hours",
    };
}
