using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>
/// Formatting marks that an app wants shown as they are, each the fallback of a date with a format that Slack does not know.
/// They are taken out of the text before marks are read and put back at the end.
/// </summary>
static partial class ShownMarks
{
    const string Marks = "*_~`＊＿｀";
    const char First = '\uE100';

    public static string Hide(string text) =>
        Token().Replace(text, match => ((char)(First + Marks.IndexOf(match.Groups[1].ValueSpan[0]))).ToString());

    public static string Show(string text) => text.AsSpan().IndexOfAnyInRange(First, (char)(First + Marks.Length - 1)) < 0 ? text
        : string.Concat(text.Select(c => c >= First && c < First + Marks.Length ? Marks[c - First] : c));

    [GeneratedRegex(@"<!date\^[0-9]+\^\{_\}\|([*_~`＊＿｀])>")]
    private static partial Regex Token();
}
