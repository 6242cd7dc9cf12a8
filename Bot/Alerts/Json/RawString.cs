using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Alerts.Json;

/// <summary>Turns what stands between two quotes into text.</summary>
static partial class RawString
{
    const string Escapes = "\"\\/bfnrt", Meanings = "\"\\/\b\f\n\r\t";

    /// <summary>
    /// A string with raw quotes, raw line breaks or impossible escapes was never escaped by its sender: its backslashes are
    /// meant as they are, except that \" is a quote where no raw quote says otherwise.
    /// </summary>
    /// <param name="mark">The quote that stands on either side; with single ones a string is escaped as Python does.</param>
    public static string Read(ReadOnlySpan<char> raw, char mark, bool rawQuotes)
    {
        if (!raw.Contains('\\')) return Whole(raw.ToString());
        if (!rawQuotes && Unescape(raw, mark) is { } text) return Whole(text);
        return Whole(rawQuotes ? raw.ToString() : raw.ToString().Replace($"\\{mark}", $"{mark}", StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a text with raw quotes closes a bracket that it did not open and goes on with quotes: then its end was not seen,
    /// and it would take in what follows. JSON that stands in a text opens its own first.
    /// </summary>
    public static bool HoldsDocuments(ReadOnlySpan<char> raw)
    {
        var (open, isClosed, last) = (0, false, '\0');
        foreach (var sign in raw)
        {
            if (char.IsWhiteSpace(sign)) continue;
            if (sign == '"' && isClosed) return true;
            if (sign == '{') open++;
            else if (sign == '}' && open > 0) open--;
            else if (sign == '}' && last == '"') isClosed = true;
            last = sign;
        }
        return false;
    }

    /// <summary>
    /// Whether a text with raw quotes goes on like an object whose commas are missing, or whose keys are quoted here and bare
    /// there: then its end was not seen, and it would take in what follows.
    /// </summary>
    public static bool HoldsKeys(ReadOnlySpan<char> raw) => NextKey().IsMatch(raw);

    [GeneratedRegex("""["']\s*(?:[;|]?\s*["'][\w.-]{2,}["']"""
        + @"|,\s*(?:title|description|status|deduplication_key|source_url|metadata))\s*(?::|=>)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NextKey();

    /// <summary>The text that a properly escaped string stands for, or null when it was not properly escaped.</summary>
    static string? Unescape(ReadOnlySpan<char> raw, char mark)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] < ' ') return null;
            if (raw[at] != '\\') text.Append(raw[at]);
            else if (++at == raw.Length) return null;
            else if (Escapes.IndexOf(raw[at]) is >= 0 and var known) text.Append(Meanings[known]);
            else if (raw[at] == mark) text.Append(mark);
            else if (raw[at] == 'u' && HexAt(raw[(at + 1)..], 4) is { } code)
            {
                text.Append(code);
                at += 4;
            }
            else if (raw[at] == 'x' && mark == '\'' && HexAt(raw[(at + 1)..], 2) is { } octet)
            {
                text.Append(octet);
                at += 2;
            }
            else return null;
        }
        return text.ToString();
    }

    static char? HexAt(ReadOnlySpan<char> rest, int digits) =>
        rest.Length >= digits && ushort.TryParse(rest[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out var code)
            ? (char)code
            : null;

    /// <summary>Half a surrogate pair is no text; it is shown as �.</summary>
    static string Whole(string text) =>
        text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
}
