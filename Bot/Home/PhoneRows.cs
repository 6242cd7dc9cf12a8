using System.Data;
using System.Text.RegularExpressions;
using Bot.Hosting;
using Dapper;

namespace Bot.Home;

/// <summary>How many rows a text takes on a narrow phone, near enough to keep a brief on one screen.</summary>
static partial class PhoneRows
{
    const int Wide = 33;
    const string Time = "today at 10:30 AM";

    public static int Of(IDbConnection db, string text) => text.Split('\n').Sum(line => Rows(Visible(db, line)));

    // Words go to the next row whole, unless they are longer than one.
    static int Rows(string line)
    {
        var (rows, used) = (1, 0);
        foreach (var word in line.Split(' ').Select(w => w.Length))
        {
            if (used > 0 && used + 1 + word > Wide) (rows, used) = (rows + 1, 0);
            used += (used > 0 ? 1 : 0) + word;
            if (used > Wide) (rows, used) = (rows + ((used - 1) / Wide), ((used - 1) % Wide) + 1);
        }

        return rows;
    }

    static string Visible(IDbConnection db, string line) => Emoji().Replace(
        Token().Replace(line, token => token.Groups[1].Value switch
        {
            "@" => $"@{Person.NameOf(db, token.Groups[2].Value)}",
            "#" => $"#{Channel(db, token.Groups[2].Value)}",
            _ => Time,
        }).Replace("*", "", StringComparison.Ordinal), "oo");

    static string? Channel(IDbConnection db, string id) =>
        db.QueryFirstOrDefault<string>("select channel_name from incidents where channel_id = @id", new { id });

    [GeneratedRegex("<([@#!])([^>|]*)[^>]*>")]
    private static partial Regex Token();

    [GeneratedRegex(":[a-z_]+:")]
    private static partial Regex Emoji();
}
