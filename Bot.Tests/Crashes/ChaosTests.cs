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

    [Fact]
    public void An_error_in_a_log_counts_unless_something_went_wrong_just_then()
    {
        var noon = new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
        LogLine[] log =
        [
            new(noon, "2026-03-03T12:00:00Z info: Bot.Slack.Dispatcher[0]"),
            new(noon, "      all is well; nothing can fail: here"),
            new(noon, "2026-03-03T12:00:00Z fail: Bot.Incidents.CallPeople[0]"),
            new(noon, "      Nobody could be called for INC-1"),
        ];
        const string Said = "2026-03-03T12:00:00Z fail: Bot.Incidents.CallPeople[0] Nobody could be called for INC-1";
        Assert.Equal([Said], NoErrors.Unexplained(log, []));
        Assert.Empty(NoErrors.Unexplained(log, [new("StoreLocked", noon.AddSeconds(-3))]));
        Assert.Empty(NoErrors.Unexplained(log, [new("Killed", noon.AddSeconds(-9), noon.AddSeconds(-5))]));
        Assert.Equal([Said], NoErrors.Unexplained(log, [new("Killed", noon.AddSeconds(-19), noon.AddSeconds(-15))]));
        Assert.Equal([Said], NoErrors.Unexplained(log, [new("StoreLocked", noon.AddSeconds(1))]));
    }

    [Fact]
    public async Task A_run_that_came_to_no_end_is_broken_on_the_page()
    {
        var root = Directory.CreateTempSubdirectory("data-responder-page-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "docs"));
            ChaosResult Of(int seed, params string[] broken) => new(seed, broken, new(), [], 0, TimeSpan.Zero);
            ReliabilityPage.Write(
                root, new ChaosOptions(2, 1, AtOnce: 1),
                [Of(1), Of(2, $"{ChaosRun.ToItsEnd}: it goes on no more, ana sees a form")]);
            var page = await File.ReadAllTextAsync(
                Path.Combine(root, "docs", "reliability.md"), TestContext.Current.CancellationToken);
            Assert.Contains($"| {ChaosRun.ToItsEnd} | 2 | 2 |", page, StringComparison.Ordinal);
            Assert.Contains("| nothing is doubled | 2 | none |", page, StringComparison.Ordinal);
        }
        finally
        {
            await TempFolder.Delete(root);
        }
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
