using System.Diagnostics;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Incidents.Similar;
using Bot.People;
using Bot.Storage;

namespace Bot.Sandbox;

/// <summary>
/// Which incidents are like one, asked of a store with a hundred thousand of them: how long that takes, and how often the right
/// cause is among the first three, of causes that recur in other words.
/// </summary>
sealed class SimilarBench(BenchRun run)
{
    const int Incidents = 100_000, Causes = 200, Each = 6;

    /// <summary>Among so many the right one has to be.</summary>
    public const int First = 3;

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        using var store = Store.Open(run.Sqlite("similar"));
        using var database = new Database(store, TimeProvider.System);
        var past = new PastIncidents(database);
        var causes = new RecurringCauses(seed: 12);
        var labelled = causes.Occurrences(run.Size.Of(Causes), Each).ToList();
        var others = causes.Others(run.Size.Of(Incidents) - labelled.Count);
        var watch = Stopwatch.StartNew();
        var all = await past.Keep(
            Mixed(labelled, others), kept => run.Progress.Say($"similar: {kept:N0} incidents kept"));
        run.Progress.Say($"similar: reading what {all.Count:N0} incidents are about");
        await past.Read();
        var made = watch.Elapsed;
        var (times, right, asked) = Ask(database, all);
        return
        [
            new("similar", $"a question among {all.Count:N0} incidents, median ms", times.At(0.5)) { Limit = 50 },
            new("similar", $"a question among {all.Count:N0} incidents, 99 % ms", times.At(0.99)) { Limit = 50 },
            new("similar", $"the right cause among the first three, % of {asked:N0}", 100.0 * right / asked) { Least = 90 },
            new("similar", "incidents kept and read, each ms", made.TotalMilliseconds / all.Count) { Limit = 10 },
        ];
    }

    // Occurrences of a cause lie far apart.
    static IEnumerable<PastIncident> Mixed(List<PastIncident> labelled, IEnumerable<PastIncident> others)
    {
        var all = labelled.Concat(others).ToArray();
        new Random(7).Shuffle(all);
        return all;
    }

    /// <summary>Asks about each whose cause is known, and about as many others, one after the other.</summary>
    static (Latencies Times, int Right, int Asked) Ask(Database database, IReadOnlyDictionary<long, PastIncident> all)
    {
        var (times, right, asked) = (new Latencies(), 0, 0);
        var known = all.Where(one => one.Value.Cause is not null).Select(one => one.Key).Order().ToList();
        var others = all.Keys.Where(number => all[number].Cause is null).Order().ToList();
        var (step, watch) = (Math.Max(1, others.Count / Math.Max(1, known.Count)), new Stopwatch());
        foreach (var number in known.Concat(others.Where((_, nth) => nth % step == 0)))
        {
            watch.Restart();
            var found = database.Read(db => FindSimilar.Of(
                db, Viewer.Of(BareSlackAnswers.Person), IncidentStore.Find(db, Viewer.Of(BareSlackAnswers.Person), number)!,
                Similarity.Asked));
            times.Add([watch.Elapsed]);
            if (all[number].Cause is not { } cause) continue;
            asked++;
            if (found.Take(First).Any(one => all[one.Incident.Number].Cause == cause)) right++;
        }

        return (times, right, asked);
    }
}
