using System.Data;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.People;
using Bot.Reviews;
using Dapper;

namespace Bot.Api.Reading;

/// <summary>What is told of an incident by others' rows, as a review counts it.</summary>
/// <param name="OnItAt">When somebody said first that they are on it; null where nobody did.</param>
/// <param name="Route">The route that opened it, by name; null where somebody declared it.</param>
/// <param name="DeclinedBecause">What was said when it was declined last.</param>
sealed record IncidentPast(DateTimeOffset? OnItAt, string? Route, string? DeclinedBecause)
{
    sealed class Row
    {
        public long Number { get; init; }
        public string? Born { get; init; }
        public long? OnIt { get; init; }
        public string? Route { get; init; }
        public string? Why { get; init; }
    }

    /// <summary>Of those of these numbers that a viewer may see.</summary>
    public static Dictionary<long, IncidentPast> Of(IDbConnection db, Viewer viewer, IReadOnlyCollection<long> numbers)
    {
        if (numbers.Count == 0) return [];
        var routes = TeamRoutes.All(db).ToDictionary(route => route.Id, route => route.Name);
        return db.Query<Row>(
            $"""
            select i.number, i.born, {ReadIncidents.OnItAt} as on_it, {ReadNoise.Route} as route, {ReadNoise.DeclinedWhy} as why
            from incidents i where {Viewer.VisibleTo} and i.number in @numbers
            """,
            viewer.With(new { numbers })).ToDictionary(row => row.Number, row => new IncidentPast(
                Moment.Of(row.OnIt), row.Born == "alert" ? Name(routes, row.Route) : null, row.Why));
    }

    static string Name(Dictionary<string, string> routes, string? route) =>
        route is null ? RouteList.AllOthers : routes.GetValueOrDefault(route, ReadNoise.Gone);
}
