namespace Bot.Alerts.Json;

/// <summary>
/// Decides whether a quote ends a string or belongs to it: it ends one only where the rest of the JSON can go on.
/// </summary>
sealed class StringEnds(string text, Trivia trivia, List<char> closers)
{
    readonly Dictionary<int, int> keyEnds = [];
    readonly Dialect dialect = Dialect.Of(text);

    // Whether single quotes may stand around what follows the text that is read, as around it or around the first key.
    bool isSingle;

    // Whether keys stand in single quotes, as the first does.
    readonly bool singles = trivia.Skip(0) is var start && start < text.Length && text[start] is '{' or '['
        && trivia.Skip(start + 1) is var first && first < text.Length && text[first] == '\'';

    /// <summary>A key's quote: unescaped, and a colon follows.</summary>
    public bool EndsKey(int quote) => !IsEscaped(quote) && ColonAt(trivia.Skip(quote + 1));

    /// <summary>
    /// A value's quote: the open objects and lists close in their order until the text ends or a comma leads to a quoted key
    /// (in a list: to a value). A quote behind a backslash ends a string too (a Windows path may end in one), but only where
    /// nothing else can be meant: no comments on the way, no list going on, and a key that is one plain word.
    /// </summary>
    public bool EndsValue(int quote)
    {
        var escaped = IsEscaped(quote);
        isSingle = singles || text[quote] == '\'';
        var depth = closers.Count;
        for (var at = Skip(quote + 1, escaped); at < text.Length; at = Skip(at + 1, escaped))
        {
            if (depth == 0) return !escaped && BeginsDocument(at);
            if (text[at] == closers[depth - 1]) depth--;
            else if (text[at] != ',' && (text[at] != ';' || closers[depth - 1] != '}')) return false;
            else
            {
                var next = Skip(at + 1, escaped);
                if (next < text.Length && text[next] == closers[depth - 1]) continue;
                return closers[depth - 1] == '}' ? IsKey(next, escaped) : !escaped && StartsValue(next);
            }
        }
        return depth == 0;
    }

    public bool IsEscaped(int quote)
    {
        var at = quote;
        while (at > 0 && text[at - 1] == '\\') at--;
        return (quote - at) % 2 == 1;
    }

    int Skip(int at, bool escaped) => escaped ? trivia.SkipSpace(at) : trivia.Skip(at);

    bool IsKey(int start, bool plainly)
    {
        if (start >= text.Length) return false;
        if (!IsQuote(text[start])) return BareKeyEnd(start) > 0;
        if (!keyEnds.TryGetValue(start, out var end)) keyEnds[start] = end = KeyEnd(start);
        return end >= 0 && (!plainly || IsWord(text.AsSpan(start + 1, end - start - 1)));
    }

    /// <summary>The closing quote of a key that holds neither raw quotes nor line breaks, or -1.</summary>
    int KeyEnd(int start)
    {
        for (var at = start + 1; at < text.Length && text[at] is not ('\n' or '\r'); at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == text[start]) return ColonAt(trivia.Skip(at + 1)) ? at : -1;
        }
        return -1;
    }

    bool StartsValue(int at) =>
        at < text.Length
            && (IsQuote(text[at]) || text[at] is '{' or '[' or '(' or '-' or '+' or '.' || char.IsAsciiDigit(text[at])
            || OtherLiterals.Words.Any(word => IsWordAt(at, word)));

    bool IsQuote(char c) => c == '"' || isSingle && c == '\'';

    /// <summary>The next document after the last one, an object whose first key is plain; or a sign that ends the last.</summary>
    bool BeginsDocument(int at)
    {
        while (at < text.Length && text[at] is ',' or ';') at = trivia.Skip(at + 1);
        return at == text.Length || text[at] == '{' && trivia.Skip(at + 1) is var first && IsKey(first, plainly: true);
    }

    bool IsWordAt(int at, string word) =>
        string.CompareOrdinal(text, at, word, 0, word.Length) == 0
        && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length]));

    bool ColonAt(int at) => at < text.Length && (text[at] == ':' || HasArrows && IsArrowAt(at));

    bool IsArrowAt(int at) => at + 1 < text.Length && text[at] == '=' && text[at + 1] == '>';

    /// <summary>Whether Ruby's arrow may stand behind a key, and its symbols for texts.</summary>
    public bool HasArrows => dialect.HasArrows;

    /// <summary>The end of a key without quotes, where the document has such keys, or -1.</summary>
    public int BareKeyEnd(int start)
    {
        if (!dialect.IsBare) return -1;
        var end = SymbolEnd(start);
        return end > start && ColonAt(trivia.Skip(end)) ? end : -1;
    }

    /// <summary>The end of a word, or of a symbol of Ruby's, such as :title.</summary>
    public int SymbolEnd(int start)
    {
        var word = HasArrows && start < text.Length && text[start] == ':' ? start + 1 : start;
        var end = word;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.')) end++;
        return end > word ? end : start;
    }

    static bool IsWord(ReadOnlySpan<char> key)
    {
        foreach (var letter in key)
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or '.')) return false;
        return key.Length > 0;
    }
}
