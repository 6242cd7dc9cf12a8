using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Incidents.Similar;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Incidents;

/// <summary>Causes that recur in other words, among many incidents: the bench <c>similar</c> with fewer of them.</summary>
public sealed class SimilarLabelledTests
{
    const int Causes = 60, Each = 6, Others = 2500;

    [Fact]
    public async Task The_right_cause_is_among_the_first_three_nine_times_in_ten()
    {
        await using var made = TestStore.In(Directory.CreateTempSubdirectory("data-responder-test-").FullName);
        using var store = Store.Open(made.ConnectionString);
        using var database = new Database(store, TimeProvider.System);
        var (past, causes) = (new PastIncidents(database), new RecurringCauses(seed: 5));
        var all = causes.Occurrences(Causes, Each).Concat(causes.Others(Others)).ToArray();
        new Random(3).Shuffle(all);
        var kept = await past.Keep(all);
        await past.Read();
        var known = kept.Where(one => one.Value.Cause is not null).ToList();
        var right = known.Count(one => database.Read(db =>
            FindSimilar.Of(db, Viewer.Public, IncidentStore.Find(db, Viewer.Public, one.Key)!, Similarity.Asked)
                .Take(SimilarBench.First).Any(found => kept[found.Incident.Number].Cause == one.Value.Cause)));
        Assert.Equal(Causes * Each, known.Count);
        Assert.True(right >= 0.9 * known.Count, $"{right} of {known.Count}");
    }
}
