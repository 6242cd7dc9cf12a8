using System.IO.Compression;
using System.Text;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>
/// The bytes of a calendar as its lines, whatever wrote them: with a byte order mark or without, in UTF-8, UTF-16 or a page of
/// letters of older programs, folded or broken by raw line feeds.
/// </summary>
static class IcalBytes
{
    const int MostUnpacked = 5_000_000;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Each line whole. Folds are undone before letters are read, since programs fold within a letter.</summary>
    public static IEnumerable<string> Lines(byte[] file)
    {
        file = Unpacked(file);
        var (bytes, letters) = (Utf8(file), Letters(file));
        var (whole, indent) = (new List<byte>(), Indent(bytes));
        foreach (var physical in Physical(bytes))
        {
            var line = Without(physical, indent);
            if (line.Count == 0) continue;
            if (line[0] is (byte)' ' or (byte)'\t') whole.AddRange(line[1..]);
            else if (whole is [.., (byte)'='] && IsQuotedPrintable(whole)) whole.AddRange(["\r\n"u8[0], "\r\n"u8[1], .. line]);
            else if (!BeginsProperty(line)) AddBroken(whole, line);
            else
            {
                if (whole.Count > 0) yield return Text(whole, letters);
                whole = [.. line];
            }
        }
        if (whole.Count > 0) yield return Text(whole, letters);
    }

    /// <summary>What was loaded as it travelled, packed.</summary>
    static byte[] Unpacked(byte[] file)
    {
        if (file is not [0x1F, 0x8B, ..]) return file;
        try
        {
            using var from = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            var to = new byte[MostUnpacked];
            return to[..from.ReadAtLeast(to, to.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return file;
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
        if (isText && !IsAssignment(line)) whole.AddRange([(byte)'\\', (byte)'n', .. line]);
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
    static string Text(List<byte> line, Encoding letters)
    {
        var bytes = line.ToArray();
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return letters.GetString(bytes);
        }
    }

    static Encoding Letters(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var at = text.IndexOf("CHARSET", StringComparison.OrdinalIgnoreCase);
        var name = at < 0 ? "" : new string([.. text[(at + 7)..].Take(40).SkipWhile(c => c is '=' or ':' or '"' or ' ')
            .TakeWhile(IsOfName)]);
        return Named(name) ?? Named("windows-1252")!;
    }

    static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    /// <summary>
    /// Letters by their name, or null where nobody knows it; who says Latin-1 means Windows's, which has more of them.
    /// </summary>
    public static Encoding? Named(string name)
    {
        if (name.ToUpperInvariant() is "" or "US-ASCII" or "ASCII" or "ISO-8859-1" or "LATIN1" or "LATIN-1")
            name = "windows-1252";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
