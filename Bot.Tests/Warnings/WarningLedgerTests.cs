using System.Diagnostics;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;
using Bot.Warnings.Rows;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Warnings;

/// <summary>What runs of dbt put into the ledger, and what takes it out.</summary>
public sealed class WarningLedgerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_warns_in_the_first_run_was_there_before_and_what_comes_later_is_new()
    {
        await using var afternoon = await Afternoon.Begin();
        Assert.EndsWith(
            "1 warning is for the ledger.",
            JsonNode.Parse(await afternoon.Runs("success stg_orders", "warn unique_orders_id 52"))!["reason"]!
                .GetValue<string>());
        await afternoon.Runs("warn unique_orders_id 52", "warn not_null_users_id");
        Assert.True(afternoon.Warning("unique_orders_id").IsBaseline);
        Assert.False(afternoon.Warning("not_null_users_id").IsBaseline);
        Assert.Equal(2, afternoon.Warning("unique_orders_id").Runs);
    }

    [Fact]
    public async Task A_run_of_all_is_the_beginning_also_where_one_of_some_came_before()
    {
        await using var afternoon = await Afternoon.Begin();
        static string Some(string run) =>
            run.Replace("\"which\":\"build\"", "\"which\":\"build\",\"select\":[\"a\"]", StringComparison.Ordinal);
        await afternoon.Sends(Some(DbtFiles.Run("warn a")));
        await afternoon.Sends(Some(DbtFiles.Run("warn b")));
        await afternoon.Runs("warn c");
        await afternoon.Runs("warn d");
        Assert.Equal(
            [("a", true), ("b", false), ("c", true), ("d", false)],
            afternoon.Warnings().Select(w => (w.About.Title, w.IsBaseline)));
    }

    [Fact]
    public async Task A_pass_of_the_very_node_fixes_it_and_being_left_out_skipped_or_only_compiled_does_not()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs("warn unique_orders_id");
        await afternoon.Runs("pass not_null_users_id");
        await afternoon.Runs("skipped unique_orders_id");
        await afternoon.Sends(
            DbtFiles.Run("pass unique_orders_id").Replace("\"build\"", "\"compile\"", StringComparison.Ordinal));
        Assert.Null(afternoon.Warning().FixedAt);
        await afternoon.Runs("pass unique_orders_id");
        Assert.NotNull(afternoon.Warning().FixedAt);
        await afternoon.Pass(TimeSpan.FromDays(6));
        await afternoon.Runs("warn unique_orders_id 9");
        Assert.Equal((new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero), 1),
            (afternoon.Warning().FirstSeen, afternoon.Warning().Runs));
    }

    [Fact]
    public async Task The_same_artifact_and_an_older_one_change_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        var (older, newer) = (DbtFiles.Run("pass unique_orders_id"), DbtFiles.Run("warn unique_orders_id"));
        await afternoon.Sends(newer);
        var before = afternoon.Warning();
        await afternoon.Sends(newer);
        await afternoon.Sends(older);
        Assert.Equal(before with { }, afternoon.Warning() with { About = before.About, Rows = before.Rows });
    }

    [Fact]
    public async Task Another_branch_and_another_environment_have_no_place_in_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Sends(DbtFiles.Run("warn a"), Ledger.Job.Replace("main", "feature/x", StringComparison.Ordinal));
        await afternoon.Sends(DbtFiles.Run("warn a"), Ledger.Job.Replace("prod", "staging", StringComparison.Ordinal));
        Assert.Empty(afternoon.Warnings());
    }

    [Fact]
    public async Task The_manifest_says_whose_it_is_and_a_node_that_is_gone_from_it_warns_no_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var manifest = DbtFiles.Manifest.Replace("finance@example.com", "ben@example.com", StringComparison.Ordinal)
            .Replace("node\": \"model.acme.stg_users", "node\": \"model.acme.stg_orders", StringComparison.Ordinal);
        await afternoon.Sends(manifest, what: "manifest");
        await afternoon.Runs("warn not_null_users_id", "warn unknown_test");
        Assert.Equal(
            (afternoon.Ben.Id, "model.acme.stg_orders"),
            (afternoon.Warning("not_null").Owner, afternoon.Warning("not_null").About.Model));
        Assert.Null(afternoon.Warning("unknown").Owner);
        await afternoon.Sends(
            manifest.Replace("2026-03-01", "2026-03-03", StringComparison.Ordinal)
                .Replace("test.acme.not_null_users_id.0", "test.acme.other.0", StringComparison.Ordinal), what: "manifest");
        await afternoon.Runs("success stg_users");
        Assert.NotNull(afternoon.Warning("not_null").FixedAt);
        Assert.Null(afternoon.Warning("unknown").FixedAt);
    }

    [Theory]
    [InlineData(
        "run_results.v6.duckdb.test.warn",
        "accepted_values_stg_leads_email_issue__null_email__invalid_format__personal_domain", 1L)]
    [InlineData("run_results.v6.duckdb.test.fail-warn", "not_null_stg_orders_customer_id", 22L)]
    [InlineData("run_results.v6.postgres.build.warn-noop-hook", "source_not_null_scooters_raw_users_sex", 216L)]
    [InlineData("sources.v3.postgres.warn", "scooters_raw.trips is stale", null)]
    public async Task Real_artifacts_put_in_what_they_warn_of(string name, string title, long? rows)
    {
        var (file, what) = ($"{name}.json", name.Split('.')[0]);
        var body = await File.ReadAllTextAsync(ReferenceData.File("dbt", file), TestContext.Current.CancellationToken);
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Sends(body, what: what);
        Assert.Equal(title, afternoon.Warning().About.Title);
        Assert.Equal(rows is { } counted ? [counted] : [], afternoon.Warning().Rows);
    }

    [Fact]
    public async Task Two_thousand_warnings_of_one_run_take_a_moment_of_everybodys_time()
    {
        await using var afternoon = await Afternoon.Begin();
        string[] nodes = [.. Enumerable.Range(0, 2000).Select(n => $"warn test_{n}")];
        foreach (var time in new[] { "first", "second" })
        {
            await afternoon.Sends(DbtFiles.Run(nodes));
            var known = afternoon.Warnings();
            Assert.Equal(2000, known.Count);
            var run = new SeenRun(known[0].Place, "again", true, DateTimeOffset.MaxValue)
            {
                Warned = [.. known.Select(w => new SeenWarning(w.Source, w.Place, w.Node, w.About)
                {
                    Rows = 5,
                    RunAt = w.SaidAt!.Value.AddMilliseconds(1),
                })],
            };
            var watch = Stopwatch.StartNew();
            await afternoon.Get<Database>().Change(tx =>
            {
                WarningStore.Take(tx, run);
                return 0;
            });
            output.WriteLine($"2,000 warnings, {time} time: {watch.ElapsedMilliseconds} ms");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
        }
    }

    [Fact]
    public async Task A_day_with_one_broken_test_and_three_new_warnings_is_one_incident_three_entries_and_few_messages()
    {
        await using var afternoon = await Afternoon.Begin(at: new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.Zero));
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("pass unique_orders_id", "pass a", "pass b", "pass c");
        var before = afternoon.Workspace.Log.Entries.Count;
        for (var hour = 0; hour < 24; hour++)
        {
            await afternoon.Pass(TimeSpan.FromHours(1));
            await afternoon.Runs("fail unique_orders_id", "warn a 3", "warn b 4", $"warn c {5 + hour / 8}");
        }

        var alerts = afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 100));
        Assert.Equal(24, alerts.Count(a => a is { Incident: 1, Status: "firing" }));
        Assert.All(alerts.Where(a => a.Incident is not null), a => Assert.Equal(1, a.Incident));
        Assert.Equal(["a", "b", "c"], afternoon.Warnings().Select(w => w.About.Title));
        Assert.Equal([24, 24, 24], afternoon.Warnings().Select(w => w.Runs));
        Assert.Equal([5L, 6L, 7L], afternoon.Warning(".c.").Rows);
        var posted = afternoon.Workspace.Log.Entries.Skip(before).Count(e => e.Name == "chat.postMessage");
        Assert.True(posted <= 6, $"{posted} messages");
        afternoon.Ana.Brief().Says("3 warnings want a decision");
    }
}
