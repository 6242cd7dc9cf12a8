using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Alerts.Hooks;
using Bot.Domain.Alerts;
using Bot.Tests.Laws;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>What docs/alerts.md gives to paste does what it says.</summary>
public sealed partial class DocumentedHookTests
{
    static readonly string Docs = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "alerts.md"));

    static string Block(string heading, string kind)
    {
        var section = Docs[Docs.IndexOf($"\n{heading}\n", StringComparison.Ordinal)..];
        return section.Split($"```{kind}\n")[1].Split("\n```")[0];
    }

    /// <summary>What stands in the place of a variable when its sender has filled it in.</summary>
    static string Filled(string body) => Variable().Replace(
        body, m => m.Value.Contains("tojson", StringComparison.Ordinal) ? "\"filled\"" : "filled");

    [Theory]
    [InlineData("### Airflow", "The bot's own form", "filled.filled failed", "airflow/filled/filled")]
    [InlineData("### Dagster", "Dagster+", "filled", "dagster/filled/filled/filled")]
    [InlineData("### Prefect", "The bot's own form", "filled", "prefect/deployment/filled")]
    [InlineData("### Datadog", "Datadog", "filled", "filled/filled")]
    public void Each_body_to_paste_is_an_alert(string heading, string by, string title, string key)
    {
        var read = ReadHook.Of("docs", Encoding.UTF8.GetBytes(Filled(Block(heading, "json"))), null, HookReader.ByItself);
        Assert.Equal(by, read.By);
        var alert = Assert.Single(read.Heard).Alert;
        Assert.Equal((title, key, AlertStatus.Firing), (alert.Title, alert.DeduplicationKey, alert.Status));
        Assert.Null(alert.OfNoInterest);
        Assert.False(alert.ReadLeniently);
    }

    [Fact]
    public void Every_function_that_is_named_is_known_and_no_other()
    {
        var named = Docs[Docs.IndexOf("\nFunctions:", StringComparison.Ordinal)..].Split("\n\n")[0].Split(". An expression")[0];
        var functions = Function().Matches(named).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(29, functions.Count);
        Assert.All(functions, f =>
        {
            Bot.Alerts.Expressions.Expression.Parse($"{f}('x', a)", out var problem);
            Assert.DoesNotContain("There is no function", problem ?? "", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_command_that_is_given_sends_an_alert()
    {
        await using var afternoon = await Afternoon.Begin();
        var command = Block("## Any JSON", "sh")
            .Replace("https://bot.example.com/", afternoon.Url.ToString(), StringComparison.Ordinal)
            .Replace("v1/hooks/jobs", "v1/hooks/circleci", StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            Environment = { ["TOKEN"] = Afternoon.IntakeToken },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var answer = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Opened INC-1.", answer, StringComparison.Ordinal);
        await afternoon.Settle();
        afternoon.Finn.Sees("#inc-1-load-of-orders-failed", "#data-incidents");
    }

    [GeneratedRegex(@"\{\{.*?\}\}|\$[A-Z_]+", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("`([a-z_]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Function();
}
