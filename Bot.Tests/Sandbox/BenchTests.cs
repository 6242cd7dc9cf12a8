using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>Each bench is run with next to nothing to do: that it measures what it says, whatever the figures are here.</summary>
public sealed class BenchTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("data-responder-bench-test-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => TempFolder.Delete(folder);

    async Task<IReadOnlyList<BenchRow>> Run(string name)
    {
        using var progress = new BenchProgress(TextWriter.Null);
        return await BenchCommand.Measure(name, new(new(AppContext.BaseDirectory), progress, folder, new(0.01)));
    }

    [Theory]
    [InlineData("ack", 4)]
    [InlineData("modal", 2)]
    [InlineData("intake", 7)]
    [InlineData("storm", 1)]
    [InlineData("dbt", 4)]
    [InlineData("similar", 4)]
    [InlineData("review", 2)]
    [InlineData("declare", 2)]
    [InlineData("growth", 9)]
    [InlineData("start", 3)]
    [InlineData("replicas", 2)]
    public async Task A_bench_measures_the_bot_and_what_it_is_held_against(string name, int atLeast)
    {
        Assert.SkipWhen(name == "replicas" && TestStore.Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        var rows = await Run(name);
        Assert.True(rows.Count >= atLeast, $"{rows.Count} rows: {string.Join('\n', rows)}");
        Assert.All(rows, row =>
        {
            Assert.Equal(name, row.Bench);
            // Of so little, the clock of the processor may have seen nothing.
            var mayBeNone = row.Limit is not null || row.What.StartsWith("CPU", StringComparison.Ordinal);
            Assert.True(row.Measured > 0 || mayBeNone && row.Measured == 0, row.ToString());
            Assert.True(row.Reference is null or >= 0, row.ToString());
            Assert.True(row.Cpu is null or >= 0 && row.ReferenceCpu is null or >= 0, row.ToString());
            Assert.Equal(row is { Reference: null, Limit: null, Least: null }, row.Against.Contains(':') && row.IsMet is null);
        });
        Assert.Contains(rows, row => row.Target is not null || row.Limit is not null);
    }

    [Fact]
    public async Task A_bench_that_cannot_be_run_here_says_so_in_its_row()
    {
        using var progress = new BenchProgress(TextWriter.Null);
        var row = Assert.Single(await BenchCommand.Measure("storm", new(new(folder), progress, folder, new(0.01))));
        Assert.Null(row.IsMet);
        Assert.NotEmpty(row.Against);
        Assert.Contains(
            $"| storm | not measured |  |  | {row.Against} |", BenchTable.Markdown([row], "2 cores."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, 2.0, 0.5, true, true)]
    [InlineData(1.1, 2.0, 0.5, true, false)]
    [InlineData(4.0, 2.0, 2.0, false, true)]
    [InlineData(3.9, 2.0, 2.0, false, false)]
    public void A_target_is_met_or_missed_by_the_ratio(
        double measured, double reference, double target, bool atMost, bool isMet) =>
        Assert.Equal(isMet, new BenchRow("a", "b", measured, "c", reference) { Target = target, AtMost = atMost }.IsMet);

    [Fact]
    public void A_limit_holds_for_the_figure_itself()
    {
        Assert.True(new BenchRow("a", "late", 0, "c", 3) { Limit = 0 }.IsMet);
        Assert.False(new BenchRow("a", "late", 1) { Limit = 0 }.IsMet);
        Assert.Null(new BenchRow("a", "b", 1) { Target = 2 }.IsMet);
    }
}
