namespace Bot.Alerts.Json;

/// <summary>
/// Where white space and comments end, known for every position after one pass, so that looking ahead stays cheap whatever was
/// sent.
/// </summary>
sealed class Trivia
{
    readonly string text;
    readonly int[] after;

    public Trivia(string text)
    {
        this.text = text;
        after = new int[text.Length + 1];
        after[text.Length] = text.Length;
        // The nearest "*/" at or after position + 2, because "/*/" is not a whole comment.
        int blockEnd = -1, nextBlockEnd = -1, lineEnd = text.Length;
        for (var at = text.Length - 1; at >= 0; at--)
        {
            after[at] = After(at, blockEnd, lineEnd);
            blockEnd = nextBlockEnd;
            if (Is(at, '*', '/')) nextBlockEnd = at;
            if (text[at] is '\n' or '\r') lineEnd = at;
        }
    }

    /// <summary>The first position from here on that holds neither white space nor a comment.</summary>
    public int Skip(int at) => after[at];

    /// <summary>The same for white space alone.</summary>
    public int SkipSpace(int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    int After(int at, int blockEnd, int lineEnd) =>
        char.IsWhiteSpace(text[at]) ? after[at + 1]
        : Is(at, '/', '/') ? after[lineEnd]
        : Is(at, '/', '*') && blockEnd >= 0 ? after[blockEnd + 2]
        : at;

    bool Is(int at, char first, char second) => at + 1 < text.Length && text[at] == first && text[at + 1] == second;
}
