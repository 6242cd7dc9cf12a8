using System.Data;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Bot.People;
using Dapper;

namespace Bot.Home;

/// <summary>How many rows a text takes on a narrow phone, near enough to keep a brief on one screen.</summary>
static partial class PhoneRows
{
    /// <summary>Letters of a row.</summary>
    public const int Wide = 33;

    const string Time = "today at 10:30 AM";

    public static int Of(IDbConnection db, string text) => text.Split('\n').Sum(line => Rows(Visible(db, line)));

    /// <summary>At most so wide a beginning of a text, and "…" where more follows.</summary>
    public static string Cut(string text, int wide)
    {
        if (Width(text) <= wide) return text;
        var cut = "";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Width(cut) + Width(rune.ToString()) >= wide) break;
            cut += rune.ToString();
        }

        return $"{cut.TrimEnd()}…";
    }

    // Words go to the next row whole, unless they are longer than one.
    static int Rows(string line)
    {
        var (rows, used) = (1, 0);
        foreach (var word in line.Split(' ').Select(Width))
        {
            if (used > 0 && used + 1 + word > Wide) (rows, used) = (rows + 1, 0);
            used += (used > 0 ? 1 : 0) + word;
            if (used > Wide) (rows, used) = (rows + ((used - 1) / Wide), ((used - 1) % Wide) + 1);
        }

        return rows;
    }

    // Chinese, Japanese and Korean signs, and emoji, are two letters wide; three capitals are as wide as four letters.
    public static int Width(string text)
    {
        var (letters, capitals) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            letters += rune.Value is >= 0x1100 and not (>= 0x2000 and < 0x2e80) ? 2 : 1;
            if (Rune.IsUpper(rune)) capitals++;
        }

        return letters + (capitals / 3);
    }

    static string Visible(IDbConnection db, string line) => WebUtility.HtmlDecode(Emoji().Replace(
        Token().Replace(Link().Replace(Shown().Replace(line, "$1"), "$1"), token => token.Groups[1].Value switch
        {
            "@" => $"@{Person.NameOf(db, token.Groups[2].Value)}",
            "#" => $"#{Channel(db, token.Groups[2].Value)}",
            _ => Time,
        }).Replace("*", "", StringComparison.Ordinal), "oo"));

    static string? Channel(IDbConnection db, string id) =>
        db.QueryFirstOrDefault<string>("select channel_name from incidents where channel_id = @id", new { id });

    [GeneratedRegex("<([@#!])([^>|]*)[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("<(?:https?|mailto):[^>|]*\\|([^>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    // A mark of formatting that is shown as it is.
    [GeneratedRegex(@"<!date\^0+\^\{_\}\|(.)>", RegexOptions.NonBacktracking)]
    private static partial Regex Shown();

    [GeneratedRegex(":[a-z_]+:", RegexOptions.NonBacktracking)]
    private static partial Regex Emoji();
}
