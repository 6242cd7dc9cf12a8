using System.Text;
using Bot.Alerts.Dbt;
using Bot.Domain.Alerts.Dbt;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Artifacts as dbt wrote them; the numbers were counted in the files by other means.</summary>
public sealed class ReadArtifactTests
{
    static DbtRun Run(string file) =>
        Assert.IsType<Artifact.Run>(ReadArtifact.Of(File.ReadAllBytes(ReferenceData.File("dbt", file)))).Said;

    static DbtRun Written(string json) => Assert.IsType<Artifact.Run>(ReadArtifact.Of(Encoding.UTF8.GetBytes(json))).Said;

    static string Said(DbtRun run) => string.Join(
        ", ", run.Results.CountBy(r => r.Outcome).OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}"));

    [Theory]
    [InlineData("run_results.v2.bigquery.run.error-skipped.json", "run", true, "2 Passed, 1 Errored, 1 Skipped")]
    [InlineData("run_results.v2.bigquery.test.fail.json", "test", true, "10 Passed, 4 Failed")]
    [InlineData("run_results.v4.snowflake.dbt-cloud.generate.json", "run", false, "6 Passed")]
    [InlineData("run_results.v5.postgres.generate.314-results.json", "generate", false, "314 Passed")]
    [InlineData("run_results.v6.duckdb.run.error.json", "run", true, "1 Passed, 1 Errored")]
    [InlineData("run_results.v6.duckdb.run.recovered.json", "run", true, "4 Passed")]
    [InlineData("run_results.v6.duckdb.test.fail-warn.json", "test", true, "24 Passed, 1 Warned, 2 Failed")]
    [InlineData("run_results.v6.duckdb.test.warn.json", "test", true, "67 Passed, 1 Warned")]
    [InlineData("run_results.v6.fusion.databricks.run.error.json", "run", true, "1 Errored")]
    [InlineData("run_results.v6.postgres.build.warn-noop-hook.json", "build", true, "57 Passed, 1 Warned, 1 NotRun")]
    [InlineData("run_results.v6.postgres.run.error-skipped.json", "run", true, "1 Errored, 7 Skipped")]
    [InlineData("sources.v1.unknown-adapter.runtime-error.json", null, true, "3 Errored")]
    [InlineData("sources.v3.fusion.pass-capitalised.json", null, true, "1 Passed")]
    [InlineData("sources.v3.oracle.warn.json", null, true, "2 Warned")]
    [InlineData("sources.v3.postgres.error.json", null, true, "1 Failed")]
    [InlineData("sources.v3.postgres.warn.json", null, true, "1 Warned")]
    public void What_dbt_wrote_is_read_as_it_was_meant(string file, string? command, bool executed, string said)
    {
        var run = Run(file);
        Assert.Equal((command, executed, said), (run.Command, run.Executed, Said(run)));
        Assert.NotNull(run.Invocation);
        Assert.NotEqual("", run.Version);
    }

    [Fact]
    public void Rows_and_words_of_a_test_that_fails_are_read()
    {
        var failed = Run("run_results.v6.duckdb.test.fail-warn.json").Results.Where(r => r.Outcome != DbtOutcome.Passed).ToList();
        Assert.Equal([52, 22, 21], failed.Select(r => r.Failures));
        Assert.Equal("Got 52 results, configured to fail if != 0", failed[0].Message);
        Assert.Equal("assert_no_extreme_line_totals", DbtName.Of(failed[0].Node));
        Assert.Equal("not_null_stg_orders_customer_id", DbtName.Of(failed[1].Node));
    }

    [Fact]
    public void Of_a_source_it_is_said_how_old_its_newest_row_is()
    {
        var source = Assert.Single(Run("sources.v3.postgres.error.json").Results);
        Assert.Equal("Its newest row is 191 days old; 24 hours is too old.", source.Message);
        Assert.Equal("web.transactions", DbtName.Of(source.Node));
        Assert.StartsWith(
            "Database Error in source students1", Run("sources.v1.unknown-adapter.runtime-error.json").Results[0].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_dbt_wrote_before_0_19_says_why_it_cannot_be_read()
    {
        var file = File.ReadAllBytes(ReferenceData.File("dbt", "run_results.v0.postgres.run.error.json"));
        Assert.Contains(
            "before 0.19", Assert.IsType<Artifact.Unreadable>(ReadArtifact.Of(file)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "It is no JSON")]
    [InlineData("<<<<<<< HEAD\n{}", "It is no JSON")]
    [InlineData("[]", "It has no list of results")]
    [InlineData("{\"results\": {}}", "It has no list of results")]
    [InlineData("{\"metadata\": {}, \"results\": []}", "does not say when it was generated")]
    [InlineData("{\"metadata\": null, \"results\": []}", "It has no metadata")]
    public void What_is_no_artifact_says_what_is_missing(string text, string problem) => Assert.Contains(
        problem, Assert.IsType<Artifact.Unreadable>(ReadArtifact.Of(Encoding.UTF8.GetBytes(text))).Problem,
        StringComparison.Ordinal);

    const string Metadata = "\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/run-results/v12.json\", "
        + "\"dbt_version\": \"3.1.0\", \"generated_at\": \"2026-06-14T21:14:51.745090400Z\"}";

    [Theory]
    [InlineData("SUCCESS", DbtOutcome.Passed)]
    [InlineData("Pass", DbtOutcome.Passed)]
    [InlineData("warn", DbtOutcome.Warned)]
    [InlineData("partial success", DbtOutcome.Errored)]
    [InlineData("no-op", DbtOutcome.NotRun)]
    [InlineData("reused", DbtOutcome.NotRun)]
    [InlineData("quarantined", DbtOutcome.Unknown)]
    [InlineData("", DbtOutcome.Unknown)]
    public void A_word_that_nobody_knows_is_not_well(string word, DbtOutcome outcome)
    {
        var result = Assert.Single(Written(
            $$"""{ {{Metadata}}, "results": [{"unique_id": "model.p.m", "status": "{{word}}", "message": "x"}] }""").Results);
        Assert.Equal((outcome, outcome == DbtOutcome.Unknown || outcome == DbtOutcome.Errored), (result.Outcome, result.IsRed));
    }

    [Fact]
    public void A_hand_made_file_is_read_as_far_as_it_goes()
    {
        var run = Written(
            $$"""
            { {{Metadata}}, "elapsed_time": -0.0, "results": [
                {"status": "error", "message": "nobody"},
                {"unique_id": "test.p.t.0123456789", "status": "fail", "failures": "7"},
                {"unique_id": "test.p.t.0123456789", "status": "pass"},
                {"unique_id": "test.p.old", "status": "fail", "message": 3},
                7, null]
            }
            """);
        Assert.Equal([("test.p.t.0123456789", 7L), ("test.p.old", 3L)], run.Results.Select(r => (r.Node, r.Failures!.Value)));
        Assert.Null(run.Results[1].Message);
        Assert.Equal(
            new(2026, 6, 14, 21, 14, 51, TimeSpan.Zero), run.GeneratedAt.AddTicks(-(run.GeneratedAt.Ticks % 10_000_000)));
    }

    [Fact]
    public void A_run_of_nothing_was_a_run() => Assert.True(Written($$"""{ {{Metadata}}, "results": [] }""").Executed);
}
