using System.Text;
using Bot.Slack;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>One property of a calendar: its name in capitals, its parameters and its value as it stands.</summary>
sealed record IcalLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    const int MostParameters = 50;
    const string Escaped = "\\,;nN\":";

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>Never fails: where quotes do not match, the value begins behind the first colon.</summary>
    public static IcalLine Read(string line)
    {
        var head = line.AsSpan(0, Colon(line));
        var name = head.IndexOf(';') is >= 0 and var end ? head[..end] : head;
        return new(name.ToString().ToUpperInvariant(), ParametersOf(head[name.Length..]),
            line[Math.Min(head.Length + 1, line.Length)..]);
    }

    static int Colon(string line)
    {
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '"') quoted = !quoted;
            else if (line[at] == ':' && !quoted) return at;
        return line.IndexOf(':') is >= 0 and var first ? first : line.Length;
    }

    static Dictionary<string, string> ParametersOf(ReadOnlySpan<char> head)
    {
        var (read, quoted, start) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), false, 1);
        for (var at = 1; at <= head.Length && read.Count < MostParameters; at++)
        {
            if (at < head.Length && head[at] == '"') quoted = !quoted;
            if (at < head.Length && (head[at] != ';' || quoted)) continue;
            var one = head[start..at];
            if (one.IndexOf('=') is > 0 and var equals)
                read.TryAdd(one[..equals].Trim().ToString(), one[(equals + 1)..].Trim().Trim('"').ToString());
            start = at + 1;
        }
        return read;
    }

    /// <summary>The value as people read it, line feeds kept.</summary>
    public string Text
    {
        get
        {
            var isPrinted = this["ENCODING"]?.Equals("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase) == true;
            var value = isPrinted ? Printed() : Value;
            var text = new StringBuilder(value.Length);
            for (var at = 0; at < value.Length; at++)
                if (value[at] != '\\' || at + 1 == value.Length || !Escaped.Contains(value[at + 1])) text.Append(value[at]);
                else text.Append(value[++at] is 'n' or 'N' ? '\n' : value[at]);
            return text.ToString();
        }
    }

    // "=C3=A4" of older programs; a = at the end of a line only says that the line goes on.
    string Printed()
    {
        var bytes = new List<byte>();
        var value = Value.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < value.Length; at++)
            if (value[at] == '=' && at + 2 < value.Length
                && byte.TryParse(value.AsSpan(at + 1, 2), HexDigits, null, out var code))
            {
                bytes.Add(code);
                at += 2;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes(value, at, char.IsSurrogatePair(value, at) ? 2 : 1));
        return (Letters.Named(this["CHARSET"] ?? "utf-8") ?? Encoding.UTF8).GetString([.. bytes]);
    }

    const System.Globalization.NumberStyles HexDigits = System.Globalization.NumberStyles.AllowHexSpecifier;
}
