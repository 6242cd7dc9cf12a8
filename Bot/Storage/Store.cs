namespace Bot.Storage;

/// <summary>Opens the store that a connection string names, with this program's schema in it.</summary>
public static class Store
{
    /// <summary>Throws <see cref="CannotStartException"/> with what is wrong and what to do.</summary>
    public static IStore Open(string connectionString) =>
        PostgresStore.IsMeant(connectionString) ? Postgres(connectionString) : Sqlite(connectionString);

    static SqliteStore Sqlite(string connectionString)
    {
        var file = new DatabaseFile(connectionString);
        try
        {
            file.Own();
            SqliteMigrations.Migrate(file);
            return new SqliteStore(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static PostgresStore Postgres(string connectionString)
    {
        var store = new PostgresStore(connectionString);
        try
        {
            PostgresMigrations.Migrate(store);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
