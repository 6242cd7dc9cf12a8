using System.IO.Compression;
using System.Text;
using Bot.Slack;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>
/// The bytes of a calendar as its lines, whatever wrote them: with a byte order mark or without, in UTF-8, UTF-16 or a page of
/// letters of older programs, folded or broken by raw line feeds.
/// </summary>
static class IcalBytes
{
    /// <summary>In bytes: what is packed is read so far.</summary>
    public const int MostUnpacked = 5_000_000;

    // No name or list of days is as long; the rest of such a line says nothing more.
    const int LongestLine = 20_000;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Each line whole. Folds are undone before letters are read, since programs fold within a letter.</summary>
    public static IEnumerable<string> Lines(byte[] file)
    {
        var (bytes, letters) = (Utf8(file), LettersOf(file));
        var (whole, indent) = (new List<byte>(), Indent(bytes));
        foreach (var physical in Physical(bytes))
        {
            var line = Without(physical, indent);
            if (line.Count == 0) continue;
            if (line[0] is (byte)' ' or (byte)'\t') Add(whole, line[1..]);
            else if (whole is [.., (byte)'='] && IsQuotedPrintable(whole)) Add(whole, (byte[])[.. "\r\n"u8, .. line]);
            else if (!BeginsProperty(line)) AddBroken(whole, line);
            else
            {
                if (whole.Count > 0) yield return Text(whole, letters);
                whole = [.. line[..Math.Min(line.Count, LongestLine)]];
            }
        }
        if (whole.Count > 0) yield return Text(whole, letters);
    }

    static void Add(List<byte> whole, ArraySegment<byte> line) =>
        whole.AddRange(line[..Math.Min(line.Count, LongestLine - whole.Count)]);

    /// <summary>What was loaded as it travelled, packed; and whether it goes on behind what was read of it.</summary>
    public static (byte[] File, bool IsCut) Unpacked(byte[] file)
    {
        if (file is not [0x1F, 0x8B, ..]) return (file, false);
        try
        {
            using var from = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            var to = new byte[MostUnpacked + 1];
            var length = from.ReadAtLeast(to, to.Length, throwOnEndOfStream: false);
            return (to[..Math.Min(length, MostUnpacked)], length > MostUnpacked);
        }
        catch (InvalidDataException)
        {
            return (file, false);
        }
    }

    /// <summary>
    /// By how many blanks every line is moved in, as where it is copied from a page: behind a whole first line nothing is folded.
    /// </summary>
    static int Indent(byte[] bytes)
    {
        var first = Physical(bytes).Where(line => line.Count > 0).Take(2).ToList();
        return first is [var begin, var second] && begin.AsSpan().Trim(" \t"u8).Length == "BEGIN:VCALENDAR".Length
            ? second.TakeWhile(IsBlank).Count() : 0;
    }

    static ArraySegment<byte> Without(ArraySegment<byte> line, int indent) =>
        line[line.Take(indent).TakeWhile(IsBlank).Count()..];

    static bool IsBlank(byte sign) => sign is (byte)' ' or (byte)'\t';

    static byte[] Utf8(byte[] file) => file switch
    {
        [0, 0, 0xFE, 0xFF, ..] => Recoded(new UTF32Encoding(bigEndian: true, byteOrderMark: true), file),
        [0xFF, 0xFE, 0, 0, ..] => Recoded(Encoding.UTF32, file),
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => Recoded(Encoding.Unicode, file),
        [0xFE, 0xFF, ..] or [0, not 0, ..] => Recoded(Encoding.BigEndianUnicode, file),
        [0xEF, 0xBB, 0xBF, .. var rest] => rest,
        _ => file,
    };

    static byte[] Recoded(Encoding from, byte[] file) => Encoding.UTF8.GetBytes(from.GetString(file).TrimStart('\uFEFF'));

    static IEnumerable<ArraySegment<byte>> Physical(byte[] bytes)
    {
        var start = 0;
        for (var at = 0; at <= bytes.Length; at++)
        {
            if (at < bytes.Length && bytes[at] is not ((byte)'\n' or (byte)'\r')) continue;
            yield return new(bytes, start, at - start);
            start = at + 1;
        }
    }

    /// <summary>
    /// A line that begins no property goes on with the text that a raw line feed broke; in others it means nothing.
    /// </summary>
    static void AddBroken(List<byte> whole, ArraySegment<byte> line)
    {
        var isText = IsOf(whole, "SUMMARY"u8) || IsOf(whole, "DESCRIPTION"u8);
        if (isText && !IsAssignment(line)) Add(whole, (byte[])[.. "\\n"u8, .. line]);
    }

    static bool BeginsProperty(ArraySegment<byte> line) =>
        line[NameLength(line)..] is [(byte)';' or (byte)':', ..] && NameLength(line) > 0;

    static bool IsAssignment(ArraySegment<byte> line) => line[NameLength(line)..] is [(byte)'=', ..] && NameLength(line) > 0;

    static int NameLength(ArraySegment<byte> line)
    {
        var at = 0;
        while (at < line.Count && (char.IsAsciiLetterOrDigit((char)line[at])
            || line[at] is (byte)'-' or (byte)'_' or (byte)'.')) at++;
        return at;
    }

    static bool IsOf(List<byte> line, ReadOnlySpan<byte> name) =>
        line.Count > name.Length && Ascii(line, name.Length)
            .Equals(Encoding.ASCII.GetString(name), StringComparison.OrdinalIgnoreCase);

    static bool IsQuotedPrintable(List<byte> line) =>
        Ascii(line, Math.Min(line.Count, 100)).Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    static string Ascii(List<byte> line, int most) => string.Create(most, line, (to, from) =>
    {
        for (var at = 0; at < to.Length; at++) to[at] = (char)from[at];
    });

    /// <summary>UTF-8 where the line is that, else the letters that the file names, else those of Western Windows.</summary>
    static string Text(List<byte> line, Encoding named)
    {
        var bytes = line.ToArray();
        // Where it was cut, it was perhaps within a letter.
        if (bytes.Length == LongestLine) bytes = bytes[..Math.Max(0, Array.FindLastIndex(bytes, b => (b & 0xC0) != 0x80))];
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return named.GetString(bytes);
        }
    }

    static Encoding LettersOf(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var at = text.IndexOf("CHARSET", StringComparison.OrdinalIgnoreCase);
        var name = at < 0 ? "" : new string([.. text[(at + 7)..].Take(40).SkipWhile(c => c is '=' or ':' or '"' or ' ')
            .TakeWhile(IsOfName)]);
        return Letters.Named(name) ?? Letters.Named("windows-1252")!;
    }

    static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
