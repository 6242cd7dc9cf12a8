using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Storage;

/// <summary>Copies of a database file, each as it was before an upgrade, beside it.</summary>
static class UpgradeCopies
{
    /// <param name="file">What is copied.</param>
    /// <param name="next">The number of the script that it has not seen.</param>
    public static string PathOf(DatabaseFile file, int next) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Path}.before-{next:0000}");

    /// <summary>
    /// Removes all but the one just made and the newest others; what is no copy of ours, or cannot be removed, stays.
    /// </summary>
    public static void RemoveOlder(DatabaseFile file, string made, int kept)
    {
        var older = Enumerable.Range(2, SqliteMigrations.Scripts.Count - 1).Select(next => (next, Path: PathOf(file, next)))
            .Where(c => c.Path != made && IsCopy(c.Path, c.next - 1)).Select(c => new FileInfo(c.Path))
            .OrderByDescending(c => c.LastWriteTimeUtc).ThenByDescending(c => c.Name, StringComparer.Ordinal).Skip(kept - 1);
        foreach (var copy in older)
            try
            {
                copy.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next upgrade tries again; the bot can run all the same.
            }
    }

    // Somebody may have given a file of their own such a name.
    static bool IsCopy(string path, int scripts)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var db = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString);
            return db.Query<string>("select ScriptName from SchemaVersions order by ScriptName").ToList() is { } seen
                && seen.Count == scripts && !seen.Except(SqliteMigrations.Scripts).Any();
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
