using Bot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Hosting;

/// <summary>A folder of one test's own with a database in it.</summary>
sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("data-responder-test-").FullName;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));

    public string Path => System.IO.Path.Combine(Folder, "bot.db");

    public DatabaseFile File() => new($"Data Source={Path}");

    public Database Open()
    {
        var file = File();
        SqliteMigrations.Migrate(file);
        return new Database(new SqliteStore(file), Clock);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
