using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Tests.Laws;

namespace Bot.Tests.Operating;

/// <summary>docs/monitoring.md names every figure that there is; the dashboard and the rules ask for no other.</summary>
[Collection(Figures.Name)]
public sealed partial class MonitoringDocsTests
{
    // The model's are those of the library that asks it.
    static readonly string[] OfModel =
        ["gen_ai_client_operation_duration_seconds", "gen_ai_client_token_usage"];

    static string Folder => Path.Combine(Sources.Root(), "docs");

    [Fact]
    public async Task Each_figure_is_explained_in_one_line_and_none_that_there_is_not()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Metrics:Url"] = "http://127.0.0.1:0" });
        var page = await File.ReadAllTextAsync(Path.Combine(Folder, "monitoring.md"), TestContext.Current.CancellationToken);
        var documented = Row().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(documented.Distinct(), documented);
        Assert.Equal(Published().Concat(OfModel).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dashboard.json")]
    [InlineData("alerts.yml")]
    public async Task Files_to_copy_ask_for_figures_that_there_are(string file)
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Folder, "monitoring", file), TestContext.Current.CancellationToken);
        if (file.EndsWith(".json", StringComparison.Ordinal)) Assert.NotNull(JsonNode.Parse(text)!["panels"]);
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Metrics:Url"] = "http://127.0.0.1:0" });
        var known = Published().Concat(OfModel).ToHashSet();
        var asked = Name().Matches(text).Select(m => Part().Replace(m.Value, "")).Distinct().ToList();
        Assert.True(asked.Count >= 5, "Too few figures to be all.");
        Assert.All(asked, name => Assert.Contains(name, known));
    }

    // As Prometheus calls them.
    static HashSet<string> Published()
    {
        HashSet<string> names = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name is not ("Bot" or "Bot.Slack")) return;
            var unit = instrument.Unit == "s" ? "_seconds" : "";
            var total = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? "_total" : "";
            names.Add($"{instrument.Name.Replace('.', '_')}{unit}{total}");
        };
        listener.Start();
        return names;
    }

    [GeneratedRegex(@"^\| `([a-z_]+)", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(bot|gen_ai_client)_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Part();
}
