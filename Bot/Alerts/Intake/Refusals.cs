using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Intake;

/// <summary>
/// Counts what sources send that are refused, so that somebody sees it: whoever sends is not kept waiting, and however many come,
/// one change at a time writes them.
/// </summary>
public sealed class Refusals(Database database, OpenWork work)
{
    readonly Lock counting = new();
    Dictionary<string, long> counted = [];
    bool isWriting;

    public void Count(string source)
    {
        lock (counting)
        {
            counted[source] = counted.GetValueOrDefault(source) + 1;
            if (isWriting) return;
            isWriting = true;
        }

        _ = Write(work.Begin("refusals"));
    }

    async Task Write(IDisposable open)
    {
        using var one = open;
        await Task.Yield();
        while (Taken() is { } taken)
        {
            try
            {
                await database.Change(tx =>
                {
                    foreach (var (source, times) in taken) SourceStore.Refused(tx, source, times);
                });
            }
            catch (StorageException)
            {
                // That the database is away is said by what needs it; these are counted no more.
            }
        }
    }

    Dictionary<string, long>? Taken()
    {
        lock (counting)
        {
            var taken = counted;
            isWriting = taken.Count > 0;
            counted = [];
            return isWriting ? taken : null;
        }
    }
}
