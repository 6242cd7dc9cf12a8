using Bot.Settings;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>Forgets what has been kept for long enough: a little in each minute, so that nothing else waits for it.</summary>
public sealed class Retention(Database database, RetentionOptions options)
{
    const int MostAtOnce = 500;

    readonly List<(int Days, Func<Tx, long, int, int> Forget)> kinds = [];

    /// <summary>
    /// Calls <paramref name="forget"/> with the moment before which things are too old (workspace time, unix milliseconds) and
    /// with how many may go at once.
    /// </summary>
    public void Keep(Func<RetentionOptions, int> days, Func<Tx, long, int, int> forget) => kinds.Add((days(options), forget));

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var (days, forget) in kinds)
            await database.Change(tx => forget(tx, (now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds(), MostAtOnce));
    }
}
