using System.Reflection;
using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>docs/security.md names the tests that hold each threat: they are there.</summary>
public sealed partial class SecurityDocsTests
{
    [Fact]
    public void Each_test_that_it_names_is_there()
    {
        var tests = typeof(SecurityDocsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
                .Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet();
        var named = Named().Matches(File.ReadAllText(Path.Combine(Sources.Root(), "docs", "security.md")))
            .Select(match => match.Groups["test"].Value).Distinct().ToList();
        Assert.True(named.Count > 200, $"Too few tests to hold all: {named.Count}.");
        Law.Holds(named.Where(test => !tests.Contains(test)));
    }

    [GeneratedRegex("`(?<test>[A-Za-z0-9]+(?:Tests|Properties)\\.[A-Za-z0-9_]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
