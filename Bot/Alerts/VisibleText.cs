using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>
/// Text without what nobody sees: the control sequences of terminals, whole, with their colours and links, and characters that
/// only steer.
/// </summary>
static partial class VisibleText
{
    public static string Of(string text) => SeenText.Of(
        text.Any(c => c is '\u001B' or (>= '\u0080' and <= '\u009F')) ? Sequence().Replace(text, "") : text);

    // CSI; OSC and its like up to their end, where they have one on their line; all other escapes.
    [GeneratedRegex(
        @"(?:\x1B\[|\x9B)[0-?]*[ -/]*[@-~]?"
        + @"|(?:\x1B[\]PX^_]|[\x9D\x90\x98\x9E\x9F])(?:[^\x07\x1B\x9C\n\r]{0,4000}(?:\x07|\x1B\\|\x9C))?"
        + @"|\x1B(?: [FGLMN]|[!-/]+[0-~]|[0-9=>DEHMNOZc])?")]
    private static partial Regex Sequence();
}
