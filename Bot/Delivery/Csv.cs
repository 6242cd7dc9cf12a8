using System.Buffers;
using System.Text;

namespace Bot.Delivery;

/// <summary>
/// A table as text for spreadsheets (RFC 4180). What people wrote stays text in them: a cell that would begin a formula begins
/// with an apostrophe.
/// </summary>
public static class Csv
{
    // Also as they are written on keyboards of full width, and the tab and the breaks that spreadsheets skip.
    const string Formula = "=+-@＝＋－＠", Skipped = "\t\r\n";

    static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");

    public static string Of(IEnumerable<string> header, IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>A table as a file: a sign at its beginning tells spreadsheets that it is not in some code page.</summary>
    public static byte[] ToFile(string table) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table)];

    public static string Cell(string? value)
    {
        var text = value ?? "";
        if (BeginsFormula(text)) text = $"'{text}";
        // A space at an end is kept by few readers unless it is quoted.
        var isQuoted = text.AsSpan().IndexOfAny(Quoted) >= 0 || text.Trim().Length < text.Length;
        return isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    static bool BeginsFormula(string text)
    {
        if (text.Length > 0 && Skipped.Contains(text[0], StringComparison.Ordinal)) return true;
        var begins = text.AsSpan().TrimStart();
        return begins.Length > 0 && Formula.Contains(begins[0], StringComparison.Ordinal);
    }
}
