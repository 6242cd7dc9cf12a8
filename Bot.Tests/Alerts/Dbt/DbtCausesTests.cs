using System.Diagnostics;
using System.Globalization;
using Bot.Domain.Alerts.Dbt;
using CsCheck;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>What is wrong in a run, however many nodes it shows in.</summary>
public sealed class DbtCausesTests(ITestOutputHelper output)
{
    static DbtNode Model(string name, params string[] parents) => new()
    {
        Id = $"model.p.{name}",
        Parents = [.. parents.Select(p => $"model.p.{p}")],
    };

    static DbtNode Test(string name, string tested) =>
        new() { Id = $"test.p.{name}", Parents = [$"model.p.{tested}"], Tested = $"model.p.{tested}" };

    static DbtResult Of(string node, DbtOutcome outcome, string? message = null) => new(node, outcome, $"{outcome}", message);

    static string Said(IEnumerable<DbtCause> causes) => string.Join("; ", causes.Select(
        c =>
            $"{string.Join('+', c.Nodes.Select(n => DbtName.Of(n.Node)))} before "
                + $"{string.Join('+', c.Skipped.Select(DbtName.Of))}"));

    [Fact]
    public void What_is_skipped_belongs_to_the_nearest_red_node_that_it_is_made_from()
    {
        var graph = new DbtGraph(
            [
                Model("raw"), Model("stg", "raw"), Model("fct", "stg"), Model("mart", "fct"), Model("other"),
                Model("else", "other")
            ],
            []);
        Assert.Equal("stg before fct+mart; other before else", Said(DbtCauses.Of(
        [
            Of("model.p.raw", DbtOutcome.Passed), Of("model.p.stg", DbtOutcome.Errored, "no such column"),
            Of("model.p.fct", DbtOutcome.Skipped), Of("model.p.other", DbtOutcome.Errored, "timeout"),
            Of("model.p.mart", DbtOutcome.Skipped), Of("model.p.else", DbtOutcome.Skipped),
        ], graph)));
    }

    [Fact]
    public void What_was_red_and_is_skipped_waits_for_something_red_that_it_is_made_from_or_for_nothing() => Gen.Select(
        Gen.Int[0, 3].Array[2, 12], Gen.Int[0, 20].Array[12]).Sample((kinds, parents) =>
    {
        // Each is made from one before it: passed, red, red and skipped now, or skipped alone.
        var graph = new DbtGraph(kinds.Select((_, n) => n == 0 ? Model("0") : Model($"{n}", $"{parents[n] % n}")), []);
        var results = kinds.Select((kind, n) => Of(
            $"model.p.{n}", kind switch { 0 => DbtOutcome.Passed, 3 => DbtOutcome.Skipped, _ => DbtOutcome.Errored })).ToList();
        var skipped = kinds.Index().Where(k => k.Item is 2 or 3)
            .ToDictionary(k => $"model.p.{k.Index}", _ => (string?)null, StringComparer.Ordinal);
        var waiting = DbtCauses.Waiting(results, skipped, graph);
        var red = kinds.Index().Where(k => k.Item == 1).Select(k => $"model.p.{k.Index}").ToHashSet(StringComparer.Ordinal);
        Assert.All(waiting, w =>
        {
            Assert.Equal(2, kinds[int.Parse(DbtName.Of(w.Key), CultureInfo.InvariantCulture)]);
            Assert.Contains(w.Value, red);
            if (red.Count > 1) Assert.Contains(w.Key, graph.Behind([w.Value]));
        });
        if (red.Count == 0) Assert.Empty(waiting);
    });

    [Fact]
    public void A_test_that_fails_holds_up_what_is_made_from_its_node()
    {
        var graph = new DbtGraph(
            [Model("stg"), Test("not_null_stg", "stg"), Model("fct", "stg"), Model("lone"), Model("x", "lone")], []);
        Assert.Equal("not_null_stg before fct; lone before x", Said(DbtCauses.Of(
        [
            Of("model.p.stg", DbtOutcome.Passed), Of("test.p.not_null_stg", DbtOutcome.Failed),
            Of("model.p.fct", DbtOutcome.Skipped),
            Of("model.p.lone", DbtOutcome.Errored), Of("model.p.x", DbtOutcome.Skipped),
        ], graph)));
    }

