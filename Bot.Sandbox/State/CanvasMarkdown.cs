using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>Markdown as a canvas keeps it: in parts, each a heading, a table, a list or a paragraph.</summary>
static partial class CanvasMarkdown
{
    /// <summary>Its parts; what no blank line parts is one, but for headings.</summary>
    public static IEnumerable<string> Blocks(string markdown)
    {
        List<string> lines = [];
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            var isHeading = Heading().IsMatch(line);
            if ((isHeading || string.IsNullOrWhiteSpace(line)) && lines.Count > 0)
            {
                yield return string.Join('\n', lines);
                lines.Clear();
            }

            if (isHeading) yield return line.TrimEnd();
            else if (!string.IsNullOrWhiteSpace(line)) lines.Add(line.TrimEnd());
        }

        if (lines.Count > 0) yield return string.Join('\n', lines);
    }

    public static CanvasSection Section(string id, string block)
    {
        var heading = Heading().Match(block);
        var kind = heading.Success ? CanvasKind.Heading : block.StartsWith('|') ? CanvasKind.Table
            : Item().IsMatch(block) ? CanvasKind.List : CanvasKind.Text;
        return new(id, kind, heading.Groups[1].Length, block);
    }

    public static string Joined(IEnumerable<CanvasSection> sections) =>
        string.Join("\n\n", sections.Select(section => section.Markdown));

    /// <summary>Without the signs that format it.</summary>
    public static string Plain(string markdown) =>
        Signs().Replace(Link().Replace(Heading().Replace(markdown, ""), "$1"), "$1");

    /// <summary>The cells of a table, of which a canvas takes 300.</summary>
    public static int Cells(string block) => block.StartsWith('|')
        ? block.Split('\n').Sum(line => Math.Max(0, Cell().Count(line) - 1)) : 0;

    [GeneratedRegex(@"^(#{1,3}) +(?=\S)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ *(?:[-*]|[0-9]+\.) ")]
    private static partial Regex Item();

    [GeneratedRegex(@"\\(.)|[*_`]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();
}
