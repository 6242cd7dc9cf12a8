using Bot.People;
using Bot.Reviews;
using Bot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Reviews;

/// <summary>Every figure is what comes out of the whole tables, worked out apart.</summary>
public sealed class ReviewFiguresTests : IDisposable
{
    const int Incidents = 1200, Questions = 20;

    readonly string folder = Directory.CreateTempSubdirectory("review-figures-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Figures_of_20_random_questions_equal_those_that_are_worked_out_apart() =>
        await Compare(TestStore.In(folder), seed: 13);

    [Fact]
    public async Task They_do_so_on_a_server_too() => await Compare(TestStore.OnPostgres(), seed: 14);

    static async Task Compare(TestStore kept, int seed)
    {
        await using var _ = kept;
        using var store = Store.Open(kept.ConnectionString);
        using var database = new Database(store, new FakeTimeProvider(RandomReviews.Now));
        var random = new RandomReviews(seed);
        await random.Fill(database, Incidents);
        var apart = database.Read(db => new ReviewByHand(db, []));
        var said = 0;
        for (var i = 0; i < Questions; i++)
        {
            var (period, filter, reader) = (random.Period(), random.Filter(), i % 3 == 0 ? "" : RandomReviews.People[i % 3]);
            var viewer = reader.Length == 0 ? Viewer.Public : Viewer.Of(reader);
            var figures = database.Read(db => ReadReview.Of(db, viewer, period, filter, RandomReviews.Now, isLoadRead: true));
            var lines = ReviewByHand.Lines(figures);
            Assert.Equal(apart.Lines(reader, period, filter, RandomReviews.Now), lines);
            said += lines.Count;
        }

        Assert.True(said > 20 * Questions, $"Too few figures to compare: {said}.");
    }
}
