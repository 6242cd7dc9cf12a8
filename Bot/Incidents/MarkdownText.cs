using System.Text.RegularExpressions;

namespace Bot.Incidents;

/// <summary>Others' words in a Markdown document.</summary>
static partial class MarkdownText
{
    // Nothing that somebody wrote makes a heading, a list or a link; a further line goes on in its entry.
    public static string Escaped(string text) => Begins().Replace(Acts().Replace(text.ReplaceLineEndings("\n"), @"\$0"), @"$1\$2")
        .Replace("\n", "\\\n  ", StringComparison.Ordinal);

    [GeneratedRegex(@"[\\`*_\[\]<>#|~!&]", RegexOptions.NonBacktracking)]
    private static partial Regex Acts();

    [GeneratedRegex(@"(^[ \t]*[0-9]*)([-+=.)])", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Begins();
}
