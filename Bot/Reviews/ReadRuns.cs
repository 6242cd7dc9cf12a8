using System.Data;
using Bot.Domain.Reviews;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>The figures of runs and flakes; those of what a viewer may not know of are left out.</summary>
static class ReadRuns
{
    const int MostFlakes = 10;

    sealed class Job
    {
        public required string Name { get; init; }
        public long Runs { get; init; }
        public long Green { get; init; }
        public long RedFor { get; init; }
    }

    sealed class Flake
    {
        public required string Title { get; init; }
        public long Times { get; init; }
        public long Last { get; init; }
    }

    /// <summary>
    /// The jobs of the source, or all. A job whose runs led to something private then is shown to those inside alone.
    /// </summary>
    public static IReadOnlyList<JobFigures> Jobs(IDbConnection db, Viewer viewer, ReviewScope scope, ReviewPeriod period) =>
    [
        .. db.Query<Job>(
            $"""
            select each.name, each.runs, each.green, each.red_for from (
                select r.job, max(r.name) as name, sum(case when r.at >= @from then 1 else 0 end) as runs,
                    sum(case when r.at >= @from and r.red = 0 then 1 else 0 end) as green,
                    cast(sum(case when r.red = 0 then 0 else
                        case when r.until_at is null or r.until_at > @to then @to else r.until_at end
                        - case when r.at < @from then @from else r.at end end) as bigint) as red_for
                from runs r where r.at < @to and (r.until_at is null or r.until_at >= @from)
                and (@source is null or r.source = @source) group by r.job) as each
            where (each.runs > 0 or each.red_for > 0) and not exists (
                select 1 from incident_alerts a join incidents i on i.number = a.incident
                where a.job = each.job and i.since < @to and (i.resolved_at is null or i.resolved_at > @from)
                and not {Viewer.VisibleTo})
            order by each.red_for desc, each.runs desc, each.name, each.job
            """,
            scope.With(viewer, period.During, period.Step))
            .Select(j => new JobFigures(j.Name, (int)j.Runs, (int)j.Green, TimeSpan.FromMilliseconds(j.RedFor))),
    ];

    public static FlakeFigures Flakes(IDbConnection db, Viewer viewer, ReviewScope scope, ReviewPeriod period)
    {
        var (now, before) = (
            scope.With(viewer, period.During, period.Step), scope.With(viewer, period.Before, period.Step));
        return new(
            (int)db.ExecuteScalar<long>(Count, now), (int)db.ExecuteScalar<long>(Count, before),
            [.. db.Query<Flake>(Most, now).Select(f => new FlakeCount(
                f.Title, (int)f.Times, DateTimeOffset.FromUnixTimeMilliseconds(f.Last)))]);
    }

    static readonly string Count =
        $"""
        select count(*) from flakes f where f.red_at >= @from and f.red_at < @to and (@source is null or f.source = @source)
        and not exists (select 1 from incidents i where i.number = f.incident and not {Viewer.VisibleTo})
        """;

    static readonly string Most =
        $"""
        select max(f.title) as title, count(*) as times, max(f.red_at) as last from flakes f
        where f.red_at >= @from and f.red_at < @to and (@source is null or f.source = @source)
        and not exists (select 1 from incidents i where i.number = f.incident and not {Viewer.VisibleTo})
        group by f.key order by times desc, last desc, f.key limit {MostFlakes}
        """;
}
