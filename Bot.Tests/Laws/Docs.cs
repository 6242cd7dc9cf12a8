using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>The pages that people read, as their laws read them.</summary>
static partial class Docs
{
    /// <summary>Each page with its path from the root.</summary>
    public static IReadOnlyList<(string Path, string Text)> Pages { get; } =
    [
        .. Directory.EnumerateFiles(Sources.Root(), "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Sources.Root(), "docs"), "*.md", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(path => (Sources.Short(path), File.ReadAllText(path))),
    ];

    public static string Page(string path) => Pages.Single(page => page.Path == path).Text;

    /// <summary>What a page gives to type into a shell.</summary>
    public static IEnumerable<string> Typed(string page) => Block().Matches(page)
        .Where(block => block.Groups["kind"].Value is "" or "sh" or "bash").Select(block => block.Groups["text"].Value);

    /// <summary>What stands in backticks within a sentence.</summary>
    public static IEnumerable<string> Spans(string page) =>
        Span().Matches(WithoutBlocks(page)).Select(span => span.Groups["text"].Value.Replace('\n', ' '));

    public static string WithoutBlocks(string page) => Block().Replace(page, "");

    [GeneratedRegex("^ *```(?<kind>[^\n]*)\n(?<text>.*?)^ *``` *$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("(?<!`)`(?<text>[^`]+)`(?!`)")]
    private static partial Regex Span();
}
