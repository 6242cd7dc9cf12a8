using System.Diagnostics;
using Bot.Domain.Reviews;
using Bot.People;
using Bot.Reviews;
using Bot.Storage;
using Dapper;

namespace Bot.Sandbox;

/// <summary>A review of a quarter in which there were a hundred thousand incidents, with its pictures.</summary>
sealed class ReviewBench(BenchRun run)
{
    const int Incidents = 100_000, Jobs = 50, RunsEach = 2_000, Causes = 500, Looks = 5;
    static readonly TimeSpan Quarter = TimeSpan.FromDays(90);

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        var count = run.Size.Of(Incidents);
        run.Progress.Say($"review: {count:N0} incidents of one quarter");
        await FilledStore.Make(run.Sqlite("review"), count);
        using var store = Store.Open(run.Sqlite("review"));
        using var database = new Database(store, TimeProvider.System);
        await Crowd(database, count);
        var (times, largest) = (new Latencies(), 0L);
        for (var look = 0; look <= Looks; look++)
        {
            var (before, watch) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
            var now = TimeProvider.System.GetUtcNow();
            var period = ReviewPeriod.Of(ReviewSpan.NinetyDays, now, TimeZoneInfo.Utc);
            var figures = database.Read(db => ReadReview.Of(db, Viewer.Public, period, new(), now, isLoadRead: true));
            ReviewCharts.Of(figures);
            // The first one compiles what the others use.
            if (look == 0) continue;
            times.Add([watch.Elapsed]);
            largest = Math.Max(largest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return
        [
            new("review", $"a review of {count:N0} incidents with pictures, median ms", times.At(0.5)) { Limit = 1500 },
            new("review", "allocated for one, MB", largest / (1024.0 * 1024)) { Limit = 200 },
        ];
    }

    // All of them within the quarter, of causes that come back, and runs that tell of them.
    async Task Crowd(Database database, int count)
    {
        foreach (var statement in Statements)
            await database.Change(tx => tx.Db.Execute(statement, new
            {
                tx.Now,
                from = tx.Now - (long)Quarter.TotalMilliseconds,
                step = (long)Quarter.TotalMilliseconds / (count + 1),
                Causes,
                jobs = run.Size.Of(Jobs),
                runs = run.Size.Of(RunsEach),
                each = (long)Quarter.TotalMilliseconds / (run.Size.Of(RunsEach) + 1),
            }));
    }

    static readonly string[] Statements =
    [
        """
        update incidents set declared_at = @from + number * @step, since = @from + number * @step,
            affected = case when number % 3 = 0 then 'customers' else 'inside' end,
            resolved_at = case when resolved_at is null then null else @from + number * @step + 3600000 end
        """,
        """
        insert into history (at, actor, subject, verb, after)
        select declared_at + 240000, lead, 'incident:' || number, 'on it', lead from incidents order by number
        """,
        "insert into incident_signs (sign, incident) select 'node::model.shop.m' || (number % @Causes), number from incidents",
        """
        with recursive j (x) as (select 1 union all select x + 1 from j where x < @jobs),
            r (y) as (select 1 union all select y + 1 from r where y < @runs)
        insert into runs (at, source, job, name, red, until_at)
        select @from + y * @each, 'bench', 'job' || x, 'job' || x, case when (x + y) % 7 = 0 then 1 else 0 end,
            case when y = @runs then null else @from + (y + 1) * @each end
        from j cross join r
        """,
    ];
}
