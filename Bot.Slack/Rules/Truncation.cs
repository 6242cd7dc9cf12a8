using System.Globalization;

namespace Bot.Slack;

/// <summary>Cuts that split neither what a reader takes for one character nor an escape or a mention.</summary>
static class Truncation
{
    const int LongestToken = 300;

    // Nobody's alphabet has such a character; a heap of accents that is longer is split between them.
    const int LongestCharacter = 64;

    /// <summary>At most max characters, the end saying how many are missing.</summary>
    public static string Cut(string text, int max) => Cut(text, max, missing => missing.Length);

    /// <summary>The same for text with Slack's escapes in it, each of which was one character when somebody typed it.</summary>
    public static string CutEscaped(string text, int max) => Cut(text, max, missing => Mrkdwn.Unescape(missing).Length);

    static string Cut(string text, int max, Func<string, int> typed)
    {
        if (text.Length <= max) return text;
        var keep = Whole(text, Math.Max(0, max - Tail(text.Length).Length));
        var tail = Tail(typed(text[keep..]));
        return tail.Length <= max ? text[..keep].TrimEnd() + tail : text[..Whole(text, max)];
    }

    /// <summary>How much of the text's beginning fits into max characters.</summary>
    public static int Whole(string text, int max)
    {
        if (text.Length <= max) return text.Length;
        var keep = Character(text, max);
        var opened = text.LastIndexOfAny(['<', '&'], Math.Max(0, keep - 1), Math.Min(keep, LongestToken));
        if (opened < 0) return keep;
        var closed = text.IndexOf(text[opened] == '<' ? '>' : ';', opened);
        return closed >= keep && closed - opened < LongestToken && !text.AsSpan(opened, closed - opened).Contains('\n')
            && (text[opened] == '<' || closed - opened <= "&amp".Length) ? opened : keep;
    }

    /// <summary>Where the character ends that ends last within max.</summary>
    public static int Character(string text, int max)
    {
        for (var at = 0; at < max;)
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            if (next > max) return max - at < LongestCharacter ? at : char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
            at = next;
        }
        return max;
    }

    static string Tail(int missing) => $" … {missing} more";
}
