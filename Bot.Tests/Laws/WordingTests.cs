using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>What no message may be made of, read from the sources.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void A_name_of_a_person_is_never_embedded_with_its_formatting() =>
        Law.Holds(Found(NameAsMarkup(), "Bot"));

    [Fact]
    public void Commands_are_called_as_the_settings_call_them() =>
        Assert.Equal(["BotCommands.cs: /incident, /cover"], Found(CommandAsLiteral(), "Bot", "Bot.Slack", "Bot.Domain"));

    /// <summary>Patterns of the framework take digits of every script, and numbers are read from those of one.</summary>
    [Fact]
    public void No_pattern_takes_digits_that_are_read_as_no_number() =>
        Law.Holds(Found(AnyDigit(), "Bot", "Bot.Slack", "Bot.Domain", "Bot.Sandbox"));

    static IEnumerable<string> Found(Regex pattern, params string[] projects) =>
        from file in Sources.Of(projects)
        from line in Code.WithoutComments(file.Text).Split('\n')
        where pattern.IsMatch(line)
        select $"{Path.GetFileName(file.Path)}: {string.Join(", ", pattern.Matches(line).Select(m => m.Value))}";

    [GeneratedRegex(@"Mrkdwn\.Escape\([^()]*(?:NameOf|\bname)\(")]
    private static partial Regex NameAsMarkup();

    // In a text of any kind, of many lines too: in code nothing begins so.
    [GeneratedRegex(@"(?<![\w.])/(?:incident|cover)\b")]
    private static partial Regex CommandAsLiteral();

    [GeneratedRegex(@"\\d")]
    private static partial Regex AnyDigit();
}
