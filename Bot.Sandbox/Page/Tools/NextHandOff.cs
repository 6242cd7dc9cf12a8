using Microsoft.Data.Sqlite;

namespace Bot.Sandbox.Page.Tools;

/// <summary>When the running shift ends. Slack does not know that, so it is read from the bot's own database, which is never
/// written here.</summary>
static class NextHandOff
{
    public static DateTimeOffset? After(Stage stage)
    {
        if (stage.BotDatabase is not { } file || !File.Exists(file)) return null;
        try
        {
            var where = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly };
            using var database = new SqliteConnection(where.ToString());
            database.Open();
            using var query = database.CreateCommand();
            query.CommandText = "select min(ends) from shifts where ends > @now";
            query.Parameters.AddWithValue("@now", stage.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            return query.ExecuteScalar() is long ends ? DateTimeOffset.FromUnixTimeMilliseconds(ends) : null;
        }
        catch (SqliteException)
        {
            return null; // The bot has not made its tables yet.
        }
    }
}
