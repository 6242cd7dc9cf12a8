using System.Collections.Concurrent;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Makes Slack match what the database says. A subject woken by a change runs at once after its commit; one at a time per
/// subject, many side by side. Transient trouble is tried again, trouble that repeating cannot cure parks the subject.
/// </summary>
public sealed class Synchroniser(Database database, OpenWork work, ILogger<Synchroniser> log) : IDisposable
{
    const int SideBySide = 16;
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    static readonly TimeSpan ParkedFor = TimeSpan.FromHours(1);

    readonly Dictionary<string, Func<string, CancellationToken, Task>> served = [];
    readonly ConcurrentDictionary<string, Task> running = new();
    readonly SemaphoreSlim signal = new(0);
    readonly RepeatedFailure failures = new(log);
    long brought = TimeProvider.System.GetTimestamp();

    /// <summary>Wire time since anything was brought to Slack; since the start before the first.</summary>
    public TimeSpan SinceBrought => TimeProvider.System.GetElapsedTime(Volatile.Read(ref brought));

    /// <summary>
    /// Subjects named <c>prefix:id</c> are brought to Slack by <paramref name="sync"/>, which may be repeated at will.
    /// </summary>
    public void Serve(string prefix, Func<string, CancellationToken, Task> sync) => served.Add(prefix, sync);

    /// <summary>Whether somebody brings subjects of that name.</summary>
    public bool Serves(string prefix) => served.ContainsKey(prefix);

    /// <summary>Whether every subject that is due, or will be tried again, has been brought to Slack.</summary>
    public bool Idle => running.IsEmpty && database.Read(db => db.ExecuteScalar<long>(
        "select count(*) from wakes where parked is null and (tries > 0 or due_at <= @now)", new { now = WireNow() })) == 0;

    public async Task RunAsync(CancellationToken stop)
    {
        database.Woken += Pulse;
        try
        {
            await Until(Unpark, stop);
            while (true)
            {
                await Until(() => StartDue(stop), stop);
                await signal.WaitAsync(LookEvery, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is running ends below.
        }
        finally
        {
            database.Woken -= Pulse;
            await Task.WhenAll(running.Values);
        }
    }

    void Pulse() => signal.Release();

    /// <summary>A database that does not answer for a while must not end the bot.</summary>
    async Task Until(Func<Task> done, CancellationToken stop)
    {
        const string What = "A look at what is due";
        while (true)
        {
            try
            {
                await done();
                failures.Worked(What);
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                failures.Failed(What, e);
                await Task.Delay(AfterFailure, stop);
            }
        }
    }

    // What was parked may have been put right while the bot was down.
    Task Unpark() => database.Change(tx => tx.Db.Execute(
        "update wakes set parked = null, parked_at = null, waiting_since = null, due_at = 0"));

    /// <summary>What Slack refused is tried again at once, as somebody has put right what may have stood in its way.</summary>
    public static void WakeParked(Tx tx)
    {
        var parked = tx.Db.Query<string>("select subject from wakes where parked is not null").ToList();
        tx.Db.Execute("update wakes set waiting_since = null where parked is not null");
        foreach (var subject in parked) tx.Wake(subject);
    }

    Task StartDue(CancellationToken stop)
    {
        while (signal.Wait(0, CancellationToken.None)) { }
        foreach (var wake in Due())
        {
            if (running.Count >= SideBySide) break;
            if (running.ContainsKey(wake.Subject)) continue;
            // The task removes itself, so it must not start before it is in the table.
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            running[wake.Subject] = Sync(wake, start.Task, stop);
            start.SetResult();
        }

        return Task.CompletedTask;
    }

    // What runs is due as well, so there are as many again to choose from.
    List<Wake> Due() => database.Read(db => db.Query<Wake>(
        """
        select subject, version, tries from wakes
        where due_at <= @now and (parked is null or parked_at <= @parkedBefore)
        order by due_at limit @most
        """,
        new { now = WireNow(), parkedBefore = WireNow() - (long)ParkedFor.TotalMilliseconds, most = 2 * SideBySide }).ToList());

    async Task Sync(Wake wake, Task start, CancellationToken stop)
    {
        await start;
        using var open = work.Begin(wake.Subject);
        try
        {
            await Bring(wake, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The row stays and is taken up at the next start.
        }
        catch (Exception e)
        {
            failures.Failed($"The mark that {wake.Subject} was brought to Slack", e);
            // It stays due, and is not to be brought over and over meanwhile.
            await Task.Delay(AfterFailure, CancellationToken.None);
        }
        finally
        {
            running.TryRemove(wake.Subject, out _);
            Pulse();
        }
    }

    async Task Bring(Wake wake, CancellationToken stop)
    {
        var (prefix, id) = Split(wake.Subject);
        try
        {
            OwnRun.Begin(wake.Subject, wake.Version, wake.Tries);
            if (!served.TryGetValue(prefix, out var sync)) throw new InvalidOperationException($"Nothing serves {wake.Subject}");
            await sync(id, stop);
            await database.Change(tx => Done(tx, wake));
            Volatile.Write(ref brought, TimeProvider.System.GetTimestamp());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            var next = Retry.After(e, wake.Tries);
            if (next.Bug) log.LogError(e, "{Subject} failed and will be tried again", wake.Subject);
            else log.LogWarning("{Subject} is not in Slack yet: {Reason}", wake.Subject, next.Reason);
            await Postpone(wake, next);
        }
    }

    // Woken meanwhile it stays due, and has failed no longer.
    static void Done(Tx tx, Wake wake)
    {
        const string Done = "delete from wakes where subject = @Subject and version = @Version";
        if (tx.Db.Execute(Done, wake) > 0) return;
        tx.Db.Execute("update wakes set waiting_since = null where subject = @Subject and waiting_since is not null", wake);
    }

    Task Postpone(Wake wake, Retry next) => database.Change(tx => tx.Db.Execute(
        """
        update wakes set tries = tries + 1, due_at = @due, parked = @parked, parked_at = @parkedAt,
            waiting_since = coalesce(waiting_since, @now), waiting_why = @Reason
        where subject = @Subject and version = @Version
        """,
        new
        {
            wake.Subject,
            wake.Version,
            next.Reason,
            now = WireNow(),
            due = WireNow() + (long)next.In.TotalMilliseconds,
            parked = next.Final ? next.Reason : null,
            parkedAt = next.Final ? WireNow() : (long?)null,
        }));

    static (string Prefix, string Id) Split(string subject)
    {
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (subject, "") : (subject[..colon], subject[(colon + 1)..]);
    }

    static long WireNow() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public void Dispose() => signal.Dispose();

    sealed record Wake(string Subject, long Version, long Tries);
}
