using System.Data;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>The figures of incidents, summed by the store.</summary>
static class ReadIncidents
{
    sealed class Row
    {
        public long Step { get; init; }
        public required string Severity { get; init; }
        public long Origin { get; init; }
        public long Count { get; init; }
    }

    public static IncidentFigures Of(IDbConnection db, Viewer viewer, ReviewScope scope, Stretch during, TimeSpan step)
    {
        var values = scope.With(viewer, during, step);
        return new()
        {
            Counts = [.. db.Query<Row>(Counts, values).Select(r => new IncidentCount(
                (int)r.Step, Enum.Parse<Severity>(r.Severity, ignoreCase: true), (Origin)r.Origin, (int)r.Count))],
            OnIt = Took(db, OnIt, values),
            Resolved = Took(db, Resolved, values),
            Wrong = Wrong(db, values, during),
        };
    }

    static readonly string Counts =
        $"""
        select (i.declared_at - @from) / @step as step, i.severity,
            case when i.born <> 'alert' then 0 when {ReviewScope.ByItself} then 2 else 1 end as origin, count(*) as count
        from incidents i where {Viewer.VisibleTo} and {ReviewScope.Counted} group by 1, 2, 3 order by 1, 2, 3
        """;

    /// <summary>Of an incident as <c>i</c>, when somebody said first that they are on it.</summary>
    internal static readonly string OnItAt =
        $"""
        (select min(h.at) from history h
            where h.subject = 'incident:' || cast(i.number as text) and h.verb = '{IncidentFacts.OnIt}')
        """;

    // All that were ever answered, out of an index that holds nothing else, is quicker than a look for each.
    static readonly string OnIt =
        $"""
        select answered.at - i.declared_at as took from (
            select cast(substr(h.subject, 10) as bigint) as number, min(h.at) as at from history h
            where h.verb = '{IncidentFacts.OnIt}' group by h.subject) as answered
        join incidents i on i.number = answered.number where {Viewer.VisibleTo} and {ReviewScope.Counted} order by took
        """;

    static readonly string Resolved =
        $"""
        select i.resolved_at - i.declared_at as took from incidents i where {Viewer.VisibleTo} and {ReviewScope.Counted}
        and i.status in ('resolved', 'closed') and not ({ReviewScope.ByItself}) order by took
        """;

    static Durations Took(IDbConnection db, string sql, DynamicParameters values) =>
        Durations.Of([.. db.Query<long>(sql, values).Select(ms => TimeSpan.FromMilliseconds(ms))]);

    // One that began before the period and lasted into it counts as well.
    static TimeSpan Wrong(IDbConnection db, DynamicParameters values, Stretch during) => TimeTogether.Of(
        db.Query<(long From, long Until)>(
            $"""
            select i.since, coalesce(i.resolved_at, @to) as until from incidents i
            where {Viewer.VisibleTo} and {ReviewScope.About} and i.status <> 'declined' and i.affected = 'customers'
            and i.since < @to and (i.resolved_at is null or i.resolved_at > @from) order by i.since
            """,
            values).Select(s => new Stretch(
                DateTimeOffset.FromUnixTimeMilliseconds(s.From), DateTimeOffset.FromUnixTimeMilliseconds(s.Until))),
        during);
}
