using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>
/// Text without what nobody sees: the control sequences of terminals, whole, with their colours and links, and characters that
/// only steer.
/// </summary>
static partial class VisibleText
{
    public static string Of(string text)
    {
        var plain = text.Any(c => c is '\u001B' or (>= '\u0080' and <= '\u009F')) ? Sequence().Replace(text, "") : text;
        if (plain.Contains('[')) plain = Written().Replace(plain, "");
        return SeenText.Of(BareReset().IsMatch(plain) ? BareColour().Replace(plain, "") : plain);
    }

    // CSI; OSC and its like up to their end, where they have one on their line and before the next begins; all other escapes.
    [GeneratedRegex(
        @"(?:\x1B\[|\x9B)[0-?]*[ -/]*[@-~]?"
        + @"|(?:\x1B[\]PX^_]|[\x9D\x90\x98\x9E\x9F])(?:[^\x07\x1B\x90\x98\x9C-\x9F\n\r]{0,4000}(?:\x07|\x1B\\|\x9C))?"
        + @"|\x1B(?: [FGLMN]|[!-/]+[0-~]|[0-9=>DEHMNOZc])?", RegexOptions.None, 1000)]
    private static partial Regex Sequence();

    // Colours whose escape somebody wrote as text, such as \e[31m, or another tool shows, such as ^[[31m.
    [GeneratedRegex(@"(?:\\e|\\E|\\0?33|\\x1[bB]|\\u001[bB]|\^\[|␛)\[[0-9;:]*[mKGHJ]", RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    // Colours of which another tool took the escape alone, told by the [0m that ends them: "rate(x[5m])" and "[5ms]" are none.
    [GeneratedRegex(@"\[00?m(?![a-z]{0,6}\])", RegexOptions.None, 1000)]
    private static partial Regex BareReset();

    [GeneratedRegex(@"\[[0-9]{1,3}(?:;[0-9]{1,3})*m(?![a-z]{0,6}\])", RegexOptions.None, 1000)]
    private static partial Regex BareColour();
}
