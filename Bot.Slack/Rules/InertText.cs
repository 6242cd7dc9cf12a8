using System.Text;

namespace Bot.Slack;

/// <summary>
/// Takes the force out of formatting marks. Slack has no escape for them, and a character of no width beside a mark makes
/// it work inside a word as well. What it shows as it is, is the fallback of a date whose format it does not know; copied,
/// that is the one character again.
/// </summary>
static class InertText
{
    // Each costs two dozen characters of a message; a text that has more marks than this gets characters that look alike.
    const int MostDates = 8;

    const char SoftHyphen = '\u00ad';

    static readonly Dictionary<char, char> Alike = new()
    {
        ['*'] = '∗',
        ['＊'] = '﹡',
        ['_'] = 'ˍ',
        ['＿'] = 'ˍ',
        ['~'] = '∼',
        ['`'] = 'ˋ',
        ['｀'] = 'ˋ',
    };

    /// <summary>For running text.</summary>
    public static string Of(string text) =>
        Enumerable.Range(0, text.Length).Count(at => Acts(text, at)) <= MostDates
            ? With(text, mark => $"<!date^00000000^{{_}}|{mark}>")
            : OfLabel(text);

    /// <summary>For the label of a link, in which Slack reads marks but no dates.</summary>
    public static string OfLabel(string text) => With(text, mark => Alike[mark].ToString());

    static string With(string text, Func<char, string> mark)
    {
        var inert = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            // A quote begins with a line; anything before it ends that. At its own beginning the text stands behind something.
            if (text[at] is '>' or '＞' && at > 0 && text[at - 1] == '\n') inert.Append(SoftHyphen);
            inert.Append(Acts(text, at) ? mark(text[at]) : Mrkdwn.Escape(text[at].ToString()));
        }
        return inert.ToString();
    }

    // Between two letters these two are part of a word, as in stg_orders.
    static bool Acts(string text, int at) =>
        Alike.ContainsKey(text[at]) && !(text[at] is '_' or '~' && IsLetter(text, at - 1) && IsLetter(text, at + 1));

    static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
