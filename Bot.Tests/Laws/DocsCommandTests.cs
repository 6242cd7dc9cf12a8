using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Incidents;
using Bot.Slack;
using Bot.Tests.Alerts;
using Bot.Tests.Alerts.Hooks;
using Bot.Tests.Api;
using Bot.Tests.Page;

namespace Bot.Tests.Laws;

/// <summary>Whatever the pages give to type is understood: run by a test, or read as the bot and its programs would.</summary>
public sealed partial class DocsCommandTests
{
    /// <summary>Pages whose calls of curl a test runs.</summary>
    static readonly Dictionary<string, string> Run = new()
    {
        ["docs/api.md"] = nameof(ApiDocsTests.Each_command_is_answered),
        ["docs/alerts.md"] = nameof(DocumentedHookTests.The_command_that_is_given_sends_an_alert),
        ["docs/ci/README.md"] = nameof(Calls_of_the_page_for_CI_are_taken),
        ["docs/install.md"] = nameof(InstallTests.Whoever_follows_the_page_ends_with_an_alert_that_opens_an_incident),
    };

    // Names of incidents and of what is left to do, which are any words; and the command that CONTRIBUTING.md makes.
    static readonly string[] Names = ["orders", "fix", "tell", "thanks"];

    [Fact]
    public void Each_command_in_a_block_is_understood()
    {
        var all = (from page in Docs.Pages
                   from block in Docs.Typed(page.Text)
                   from command in Shell.Commands(block)
                   select (page.Path, Words: command)).ToList();
        Assert.True(all.Count > 30, $"Too few commands to be all: {all.Count}.");
        Law.Holds(all.Where(c => c.Words[0] != "curl" || !Run.ContainsKey(c.Path)).Select(Wrong).OfType<string>());

        static string? Wrong((string Path, string[] Words) of) => TypedCommand.Problem(of.Words) is { } problem
            ? $"{of.Path}: {string.Join(' ', of.Words)}: {problem}" : null;
    }

    [Fact]
    public void Each_command_in_a_sentence_is_understood()
    {
        var all = (from page in Docs.Pages
                   from span in Docs.Spans(page.Text)
                   where Ours().IsMatch(span)
                   from command in Shell.Commands(BesideIt().Replace(span, "Bot "))
                   select (page.Path, Span: span, Problem: TypedCommand.IsVerb(command) ? null : TypedCommand.Problem(command)))
            .ToList();
        Assert.True(all.Count > 30, $"Too few commands to be all: {all.Count}.");
        Law.Holds(all.Where(c => c.Problem is not null).Select(c => $"{c.Path}: {c.Span}: {c.Problem}"));
    }

    [Fact]
    public async Task Each_word_behind_a_slash_command_is_one()
    {
        await using var afternoon = await Afternoon.Begin();
        var words = afternoon.Get<SlackRouter>().Routes.Where(r => r.Kind == RouteKind.Command)
            .Select(r => (r.Key, r.Word)).ToHashSet();
        var all = (from page in Docs.Pages
                   from span in Docs.Spans(page.Text)
                   let typed = Slash().Match(span)
                   where typed.Success
                   select (page.Path, Span: span, Command: typed.Groups["command"].Value, Text: typed.Groups["text"].Value))
            .ToList();
        Assert.True(all.Count > 150, $"Too few commands to be all: {all.Count}.");
        Law.Holds(all.Where(c => !IsWord(c.Command, c.Text)).Select(c => $"{c.Path}: {c.Span}"));

        bool IsWord(string command, string text)
        {
            var first = text.Split(' ')[0];
            return Names.Contains(first) || words.Contains((command, first))
                || (command == "/incident" && Wish.Of(text, true) is not null);
        }
    }

    [Fact]
    public async Task Calls_of_the_page_for_CI_are_taken()
    {
        Assert.SkipUnless(NotifyRun.Has("curl"), "Needs curl: the commands of docs/ci were not run.");
        await using var afternoon = await Afternoon.Begin();
        var target = Directory.CreateDirectory(Path.Combine(afternoon.Folder, "target")).FullName;
        var stop = TestContext.Current.CancellationToken;
        foreach (var (name, text) in Artifacts()) await File.WriteAllTextAsync(Path.Combine(target, $"{name}.json"), text, stop);
        var blocks = Docs.Typed(Docs.Page("docs/ci/README.md")).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.DoesNotContain("problem", await Typed(afternoon, blocks[0]), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Opened INC-", await Typed(afternoon, blocks[1]), StringComparison.Ordinal);
        await afternoon.Settle();
    }

    static IEnumerable<(string Name, string Text)> Artifacts()
    {
        const string Schema = "https://schemas.getdbt.com/dbt/";
        var at = new JsonObject { ["generated_at"] = "2026-03-03T09:50:00Z", ["invocation_id"] = "one" };
        var nodes = new JsonObject { ["model.acme.orders"] = Model() };
        yield return ("manifest", Of("manifest/v12.json", new() { ["nodes"] = nodes }));
        yield return ("run_results", Of("run-results/v6.json", new() { ["results"] = new JsonArray() }));
        yield return ("sources", Of("sources/v3.json", new() { ["results"] = new JsonArray() }));

        static JsonObject Model() => new()
        {
            ["unique_id"] = "model.acme.orders",
            ["resource_type"] = "model",
            ["name"] = "orders",
            ["package_name"] = "acme",
        };

        string Of(string schema, JsonObject holds)
        {
            var metadata = at.DeepClone();
            metadata["dbt_schema_version"] = Schema + schema;
            holds["metadata"] = metadata;
            return holds.ToJsonString();
        }
    }

    static async Task<string> Typed(Afternoon afternoon, string block)
    {
        var url = afternoon.Url.ToString();
        using var shell = Process.Start(new ProcessStartInfo(
            "sh",
            ["-ec", block.Replace("https://bot.example.com/", url, StringComparison.Ordinal)
                .Replace("curl ", "curl --silent --show-error --fail-with-body ", StringComparison.Ordinal)])
        {
            WorkingDirectory = afternoon.Folder,
            Environment =
            {
                ["RESPONDER_TOKEN"] = Afternoon.IntakeToken,
                ["RESPONDER_URL"] = $"{url}v2/alert_events/http/circleci",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var stop = TestContext.Current.CancellationToken;
        var (said, trouble) = (shell.StandardOutput.ReadToEndAsync(stop), shell.StandardError.ReadToEndAsync(stop));
        await shell.WaitForExitAsync(stop);
        Assert.True(shell.ExitCode == 0, $"{await said}{await trouble}");
        return await said;
    }

    [GeneratedRegex(@"^(dotnet (run|test|build|publish|format) |Bot (-- )?[a-z]+( |$)|\.ci/)")]
    private static partial Regex Ours();

    [GeneratedRegex("^Bot -- ")]
    private static partial Regex BesideIt();

    [GeneratedRegex("^(?<command>/incident|/cover|/followup) (?<text>[a-z].*)$")]
    private static partial Regex Slash();
}
