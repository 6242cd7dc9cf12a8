using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Bot.Sandbox.Page.Tools;

/// <summary>
/// What only the bot knows, and the page shows all the same: it is read from the bot's own file, which is never written here.
/// </summary>
static class BotsDatabase
{
    /// <summary>When the running shift ends.</summary>
    public static DateTimeOffset? NextHandOff(Stage stage) =>
        Ask(stage, "select min(ends) from shifts where ends > $1", stage.Clock.GetUtcNow().ToUnixTimeMilliseconds())
            is long ends ? DateTimeOffset.FromUnixTimeMilliseconds(ends) : null;

    /// <summary>What was known of the newest alert of a key, by name.</summary>
    public static IReadOnlyList<(string Name, string Value)> Attributes(Stage stage, string key) =>
        Ask(stage, "select attributes from alerts where key = $1 order by id desc limit 1", key) is string kept
        && Json.TryParse(kept, out var all) && all.ValueKind == JsonValueKind.Object
            ? [.. all.EnumerateObject().Select(one => (one.Name, string.Join(", ", one.Value.EnumerateArray())))] : [];

    static object? Ask(Stage stage, string question, object of)
    {
        if (stage.BotDatabase is not { } file || !File.Exists(file)) return null;
        try
        {
            var where = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly };
            using var database = new SqliteConnection(where.ToString());
            database.Open();
            using var query = database.CreateCommand();
            query.CommandText = question;
            query.Parameters.AddWithValue("$1", of);
            return query.ExecuteScalar();
        }
        catch (SqliteException)
        {
            return null; // The bot has not made its tables yet.
        }
    }
}
