using System.Data;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// The full text search of the store in use, over <c>incident_texts</c>: FTS5 of SQLite, a <c>tsvector</c> of PostgreSQL. Both
/// look for whole words of the letters a to z and digits, so that both find the same.
/// </summary>
public static class FullText
{
    /// <summary>
    /// What stands behind <c>from</c> for the rows that <c>@text</c> finds, which are called <c>t</c>. What is joined to them is
    /// looked up for each, the newest first, so that a limit ends the search.
    /// </summary>
    public static string From(IDbConnection db) => IsPostgres(db)
        // Behind an offset nothing else decides how the rows are found.
        ? "(select incident, words from incident_texts where array_to_tsvector(string_to_array(words, ' ')) "
            + "@@ cast(@text as tsquery) offset 0) t"
        : "incident_search f cross join incident_texts t";

    /// <summary>What must hold for them beside that.</summary>
    public static string Found(IDbConnection db) =>
        IsPostgres(db) ? "1 = 1" : "f.incident_search match @text and t.incident = f.rowid";

    /// <summary>By what they are ordered.</summary>
    public static string Newest(IDbConnection db) => IsPostgres(db) ? "t.incident desc" : "f.rowid desc";

    /// <summary>The value of <c>@text</c>: all words of any of the lists.</summary>
    public static string Query(IDbConnection db, IEnumerable<IReadOnlyList<string>> anyOf)
    {
        var (mark, and, or) = IsPostgres(db) ? ('\'', " & ", " | ") : ('"', " AND ", " OR ");
        return string.Join(or, anyOf.Select(all => $"({string.Join(and, all.Select(word => $"{mark}{Whole(word)}{mark}"))})"));
    }

    // Nothing that a person has typed is part of a query: words are made by the rules.
    static string Whole(string word) => word.Length > 0 && word.All(char.IsAsciiLetterOrDigit)
        ? word : throw new ArgumentException($"\"{word}\" is no word that can be looked for.", nameof(word));

    // It names its library in the place of where it leads, and so does whatever is put around it.
    static bool IsPostgres(IDbConnection db) => db.ConnectionString == nameof(NpgsqlConnection);
}
