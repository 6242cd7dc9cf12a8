using System.Globalization;
using System.Text;

namespace Bot.Domain.Incidents;

/// <summary>A word as it is compared.</summary>
/// <param name="Word">In the one form of all that mean the same.</param>
/// <param name="Written">As it stands in the text.</param>
/// <param name="IsName">It is the name of something, as machines write them, or a part of one.</param>
public readonly record struct WrittenWord(string Word, string Written, bool IsName)
{
    /// <summary>It is a name with all its parts.</summary>
    public bool IsWhole => IsName && Written.AsSpan().IndexOfAny('_', '.', '-') >= 0;
}

/// <summary>
/// The words by which incidents are compared: what people and tools say, without what every sentence has, without the numbers
/// and ids that differ each time, and in one form for all that mean the same. Each is made of the letters a to z and digits
/// alone, whatever was typed, so that any store can look for it.
/// </summary>
public static class SimilarWords
{
    /// <summary>So many words say what an incident is about; a log that was pasted has thousands.</summary>
    public const int Most = 80;

    const int Longest = 60, MostRead = 6000;

    /// <summary>The words in the order of the text.</summary>
    public static IReadOnlyList<WrittenWord> Of(params ReadOnlySpan<string?> texts)
    {
        var found = new List<WrittenWord>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text is null) continue;
            foreach (var run in Runs(ChannelName.Folded(text.Length > MostRead ? WholeText(text) : text)))
                foreach (var word in Words(run))
                    if (found.Count < Most && seen.Add(word.Word)) found.Add(word);
        }

        return found;
    }

    static string WholeText(string text) => text[..(char.IsHighSurrogate(text[MostRead - 1]) ? MostRead - 1 : MostRead)];

    /// <summary>What stands between spaces and signs; an identifier with its parts is one.</summary>
    static IEnumerable<string> Runs(string text)
    {
        var run = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsOfWord(rune) || rune.Value is '_' or '.' or '-')
            {
                run.Append(rune);
                continue;
            }

            if (run.Length > 0) yield return run.ToString();
            run.Clear();
        }

        if (run.Length > 0) yield return run.ToString();
    }

    // Marks of scripts that write vowels as such belong to the word.
    static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static IEnumerable<WrittenWord> Words(string run)
    {
        var parts = run.Split(['_', '.', '-'], StringSplitOptions.RemoveEmptyEntries);
        // People write words with a dash and end sentences with a point; machines join the words of names.
        var isName = run.Contains('_') || run.TrimEnd('.').Contains('.');
        // "fct_orders" is a word of its own beside its parts, however people join them.
        if (parts.Length is > 1 and < 9 && string.Concat(parts) is var whole && whole.Length <= Longest && IsTelling(whole))
            yield return new(Plain(whole), run.Trim('_', '.', '-'), IsName: true);
        foreach (var part in parts)
        {
            if (IsWithoutSpaces(part))
            {
                foreach (var pair in Pairs(part)) yield return new(Plain(pair), pair, IsName: false);
                continue;
            }

            if (part.Length > Longest || !IsTelling(part) || StopWords.Contains(part)) continue;
            var stem = Stem(part);
            if (stem.Length > 1 && !StopWords.Contains(stem))
                yield return new(Plain(Same.GetValueOrDefault(stem, stem)), part, isName);
        }
    }

    /// <summary>Numbers, hashes and ids say which run it was, and not what is wrong.</summary>
    static bool IsTelling(string word)
    {
        var digits = word.Count(char.IsDigit);
        return StatusCodes.Contains(word) || word.Length > 1 && digits < word.Length && digits <= 4
            && !(digits > 1 && word.Length > 3 && word.All(char.IsAsciiHexDigit));
    }

    // Of HTTP, by which people and tools tell what is wrong.
    static readonly HashSet<string> StatusCodes =
        ["400", "401", "403", "404", "408", "409", "413", "422", "429", "500", "502", "503", "504"];

    // Chinese, Japanese and Korean are compared by two letters at a time.
    static bool IsWithoutSpaces(string part) => part.Any(c => c is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF');

    static IEnumerable<string> Pairs(string part)
    {
        var runes = part.EnumerateRunes().ToList();
        if (runes.Count == 1) yield return part;
        for (var i = 1; i < runes.Count; i++) yield return $"{runes[i - 1]}{runes[i]}";
    }

    // Stores differ in what they take for a letter; these they all do.
    static string Plain(string word) => word.All(char.IsAsciiLetterOrDigit) ? word
        : string.Concat(word.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"x{(int)c:x4}"));

    /// <summary>A word without the ending that says how many, when, or what sort of word it is.</summary>
    internal static string Stem(string word)
    {
        if (word.Length < 4) return word;
        var stem = Singular(word);
        foreach (var ending in (string[])["ing", "ed"])
            if (stem.Length >= ending.Length + 3 && stem.EndsWith(ending, StringComparison.Ordinal)
                && stem[..^ending.Length].Any(c => c is 'a' or 'e' or 'i' or 'o' or 'u'))
            {
                stem = stem[..^ending.Length];
                // "stopped", but "missing" and "pulled".
                return stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l' or 'z') ? stem[..^1] : stem;
            }

        return stem.Length > 4 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    static string Singular(string word) => word switch
    {
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => word,
        [.., 'i', 'e', 's'] when word.Length > 4 => $"{word[..^3]}y",
        [.., 's' or 'x' or 'z', 'e', 's'] or [.., 'c' or 's', 'h', 'e', 's'] => word[..^2],
        [.., 's'] => word[..^1],
        _ => word,
    };

    // What data people call by several names, by its stem.
    static readonly Dictionary<string, string> Same = new[]
    {
        "late: late delay stal stale outdat old behind overdu lag fresh freshness",
        "fail: fail failur broken brok break crash error exception abort dead died red",
        "miss: miss lost gone empty disappear vanish absent blank null",
        "twice: twice duplicat doubl double dupe dup uniqu",
        "wrong: wrong incorrect mismatch inaccurat differ different discrepancy",
        "slow: slow timeout hang hung stuck",
        "access: access permission deni privileg unauthorized forbidden credential password login auth grant 401 403",
        "orphan: orphan relationship foreign",
        "throttl: throttl quota 429",
        "fewer: fewer drop low lower dip fell decreas declin",
        "more: spike spik jump higher increas surg",
        "dashboard: dashboard report chart tile dash",
        "column: column field col",
        "job: job pipelin dag workflow",
        "refresh: refresh updat reload",
        "warehous: warehous dwh",
    }.SelectMany(line => line.Split(": ") is [var one, var all] ? all.Split(' ').Select(word => (word, one)) : [])
        .ToDictionary(pair => pair.word, pair => pair.one, StringComparer.Ordinal);

    static readonly HashSet<string> StopWords = [.. (
        "the a an and or but if then of in on at to for from by with without as is are was were be been being it its this that "
        + "these those there here we our us you your they them he she i my me do does did done doing have has had having can "
        + "could should would will may might must not no any all some so such than too very just also only about into over "
        + "after before since until while when where why what which who how again still now today yesterday tomorrow morning "
        + "please hi hello hey team guys anyone someone somebody everybody everyone seem look like get got getting see seen "
        + "says said saying say think one two per via etc eg ie re ok okay thanks due because don doesn isn aren didn wasn won "
        + "cannot incident alert firing com http https www").Split(' ')];
}
