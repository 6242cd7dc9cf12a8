namespace Bot.Tests.Hosting.Upgrades;

/// <summary>
/// A folder of one test's own, in memory where that is one: each migration is a transaction, and a disk takes its time for some
/// thousands of them.
/// </summary>
sealed class QuickFolder : IDisposable
{
    const string Memory = "/dev/shm";

    readonly string path = Directory.CreateDirectory(Path.Combine(
        Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"data-responder-test-{Guid.NewGuid():N}")).FullName;

    public string File => Path.Combine(path, "bot.db");

    public string ConnectionString => $"Data Source={File}";

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(path, recursive: true);
    }
}