    [Fact]
    public void Two_tests_that_find_rows_are_two_causes_though_they_say_the_same() => Assert.Equal(
        "a before ; b before ", Said(DbtCauses.Of(
        [
            Of("test.p.a", DbtOutcome.Failed, "Got 52 results, configured to fail if != 0"),
            Of("test.p.b", DbtOutcome.Failed, "Got 3 results, configured to fail if != 0"),
        ], DbtGraph.None)));

    [Fact]
    public void Two_hundred_nodes_that_a_password_stopped_are_one_cause()
    {
        var cause = Assert.Single(DbtCauses.Of(
            [
                .. Enumerable.Range(0, 200).Select(n => Of(
                    $"model.p.m{n}", DbtOutcome.Errored,
                    $"Database Error in model m{n} (models/staging/m{n}.sql)\n  connection to server at \"10.0.0.{n}\", port "
                        + "5432 failed: "
                        + $"FATAL:  password authentication failed for user \"dbt_{n}\"\n  compiled code at "
                        + $"target/run/m{n}.sql")),
            ], DbtGraph.None));
        Assert.Equal(200, cause.Nodes.Count);
    }

    [Theory]
    [InlineData("column \"a\" does not exist", "column \"b\" does not exist", true)]
    [InlineData("Query 01b2-33 timed out after 300 s", "Query 77ff-12 timed out after 900 s", true)]
    [InlineData("relation \"raw.orders\" does not exist", "relation \"raw.users\" does not exist", false)]
    [InlineData("permission denied for table orders", "relation does not exist", false)]
    [InlineData(
        "Runtime Error in model a (a.sql)\n  x\n  LINE 8: select a\n          ^",
        "Runtime Error in model b (b.sql)\n  x\n  LINE 10: select b\n      ^", true)]
    [InlineData("Database Error in model a (a.sql)\n  x", "Compilation Error in model a (a.sql)\n  x", false)]
    public void Errors_are_one_where_only_names_and_numbers_differ(string one, string other, bool same) =>
        Assert.Equal(same, ErrorSignature.Of(one) == ErrorSignature.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData(" \n ")]
    [InlineData("'a' 12")]
    public void An_error_that_says_nothing_is_a_cause_of_its_own(string? message) => Assert.Equal(
        2, DbtCauses.Of(
            [Of("model.p.a", DbtOutcome.Errored, message), Of("model.p.b", DbtOutcome.Errored, message)], DbtGraph.None).Count);

    [Fact]
    public void A_circle_in_a_broken_manifest_ends()
    {
        var graph = new DbtGraph([Model("a", "b"), Model("b", "a"), Model("c"), Model("d")], []);
        Assert.Equal("c before ; d before ", Said(DbtCauses.Of(
        [
            Of("model.p.a", DbtOutcome.Skipped), Of("model.p.b", DbtOutcome.Skipped), Of("model.p.c", DbtOutcome.Errored, "x"),
            Of("model.p.d", DbtOutcome.Errored, "y"),
        ], graph)));
    }

    /// <summary>A timing is printed, not asserted.</summary>
    [Fact]
    public void A_chain_of_20000_with_5000_failures_is_folded()
    {
        var graph = new DbtGraph(
            Enumerable.Range(0, 20_000).Select(n => n % 4 == 0 ? Model($"m{n}") : Model($"m{n}", $"m{n - 1}", $"m{n / 2}")), []);
        var results = Enumerable.Range(0, 20_000).Select(n => n % 4 == 0
            ? Of(
                $"model.p.m{n}", DbtOutcome.Errored,
                $"Database Error in model m{n} (m{n}.sql)\n  permission denied for \"m{n}\"")
            : Of($"model.p.m{n}", DbtOutcome.Skipped)).ToList();
        var clock = Stopwatch.StartNew();
        var cause = Assert.Single(DbtCauses.Of(results, graph));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMilliseconds:0} ms"));
        Assert.Equal((5_000, 15_000), (cause.Nodes.Count, cause.Skipped.Count));
    }

    [Fact]
    public void A_project_as_deep_as_it_likes_is_folded()
    {
        var graph = new DbtGraph(
            Enumerable.Range(0, 100_000).Select(n => n == 0 ? Model("m0") : Model($"m{n}", $"m{n - 1}")).Append(Model("other")),
            []);
        var causes = DbtCauses.Of(
            [
                Of("model.p.m0", DbtOutcome.Errored, "x"), Of("model.p.other", DbtOutcome.Errored, "y"),
                Of("model.p.m99999", DbtOutcome.Skipped),
            ], graph);
        Assert.Equal("m0 before m99999; other before ", Said(causes));
    }
}
