using System.Data.Common;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// Wire time of what bots share: the store's own, as each machine's clock may be wrong in a way of its own. A file's is that of
/// the one machine; of a server's this machine knows how far it is from its own monotonic time.
/// </summary>
/// <param name="machine">This machine's clock.</param>
public sealed class StoreClock(TimeProvider machine)
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1), Jump = TimeSpan.FromSeconds(1), Worth = TimeSpan.FromSeconds(5);

    volatile Measured? last;
    long ahead;

    /// <summary>Unix milliseconds.</summary>
    public long Now => last is { } known ? Monotonic + known.Offset : machine.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// How far this machine's clock is ahead of the store's, below zero where it is behind, as it is worth saying: nothing up to
    /// five seconds, and no new number for each little step.
    /// </summary>
    public TimeSpan Ahead => TimeSpan.FromMilliseconds(Volatile.Read(ref ahead));

    /// <summary>Whether it is time to ask the server: each minute, and when this machine slept or its clock was set.</summary>
    internal bool IsDue => last is not { } known || machine.GetElapsedTime(known.At) is var passed
        && (passed >= Fresh || (machine.GetUtcNow() - known.Time - passed).Duration() >= Jump);

    /// <summary>Asks the server, whose answer is of a moment between question and answer.</summary>
    internal void Measure(DbConnection db)
    {
        var before = Monotonic;
        var there = db.ExecuteScalar<long>("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)");
        var (at, time, after) = (machine.GetTimestamp(), machine.GetUtcNow(), Monotonic);
        // A moment that may still be the right one is kept, so that time makes no steps of its own.
        var offset = last is { } known && there - after - 1 <= known.Offset && known.Offset <= there - before + 1
            ? known.Offset
            : there - (before + after) / 2;
        last = new(offset, at, time);
        Say(time.ToUnixTimeMilliseconds() - after - offset);
    }

    void Say(long measured)
    {
        var step = Math.Max((long)Worth.TotalMilliseconds, Math.Abs(ahead) / 4);
        if (Math.Abs(measured - ahead) < step) return;
        Volatile.Write(ref ahead, Math.Abs(measured) < (long)Worth.TotalMilliseconds ? 0 : measured);
    }

    long Monotonic => (long)machine.GetElapsedTime(0).TotalMilliseconds;

    sealed record Measured(long Offset, long At, DateTimeOffset Time);
}
