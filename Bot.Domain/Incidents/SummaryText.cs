using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Domain.Incidents;

/// <summary>
/// Others' words as a sentence of a summary: one line, in which nothing links and nobody is mentioned, whoever wrote it.
/// </summary>
public static partial class SummaryText
{
    /// <summary>In characters.</summary>
    public const int Longest = 280;

    public static string Plain(string text)
    {
        var (plain, before) = (OneLine(text), "");
        // What is left of one may be another.
        while (plain != before) (plain, before) = (Token().Replace(plain, Label), plain);
        plain = Address().Replace(plain, "(link)");
        // "@channel", "ana@example.com": a sign that some program makes a mention or a link of.
        plain = Mail().Replace(plain, "$1 at $2");
        return Cut(OneLine(plain.Replace("@", "", StringComparison.Ordinal).Replace("＠", "", StringComparison.Ordinal)));
    }

    static string Label(Match token) => token.Groups["label"].Value;

    static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        return line.ToString().TrimEnd();
    }

    static string Cut(string text)
    {
        if (text.Length <= Longest) return text;
        var end = text.LastIndexOf(' ', Longest - 2);
        if (end < Longest / 2) end = Longest - 2;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return $"{text[..end].TrimEnd()} …";
    }

    // "<!channel>", "<@U1>", "<https://evil.example|here>", as Slack writes them.
    [GeneratedRegex(@"<[@#!/a-zA-Z][^<>|]*(?:\|(?<label>[^<>]*))?>", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?:[a-zA-Z][a-zA-Z0-9+.\-]*:(?://|\\\\)|mailto:|tel:|www\.)[^\s<>]*",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"([\p{L}\p{N}])[@＠]([\p{L}\p{N}])", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();
}
