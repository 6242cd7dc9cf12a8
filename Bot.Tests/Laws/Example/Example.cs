using System.Text.RegularExpressions;
using Bot.Delivery;
using Bot.OnCall.Covers;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;
using Bot.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests;

/// <summary>The worked example of CONTRIBUTING.md, put into a running bot as its text says, and held to that text.</summary>
public sealed partial class Example
{
    static readonly string Text = Read("CONTRIBUTING.md");

    /// <summary>An afternoon with the example registered, as its lines in the services and routes would.</summary>
    public static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin(services: services => services
            .AddSingleton<ThankSomebody>());
        Register(
            afternoon.Get<BotCommands>(), afternoon.Get<ThankSomebody>(), afternoon.Get<SlackRouter>(),
            afternoon.Get<Synchroniser>());
        return afternoon;
    }

    static void Register(BotCommands commands, ThankSomebody thank, SlackRouter router, Synchroniser synchroniser)
    {
        var command = commands.Cover;
        router.Command(command, "thanks", thank.Run);
        synchroniser.Serve(ThankSomebody.Subject, thank.Bring);
    }

    [Theory]
    [InlineData("ThankFacts.cs")]
    [InlineData("ThankSomebody.cs")]
    [InlineData("ThankSomebodyTests.cs")]
    public void The_text_is_what_is_built(string file)
    {
        // The test's own beginning of an afternoon stands in the text as everybody's.
        var code = Built(file).Replace("Example.Begin()", "Afternoon.Begin()", StringComparison.Ordinal);
        Assert.True(
            Text.Contains($"```csharp\n{code}\n```", StringComparison.Ordinal),
            $"CONTRIBUTING.md does not hold {file} as it is built:\n{code}");
    }

    [Fact]
    public void The_lines_to_add_go_where_the_text_says()
    {
        var built = Built("Example.cs");
        var changes = Change().Matches(Text);
        Assert.Equal(5, changes.Count);
        foreach (Match change in changes)
        {
            var (file, lines) = (change.Groups["file"].Value, change.Groups["lines"].Value.TrimEnd('\n').Split('\n'));
            var before = string.Join('\n', lines.Where(l => l[0] != '+').Select(l => l[1..]));
            Assert.True(
                Read(file).Split($"{before}\n").Length == 2, $"{file} does not hold these lines once:\n{before}");
            foreach (var line in lines.Where(l => l[0] == '+').Select(l => l[1..].Trim()).Where(IsStatement))
                Assert.Contains(line, built, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_line_of_the_history_is_in_its_place()
    {
        var line = $"OnCall.Rows {nameof(ThankFacts)} {ThankFacts.Thanked}";
        List<string> verbs = [.. Read("Bot.Tests/Laws/verbs.txt").TrimEnd('\n').Split('\n'), line];
        verbs.Sort(StringComparer.Ordinal);
        Assert.Contains($"\n {verbs[verbs.IndexOf(line) - 1]}\n+{line}\n", Text, StringComparison.Ordinal);
    }

    static bool IsStatement(string line) => line.EndsWith(';') || line.StartsWith(".Add", StringComparison.Ordinal);

    static string Built(string file) => Read($"Bot.Tests/Laws/Example/{file}").Trim();

    static string Read(string path) => File.ReadAllText(Path.Combine(Sources.Root(), path))
        .TrimStart('\uFEFF').Replace("\r", "", StringComparison.Ordinal);

    [GeneratedRegex(@"```diff\n--- (?<file>\S+)\n(?<lines>(?:[ +-].*\n)+)```")]
    private static partial Regex Change();
}
