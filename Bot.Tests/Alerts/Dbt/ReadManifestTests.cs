using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bot.Alerts.Dbt;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Manifests as dbt wrote them, and large ones.</summary>
public sealed class ReadManifestTests(ITestOutputHelper output)
{
    static async Task<DbtManifest> Read(string file)
    {
        await using var stream = File.OpenRead(ReferenceData.File("dbt", file));
        return await ReadManifest.From(stream, TestContext.Current.CancellationToken);
    }

    static Task<DbtManifest> Written(string json) =>
        ReadManifest.From(new MemoryStream(Encoding.UTF8.GetBytes(json)), TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("manifest.v12.duckdb.test.warn.json", 160, 0, "4fd66012-a829-4387-94d0-98f456284a27", "revops_pipeline")]
    [InlineData("manifest.v12.postgres.build.warn-noop-hook.json", 62, 1, "383db188-cf37-4f4e-9c5b-554c1f0acf84", "dbt_scooters")]
    [InlineData("manifest.v2.bigquery.run.error-skipped.json", 5, 0, "8c814240-637d-4a36-937e-43787f5c79e0", "dbt_bigquery_test")]
    [InlineData("manifest.v2.bigquery.test.fail.json", 20, 0, "9adc7020-c784-4179-a4e3-e3c4ffb3b09c", "dbt_bigquery_test")]
    public async Task All_nodes_sources_and_exposures_are_found(
        string file, int nodes, int exposures, string invocation, string project)
    {
        var manifest = await Read(file);
        Assert.Equal(
            (nodes, exposures, invocation, project),
            (manifest.Graph.Nodes.Count, manifest.Graph.Exposures.Count, manifest.Invocation, manifest.Project));
    }

    [Fact]
    public async Task What_a_test_looks_at_is_known_in_every_age()
    {
        var old = (await Read("manifest.v2.bigquery.test.fail.json")).Graph;
        var unique = old.Find("test.dbt_bigquery_test.unique_test_first_dbt_model_id.1f3ee5c4a1")!;
        Assert.Equal(("model.dbt_bigquery_test.test_first_dbt_model", "id"), (unique.Tested, unique.Column));

        var now = (await Read("manifest.v12.duckdb.test.warn.json")).Graph;
        var relation = now.Nodes.First(n => n.Id.Contains("relationships_stg_tickets_account_id", StringComparison.Ordinal));
        Assert.Equal("model.revops_pipeline.stg_tickets", relation.Tested);

        var scooters = (await Read("manifest.v12.postgres.build.warn-noop-hook.json")).Graph;
        // One that somebody wrote over two looks at both.
        Assert.Null(scooters.Find("test.dbt_scooters.events_full_is_complete")!.Tested);
        Assert.Equal(2, scooters.Tested("test.dbt_scooters.events_full_is_complete").Count);
        // dbt names no node for a test of a source.
        var source = scooters.Find("test.dbt_scooters.source_not_null_scooters_raw_users_sex.2fde08f9ee")!;
        Assert.Equal(("source.dbt_scooters.scooters_raw.users", "sex"), (source.Tested, source.Column));
    }

    [Fact]
    public async Task Who_looks_at_what_is_made_from_a_node_is_found()
    {
        var graph = (await Read("manifest.v12.postgres.build.warn-noop-hook.json")).Graph;
        var hit = Assert.Single(graph.Hit(["model.dbt_scooters.trips_prep"]));
        Assert.Equal(("Financial Dashboard", "Finance department"), (hit.Label, hit.Owner));
        Assert.Empty(graph.Hit(["model.dbt_scooters.users_class_monthly_trips"]));
    }

    [Fact]
    public async Task An_owner_is_found_in_the_meta_of_the_node_or_of_its_group()
    {
        var graph = (await Written(
            """
            {"metadata": {"invocation_id": "i", "project_name": "p"},
             "docs": [1, {"nodes": {}}], "nodes": {
                "model.p.a": {"meta": {"owner": "ana"}, "config": {"meta": {"owner": "old", "tier": 1}}, "group": "finance"},
                "model.p.b": {"config": {"group": "finance"}, "depends_on": {"nodes": ["model.p.a"]}},
                "model.p.c": {"original_file_path": "models\\c.sql", "tags": "nightly"}},
             "groups": {"group.p.finance": {"name": "finance", "owner": {"name": "Finance", "email": "f@example.com"}}}}
            """)).Graph;
        Assert.Equal(("ana", "f@example.com", null),
            (graph.Find("model.p.a")!.Owner, graph.Find("model.p.b")!.Owner, graph.Find("model.p.c")!.Owner));
        Assert.Equal("1", graph.Find("model.p.a")!.Meta["tier"]);
        Assert.Equal(("models/c.sql", "nightly"), (graph.Find("model.p.c")!.Path, graph.Find("model.p.c")!.Tags.Single()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"nodes\": {\"model.p.a\": {}")]
    [InlineData("{\"metadata\": {}}")]
    public Task What_is_no_manifest_or_not_whole_is_refused(string json) =>
        Assert.ThrowsAnyAsync<JsonException>(() => Written(json));

    /// <summary>A timing is printed, not asserted; that memory stays small is.</summary>
    [Fact]
    public async Task A_manifest_of_50_MB_is_read_in_bounded_memory()
    {
        var file = Path.GetTempFileName();
        try
        {
            await Large(file);
            var length = new FileInfo(file).Length;
            Assert.True(length > 50_000_000, $"{length}");
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var clock = Stopwatch.StartNew();
            await using var stream = File.OpenRead(file);
            var manifest = await ReadManifest.From(stream, TestContext.Current.CancellationToken);
            var took = clock.Elapsed;
            var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{length / 1e6:0} MB in {took.TotalSeconds:0.00} s, {kept / 1e6:0} MB kept"));
            Assert.Equal(20_000, manifest.Graph.Nodes.Count);
            Assert.True(kept < 150_000_000, $"{kept} bytes are kept");
        }
        finally
        {
            File.Delete(file);
        }
    }

    static async Task Large(string file)
    {
        await using var to = new StreamWriter(file);
        var code = new string('x', 2400);
        await to.WriteAsync("{\"metadata\":{\"invocation_id\":\"i\",\"project_name\":\"p\"},\"nodes\":{");
        for (var n = 0; n < 20_000; n++)
        {
            var parents = n == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\"model.p.m{n / 2}\",\"model.p.m{n - 1}\"");
            await to.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"{(n == 0 ? "" : ",")}\"model.p.m{n}\":{{\"raw_code\":\"{code}\",\"original_file_path\":\"models/m{n}.sql\","
                    + $"\"tags\":[\"hourly\"],\"meta\":{{\"owner\":\"team-{n % 7}\"}},"
                    + $"\"depends_on\":{{\"nodes\":[{parents}]}}}}"));
        }

        await to.WriteAsync("},\"child_map\":{");
        for (var n = 0; n < 20_000; n++)
            await to.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $"{(n == 0 ? "" : ",")}\"model.p.m{n}\":[\"model.p.m{n + 1}\"]"));
        await to.WriteAsync("}}");
    }
}
