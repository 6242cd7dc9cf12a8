using Bot.Sandbox;
using Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>Counts the SQL that the bot runs, of its one writer and of all that read beside it.</summary>
sealed class StatementCount
{
    static readonly string[] Frame = ["open", "begin", "commit", "rollback", "savepoint", "release"];

    readonly Lock @lock = new();
    readonly List<string> seen = [];

    /// <summary>For a bot that is built: its database is listened to.</summary>
    public void Register(IServiceCollection services) => services.AddSingleton(
        all => new Database(new WatchedStore(all.GetRequiredService<IStore>(), Add), all.GetRequiredService<TimeProvider>()));

    void Add(string sql)
    {
        lock (@lock) seen.Add(sql);
    }

    /// <summary>What was run meanwhile, but for what begins or ends a change, and looks for work.</summary>
    public async Task<IReadOnlyList<string>> During(Func<Task> act) => [.. (await AllDuring(act)).Where(sql => !IsFrame(sql))];

    public async Task<IReadOnlyList<string>> AllDuring(Func<Task> act)
    {
        lock (@lock) seen.Clear();
        await act();
        lock (@lock) return [.. seen];
    }

    // How often the synchroniser looks for what is due depends on what else runs.
    static bool IsFrame(string sql) => sql.Contains("wakes", StringComparison.Ordinal)
        || Frame.Any(word => sql.StartsWith(word, StringComparison.Ordinal));
}
