using System.Globalization;
using Bot.Sandbox.Chaos;

namespace Bot.Tests.Crashes;

/// <summary>
/// A short form of the chaos command: some seeds each time, and many with LONG=1. A failure names its seed, which CHAOS_SEED
/// replays.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public Task Whatever_goes_wrong_in_a_day_all_promises_hold_after_it() => Holds(onPostgres: false);

    [Fact]
    public Task They_hold_for_two_bots_on_one_database()
    {
        Assert.SkipWhen(TestStore.Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        return Holds(onPostgres: true);
    }

    [Fact]
    public void A_table_whose_figures_grow_is_not_level()
    {
        SoakHour At(int hour, double resident) => new(hour, 3, resident, 200, 30, 4, 0, 40);
        Assert.Null(SoakCommand.NotLevel([.. Enumerable.Range(1, 8).Select(h => At(h, 150))]));
        // It warms up in the first hour.
        Assert.Null(SoakCommand.NotLevel([At(1, 90), .. Enumerable.Range(2, 7).Select(h => At(h, 150))]));
        Assert.Equal(
            "Not level: resident memory went from 180 to 340.",
            SoakCommand.NotLevel([.. Enumerable.Range(1, 8).Select(h => At(h, 60 + 40 * h))]));
    }

    async Task Holds(bool onPostgres)
    {
        var isLong = Environment.GetEnvironmentVariable("LONG") == "1";
        var isReplay = int.TryParse(
            Environment.GetEnvironmentVariable("CHAOS_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed);
        if (!isReplay) seed = Random.Shared.Next(1, 1_000_000);
        output.WriteLine($"CHAOS_SEED={seed}");
        var folder = Directory.CreateTempSubdirectory("data-responder-chaos-").FullName;
        try
        {
            var runs = isLong && !isReplay ? 20 : isReplay ? 1 : 2;
            var results = await ChaosCommand.Run(
                new ChaosOptions(runs, seed, AtOnce: 2, onPostgres), folder, TextWriter.Null,
                TestContext.Current.CancellationToken);
            Assert.Equal(runs, results.Count);
            Assert.Equal([], results.SelectMany(r => r.Broken.Select(line => $"seed {r.Seed}: {line}")));
            Assert.All(results, r => Assert.NotEmpty(r.Deeds.Count));
        }
        finally
        {
            await TempFolder.Delete(folder);
        }
    }
}
