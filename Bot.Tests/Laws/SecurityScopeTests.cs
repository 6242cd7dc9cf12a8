using System.Text.RegularExpressions;
using Bot.Settings;

namespace Bot.Tests.Laws;

/// <summary>The page for a security team says of scopes and of times what the app and the bot do.</summary>
public sealed partial class SecurityScopeTests
{
    static readonly string Page = Docs.Page(Path.Combine("docs", "security.md"));

    [Fact]
    public void Each_scope_of_the_manifest_stands_there_and_no_other()
    {
        var rows = Row().Matches(Page).Select(row => (row.Groups["scope"].Value, row.Groups["optional"].Success)).ToList();
        Assert.Equal(AppManifest.Scopes.Select(s => (s, false)).Concat(AppManifest.OptionalScopes.Select(s => (s, true))), rows);
        Assert.All(Row().Matches(Page), row => Assert.InRange(row.Groups["why"].Value.Length, 10, 200));
    }

    [Fact]
    public void What_is_kept_is_kept_for_as_long_as_it_says()
    {
        var usual = new RetentionOptions();
        foreach (var (setting, days) in new[]
        {
            (nameof(usual.Bodies), usual.Bodies), (nameof(usual.Briefs), usual.Briefs), (nameof(usual.Posts), usual.Posts),
            (nameof(usual.History), usual.History),
        })
            Assert.Matches($@"\| {days} days \| `Retention__{setting}` \|", Page);
        Assert.Contains($"| the {usual.UpgradeCopies} newest | `Retention__UpgradeCopies` |", Page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `(?<scope>[a-z]+(:[a-z]+)?)`(?<optional> \(optional\))? \| (?<why>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
