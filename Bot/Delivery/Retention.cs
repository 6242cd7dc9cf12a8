using Bot.Settings;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// Forgets what has been kept for long enough: a little in each change, so that nothing else waits for it, and so many changes in
/// a minute that it keeps up with whatever comes in.
/// </summary>
public sealed class Retention(Database database, RetentionOptions options)
{
    const int MostAtOnce = 500, MostRounds = 40;

    readonly List<(int Days, Func<Tx, long, int, int> Forget)> kinds = [];

    /// <summary>
    /// Calls <paramref name="forget"/> with the moment before which things are too old (workspace time, unix milliseconds) and
    /// with how many may go at once.
    /// </summary>
    public void Keep(Func<RetentionOptions, int> days, Func<Tx, long, int, int> forget) => kinds.Add((days(options), forget));

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var (days, forget) in kinds)
        {
            var before = (now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();
            for (var round = 0; round < MostRounds && !stop.IsCancellationRequested; round++)
                if (await database.Change(tx => forget(tx, before, MostAtOnce)) < MostAtOnce) break;
        }
    }
}
