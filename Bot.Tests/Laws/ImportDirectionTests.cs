using System.Reflection;

namespace Bot.Tests.Laws;

public sealed class ImportDirectionTests
{
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Bot.Domain"] = [],
        ["Bot.Slack"] = [],
        ["Bot"] = ["Bot.Domain", "Bot.Slack"],
        // Not the protocol: one misspelt field would agree with itself. The rules are measured by its benches.
        ["Bot.Sandbox"] = ["Bot", "Bot.Domain"],
    };

    [Theory]
    [InlineData("Bot.Domain")]
    [InlineData("Bot.Slack")]
    [InlineData("Bot")]
    [InlineData("Bot.Sandbox")]
    public void A_project_imports_only_what_stands_below_it(string project)
    {
        var imported = Assembly.Load(project).GetReferencedAssemblies()
            .Select(a => a.Name!).Where(n => n == "Bot" || n.StartsWith("Bot.", StringComparison.Ordinal));
        Law.Holds(imported.Except(Allowed[project]));
    }
}
