using System.Data;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>What routes opened, and what of it was for nothing.</summary>
static class ReadNoise
{
    const int MostReasons = 5;

    // What a route was that is gone is not known any more.
    internal const string Gone = "A route that is gone";

    sealed class Row
    {
        public string? Route { get; init; }
        public long Opened { get; init; }
        public long Declined { get; init; }
        public long Itself { get; init; }
    }

    sealed class Reason
    {
        public string? Route { get; init; }
        public required string Why { get; init; }
        public long Times { get; init; }
    }

    public static IReadOnlyList<RouteNoise> Of(IDbConnection db, Viewer viewer, ReviewScope scope, ReviewPeriod period)
    {
        var values = scope.With(viewer, period.During, period.Step);
        var names = TeamRoutes.All(db).ToDictionary(r => r.Id, r => r.Name);
        var reasons = db.Query<Reason>(Reasons, values).ToLookup(r => r.Route ?? "");
        return
        [
            .. db.Query<Row>(Opened, values).Select(r => new RouteNoise(
                r.Route is null ? RouteList.AllOthers : names.GetValueOrDefault(r.Route, Gone),
                (int)r.Opened, (int)r.Declined, (int)r.Itself,
                [.. reasons[r.Route ?? ""].Take(MostReasons).Select(w => new DeclineReason(w.Why, (int)w.Times))]))
                .OrderByDescending(n => n.Needless).ThenByDescending(n => n.Opened).ThenBy(n => n.Route, StringComparer.Ordinal),
        ];
    }

    /// <summary>Of an incident as <c>i</c>, the route that opened it: that of its first alert.</summary>
    internal const string Route = "(select a.route from alerts a where a.incident = i.number order by a.id limit 1)";

    /// <summary>Of an incident as <c>i</c>, what was said when it was declined last.</summary>
    internal static readonly string DeclinedWhy =
        $"""
        (select h.why from history h where h.subject = 'incident:' || cast(i.number as text)
            and h.verb = '{IncidentFacts.Status}' and h.after = 'declined' order by h.id desc limit 1)
        """;

    // What was declined was for nothing, and counts here.
    const string OfPeriod = $"i.born = 'alert' and i.declared_at >= @from and i.declared_at < @to and {ReviewScope.About}";

    static readonly string Opened =
        $"""
        select each.route, count(*) as opened, sum(each.declined) as declined, sum(each.itself) as itself from (
            select {Route} as route, case when i.status = 'declined' then 1 else 0 end as declined,
                case when {ReviewScope.ByItself} then 1 else 0 end as itself
            from incidents i where {Viewer.VisibleTo} and {OfPeriod}) as each
        group by each.route
        """;

    static readonly string Reasons =
        $"""
        select each.route, each.why, count(*) as times from (
            select {Route} as route, {DeclinedWhy} as why
            from incidents i where {Viewer.VisibleTo} and {OfPeriod} and i.status = 'declined') as each
        where each.why is not null group by each.route, each.why order by times desc, each.why
        """;
}
