using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Alerts.Json;

/// <summary>
/// Reads JSON as shell scripts and other languages write it: trailing commas, comments, raw line breaks and raw quotes in
/// strings, single quotes, bare keys, Ruby's arrows, None and NaN; one document after the other. Throws
/// <see cref="JsonException"/> with one sentence for
/// people when it is still unclear.
/// </summary>
sealed class LenientReader
{
    readonly string text;
    readonly Trivia trivia;
    readonly StringEnds ends;
    readonly List<char> closers = [];
    int at;

    public LenientReader(string text)
    {
        this.text = text;
        trivia = new(text);
        ends = new(text, trivia, closers);
    }

    /// <summary>Where the next document begins.</summary>
    public int At => at;

    /// <summary>Whether there is one more document.</summary>
    public bool HasMore()
    {
        Skip();
        return at < text.Length;
    }

    public JsonNode? Read()
    {
        closers.Clear();
        var value = Value();
        // Documents that were joined by hand have commas between them, and programs end with a semicolon.
        for (Skip(); Peek is ',' or ';'; Skip()) at++;
        if (Peek is { } next && next is not ('{' or '[')) throw Unclear("there is more text after the end");
        return value;
    }

    JsonNode? Value()
    {
        Skip();
        return Peek switch
        {
            '{' => Object(),
            '[' => Array(']'),
            // A tuple of Python's.
            '(' => Array(')'),
            '"' or '\'' => JsonValue.Create(String(ends.EndsValue)),
            ':' when ends.HasArrows && ends.SymbolEnd(at) is var end && end > at => JsonValue.Create(Word(end)),
            _ => Literal(),
        };
    }

    JsonObject Object()
    {
        var read = new JsonObject();
        for (Open('}'); !Closed();)
        {
            var key = Peek is '"' or '\'' ? String(ends.EndsKey)
                : ends.BareKeyEnd(at) is > 0 and var end ? Word(end)
                : throw Unclear("a quoted key is expected");
            Skip();
            at += Peek == '=' ? 2 : 1;
            read.TryAdd(key, Value());
            Comma();
        }
        return read;
    }

    JsonArray Array(char closer)
    {
        var read = new JsonArray();
        for (Open(closer); !Closed();)
        {
            read.Add(Value());
            Comma();
        }
        return read;
    }

    string Word(int end)
    {
        var word = text[at..end].TrimStart(':');
        at = end;
        return word;
    }

    string String(Func<int, bool> endsAt)
    {
        var (mark, start, rawQuotes) = (text[at], at + 1, false);
        if (text.AsSpan(at).StartsWith(new string(mark, 3)) && Tripled(mark, endsAt) is { } tripled) return tripled;
        for (var quote = text.IndexOf(mark, start); quote >= 0; quote = text.IndexOf(mark, quote + 1))
        {
            if (endsAt(quote))
            {
                if (rawQuotes && (RawString.HoldsDocuments(text.AsSpan(start, quote - start))
                    || RawString.HoldsKeys(text.AsSpan(start, quote - start)))) break;
                at = quote + 1;
                return RawString.Read(text.AsSpan(start, quote - start), mark, rawQuotes);
            }
            rawQuotes |= !ends.IsEscaped(quote);
        }
        throw Unclear("it cannot be told where this text ends");
    }

    /// <summary>What stands between three quotes and three, as Python writes texts of several lines, or null.</summary>
    string? Tripled(char mark, Func<int, bool> endsAt)
    {
        var (three, start) = (new string(mark, 3), at + 3);
        for (var end = text.IndexOf(three, start, StringComparison.Ordinal); end >= 0;
            end = text.IndexOf(three, end + 1, StringComparison.Ordinal))
        {
            if (!endsAt(end + 2)) continue;
            at = end + 3;
            var raw = text.AsSpan(start, end - start);
            return RawString.Read(raw, mark, rawQuotes: raw.Contains(mark));
        }
        return null;
    }

    JsonNode? Literal()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.' or '_' or '#')) at++;
        // u'text' and Decimal('1.5') of Python's.
        if (at == start + 1 && OtherLiterals.Prefixes.Contains(text[start]) && Peek is '"' or '\'')
            return JsonValue.Create(String(ends.EndsValue));
        if (at > start && char.IsAsciiLetter(text[start]) && Peek == '(') return Call(start);
        if (at > start && StrictJson.TryRead(text[start..at], out var value)) return value;
        if (at > start && OtherLiterals.TryRead(text.AsSpan(start, at - start), out value)) return value;
        at = start;
        // Where it is told of plain text, a place in it says nothing.
        throw closers.Count == 0 && string.IsNullOrWhiteSpace(text[..at])
            ? new JsonException("It is no JSON.")
            : Unclear("a value is expected");
    }

    /// <summary>A value that another language makes by a call, such as datetime.date(2026, 1, 2), as it stands.</summary>
    JsonNode Call(int start)
    {
        for (var depth = 0; at < text.Length && text[at] is not ('\n' or '\r'); at++)
        {
            if (text[at] == '(') depth++;
            if (text[at] != ')' || --depth > 0) continue;
            at++;
            return JsonValue.Create(text[start..at]);
        }
        throw Unclear("it cannot be told where this value ends");
    }

    void Open(char closer)
    {
        if (closers.Count == LenientJson.MaxDepth) throw Unclear($"it is nested more than {LenientJson.MaxDepth} deep");
        closers.Add(closer);
        at++;
    }

    bool Closed()
    {
        Skip();
        if (Peek != closers[^1]) return false;
        closers.RemoveAt(closers.Count - 1);
        at++;
        return true;
    }

    void Comma()
    {
        Skip();
        if (Peek == ',' || Peek == ';' && closers[^1] == '}') at++;
        else if (Peek != closers[^1]) throw Unclear($"a comma or {closers[^1]} is expected");
    }

    void Skip() => at = trivia.Skip(at);

    char? Peek => at < text.Length ? text[at] : null;

    JsonException Unclear(string why)
    {
        var line = text.AsSpan(0, at).Count('\n') + 1;
        return new(at < text.Length
            ? $"In line {line}, at “{Excerpt()}”, {why}."
            : $"In line {line} the text stops, but {why}.");
    }

    string Excerpt()
    {
        var rest = text.AsSpan(at, Math.Min(20, text.Length - at));
        var lineEnd = rest.IndexOfAny('\r', '\n');
        return string.Concat((lineEnd < 0 ? rest : rest[..lineEnd]).ToString().EnumerateRunes());
    }
}
