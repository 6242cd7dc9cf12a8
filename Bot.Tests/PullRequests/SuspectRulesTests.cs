using System.Globalization;
using Bot.Alerts.Dbt;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.PullRequests;
using CsCheck;

namespace Bot.Tests.PullRequests;

/// <summary>Which commits touch what fails.</summary>
public sealed class SuspectRulesTests
{
    static readonly DbtGraph Graph = new(
        [
            new() { Id = "model.acme.fct_orders", Path = "models/marts/fct_orders.sql", Parents = ["model.acme.stg_orders"] },
            new() { Id = "model.acme.stg_orders", Path = "models/stg_orders.sql", Parents = ["source.acme.raw.orders"] },
            new() { Id = "source.acme.raw.orders", Path = "models/sources.yml" },
            new()
            {
                Id = "test.acme.not_null.0123456789",
                Path = "models/marts/schema.yml",
                Parents = ["model.acme.fct_orders"],
                Tested = "model.acme.fct_orders",
            },
        ],
        []);

    static string[] Files(params string[] failing) =>
        [.. FailingFiles.Of(Graph, failing).Select(file => $"{file.By} {file.Path}")];

    [Fact]
    public void Of_what_fails_its_own_file_and_those_of_its_parents_matter_and_none_further_away() =>
        Assert.Equal(
            ["Fails models/marts/fct_orders.sql", "Parent models/stg_orders.sql"], Files("model.acme.fct_orders"));

    [Fact]
    public void Of_a_test_what_it_looks_at_matters_as_well() => Assert.Equal(
        ["Fails models/marts/schema.yml", "Tested models/marts/fct_orders.sql", "Parent models/stg_orders.sql"],
        Files("test.acme.not_null.0123456789"));

    [Fact]
    public void What_the_manifest_does_not_name_stands_in_no_file() => Assert.Empty(Files("model.acme.gone"));

    [Theory]
    [InlineData(
        "manifest.v2.bigquery.run.error-skipped.json", "model.dbt_bigquery_test.test_second_parallel_dbt_model",
        "Fails models/example/test_second_parallel_dbt_model.sql", "Parent models/example/schema.yml")]
    [InlineData(
        "manifest.v2.bigquery.test.fail.json", "test.dbt_bigquery_test.unique_test_second_dbt_model_id.ba8cd8dfe1",
        "Fails models/example/schema.yml", "Tested models/example/test_second_dbt_model.sql",
        "Parent models/example/test_first_dbt_model.sql")]
    [InlineData(
        "manifest.v12.postgres.build.warn-noop-hook.json",
        "test.dbt_scooters.source_not_null_scooters_raw_users_sex.2fde08f9ee",
        "Fails models/properties.yml", "Tested models/properties.yml")]
    public async Task So_they_are_in_manifests_that_dbt_wrote(string file, string failing, params string[] files)
    {
        await using var stream = System.IO.File.OpenRead(ReferenceData.File("dbt", file));
        var graph = (await ReadManifest.From(stream, TestContext.Current.CancellationToken)).Graph;
        Assert.Equal(files, FailingFiles.Of(graph, [failing]).Select(found => $"{found.By} {found.Path}"));
    }

    [Theory]
    [InlineData("models/stg_orders.sql", true)]
    [InlineData("transform/dbt/models/stg_orders.sql", true)]
    [InlineData("models/stg_orders.sql.bak", false)]
    [InlineData("old_models/stg_orders.sql", false)]
    [InlineData("stg_orders.sql", false)]
    [InlineData("seeds/stg_orders.sql", false)]
    public void A_project_may_lie_in_a_folder_of_its_repository(string changed, bool touches) =>
        Assert.Equal(touches, SuspectRules.Touched([changed], [File("models/stg_orders.sql")]).Count == 1);

    [Fact]
    public void A_name_alone_is_the_end_of_too_many_paths()
    {
        Assert.Single(SuspectRules.Touched(["orders.sql"], [File("orders.sql")]));
        Assert.Empty(SuspectRules.Touched(["models/orders.sql"], [File("orders.sql")]));
    }

    static SuspectFile File(string path, SuspectBy by = SuspectBy.Fails) => new(path, "model.acme.one", by);

    static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    static readonly Gen<string> Paths = Gen.Select(
        OneOf("models", "transform/models", "seeds"), OneOf("a", "b", "c"),
        (folder, name) => $"{folder}/{name}.sql");

    static readonly Gen<SuspectFile> Matter = Gen.Select(
        OneOf("models/a.sql", "models/b.sql", "seeds/c.sql"), Gen.Enum<SuspectBy>(), File);

    [Fact]
    public void Each_commit_that_touches_one_is_there_once_what_fails_itself_first_and_of_each_kind_the_newest() =>
        Gen.Select(Paths.List[0, 4].List[0, 8], Matter.List[0, 4]).Sample((changed, files) =>
        {
            List<SeenCommit> commits = [.. changed.Select((paths, at) => new SeenCommit($"{at}", "", "", paths))];
            var found = SuspectRules.Of(commits, files);
            var touching = commits.Where(c => c.Files.Any(path => files.Any(f => IsIt(path, f.Path)))).Select(c => c.Sha);
            Assert.Equal(touching.Order(), found.Select(s => s.Sha).Order());
            foreach (var one in found)
            {
                var near = commits[At(one)].Files
                    .SelectMany(path => files.Where(f => IsIt(path, f.Path)).Select(f => f.By)).Min();
                Assert.Equal(near, one.Touches.By);
            }

            foreach (var (before, after) in found.Zip(found.Skip(1)))
                Assert.True(before.Touches.By < after.Touches.By
                    || (before.Touches.By == after.Touches.By && At(before) > At(after)));
        });

    static int At(Suspect suspect) => int.Parse(suspect.Sha, CultureInfo.InvariantCulture);

    static bool IsIt(string changed, string path) => changed == path || changed.EndsWith($"/{path}", StringComparison.Ordinal);
}
