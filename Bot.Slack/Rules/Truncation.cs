namespace Bot.Slack;

/// <summary>Visible cuts that split neither a character nor an escape or a mention.</summary>
static class Truncation
{
    const int LongestToken = 300;

    public static string Cut(string text, int max)
    {
        if (text.Length <= max) return text;
        var keep = Math.Max(0, max - Tail(text.Length).Length);
        keep = Whole(text, keep);
        var tail = Tail(text.Length - keep);
        return tail.Length <= max ? text[..keep].TrimEnd() + tail : text[..Whole(text, max)];
    }

    static string Tail(int missing) => $" … {missing} more";

    static int Whole(string text, int keep)
    {
        if (keep > 0 && char.IsHighSurrogate(text[keep - 1])) keep--;
        var opened = text.LastIndexOfAny(['<', '&'], Math.Max(0, keep - 1), Math.Min(keep, LongestToken));
        if (opened < 0) return keep;
        var closed = text.IndexOf(text[opened] == '<' ? '>' : ';', opened);
        return closed >= keep && closed - opened < LongestToken && !text.AsSpan(opened, closed - opened).Contains('\n')
            && (text[opened] == '<' || closed - opened <= "&amp".Length) ? opened : keep;
    }
}
