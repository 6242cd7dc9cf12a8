namespace Bot.Domain.Alerts;

/// <summary>How many, as "3", "0 of 3" or "3/3" say it in front of a word.</summary>
readonly record struct Count(int Words, bool IsZero, bool IsWhole)
{
    /// <summary>The count that begins at this word; of no words where none does.</summary>
    public static Count Of(List<string> words, int at)
    {
        if (at >= words.Count || !IsNumber(words[at])) return default;
        var (end, isWhole) = (at + 1, true);
        for (var next = end; next < words.Count; next++)
        {
            if (words[next] is "of" or "out") continue;
            if (!IsNumber(words[next])) break;
            isWhole &= words[next] == words[at];
            end = next + 1;
        }

        var isZero = words[at].All(c => c == '0');
        return new(end - at, isZero, isWhole && !isZero);
    }

    static bool IsNumber(string word) => word.All(char.IsAsciiDigit);
}
