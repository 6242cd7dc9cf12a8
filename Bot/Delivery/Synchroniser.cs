using System.Collections.Concurrent;
using System.Diagnostics;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// Makes Slack match what the database says. A subject woken by a change runs at once after its commit; one at a time per
/// subject, many side by side. Transient trouble is tried again, trouble that repeating cannot cure parks the subject.
/// </summary>
public sealed class Synchroniser(
    Database database, Claims claims, Pace pace, OpenWork work, ILogger<Synchroniser> log) : IDisposable
{
    // Behind the word of a commit, for what another bot left lying.
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // What is begun is ended rather than cut off, so that nobody has to find out what became of it.
    static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, Func<string, CancellationToken, Task>> served = [];
    readonly ConcurrentDictionary<string, (Lane Lane, Lease Lease, Task Task)> running = new();
    readonly SemaphoreSlim signal = new(0);
    readonly RepeatedFailure failures = new(log);
    long brought = TimeProvider.System.GetTimestamp();

    /// <summary>Wire time since anything was brought to Slack; since the start before the first.</summary>
    public TimeSpan SinceBrought => TimeProvider.System.GetElapsedTime(Volatile.Read(ref brought));

    /// <summary>
    /// Subjects named <c>prefix:id</c> are brought to Slack by <paramref name="sync"/>, which may be repeated at will.
    /// </summary>
    public void Serve(string prefix, Func<string, CancellationToken, Task> sync, Lane lane = Lane.Cards)
    {
        served.Add(prefix, sync);
        database.Lanes.Put(prefix, lane);
    }

    /// <summary>Subjects of that name are only database work, which is done in the change that wakes them.</summary>
    public void Within(string prefix, Action<Tx, string> act)
    {
        database.Lanes.Within(prefix, act);
        // A bot of an older version may have left one.
        served.Add(prefix, (id, _) => database.Change(tx => act(tx, id)));
    }

    /// <summary>What changes note of such subjects is heard at their end, as part of them.</summary>
    public void Hear(string prefix, Action<Tx, string, IReadOnlyList<Noted>> act) => database.Lanes.Hear(prefix, act);

    /// <summary>Whether somebody brings subjects of that name.</summary>
    public bool Serves(string prefix) => served.ContainsKey(prefix);

    /// <summary>Whether every subject that is due, or will be tried again, has been brought to Slack.</summary>
    public bool Idle => running.IsEmpty && database.Read(db => Claims.Open(db, database.WireNow)) == 0;

    public async Task RunAsync(CancellationToken stop)
    {
        database.Woken += Hear;
        using var ending = new CancellationTokenSource();
        using var renewing = new CancellationTokenSource();
        var renewal = Renew(renewing.Token);
        try
        {
            await Until(claims.Begin, stop);
            while (true)
            {
                await Until(() => StartDue(ending.Token), stop);
                await signal.WaitAsync(Wait(), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is running ends below.
        }
        finally
        {
            database.Woken -= Hear;
            ending.CancelAfter(ToEnd);
            await Task.WhenAll(running.Values.Select(r => r.Task));
            await renewing.CancelAsync();
            await renewal;
            await GiveBack();
        }
    }

    void Pulse() => signal.Release();

    // What is being brought is looked at again when that is over, however often it is woken meanwhile.
    void Hear(IReadOnlySet<string> subjects)
    {
        if (subjects.Count == 0 || subjects.Any(s => !running.ContainsKey(s) && !pace.IsResting(s))) Pulse();
    }

    TimeSpan Wait()
    {
        const string Next = "A look at what is due next";
        try
        {
            var next = database.Read(claims.NextDue);
            failures.Worked(Next);
            return next < LookEvery ? next.Value : LookEvery;
        }
        catch (Exception e)
        {
            failures.Failed(Next, e);
            return AfterFailure;
        }
    }

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

    async Task StartDue(CancellationToken stop)
    {
        while (signal.Wait(0, CancellationToken.None)) { }
        var now = running.ToArray();
        var busy = now.CountBy(r => r.Value.Lane).ToDictionary();
        var due = await claims.Take(
            lane => Claims.Places(lane) - busy.GetValueOrDefault(lane), [.. now.Select(r => r.Key), .. pace.Resting]);
        foreach (var wake in due)
        {
            // The task removes itself, so it must not start before it is in the table.
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            pace.Begins(wake.Subject);
            var lease = new Lease(database.IsShared, stop);
            running[wake.Subject] = (wake.Lane, lease, Sync(wake, lease, start.Task, stop));
            start.SetResult();
        }
    }

    // Long before others may take them.
    async Task Renew(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Claims.Renewed, stop);
                if (running.IsEmpty) continue;
                var had = running.ToArray();
                HashSet<string> kept = [];
                await Until(async () => kept = await claims.Renew(), stop);
                foreach (var (subject, (_, lease, _)) in had)
                    if (kept.Contains(subject)) lease.Renew();
                    else if (database.IsShared) lease.End();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nothing runs any more.
        }
    }

    async Task GiveBack()
    {
        try
        {
            await claims.End();
        }
        catch (Exception e)
        {
            log.LogWarning("What was claimed could not be given back and waits for others: {Reason}", e.Message);
        }
    }

    async Task Sync(Wake wake, Lease lease, Task start, CancellationToken stop)
    {
        await start;
        using var open = work.Begin(wake.Subject);
        try
        {
            await Bring(wake, lease.Stop);
        }
        catch (OperationCanceledException) when (lease.Stop.IsCancellationRequested)
        {
            // The row stays, and is taken up at the next start or by another bot.
        }
        catch (Exception e)
        {
            failures.Failed($"The mark that {wake.Subject} was brought to Slack", e);
            // It stays due, and is not to be brought over and over meanwhile.
            await Task.Delay(AfterFailure, CancellationToken.None);
        }
        finally
        {
            // What people have just asked for is shown at once.
            var rest = wake.Lane is Lane.People or Lane.OnCall or Lane.Homes ? null : pace.Rest(wake.Subject, stop);
            running.TryRemove(wake.Subject, out _);
            lease.Dispose();
            Pulse();
            if (rest is not null) _ = rest.ContinueWith(_ => Pulse(), TaskScheduler.Default);
        }
    }

    async Task Bring(Wake wake, CancellationToken stop)
    {
        var (prefix, id) = Lanes.Parts(wake.Subject);
        using var span = Telemetry.Bring(prefix, wake.Trace, wake.Tries);
        try
        {
            OwnRun.Begin(wake.Subject, wake.Version, wake.Tries);
            if (!served.TryGetValue(prefix, out var sync)) throw new InvalidOperationException($"Nothing serves {wake.Subject}");
            await sync(id, stop);
            await claims.Done(wake);
            Volatile.Write(ref brought, TimeProvider.System.GetTimestamp());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            var next = Retry.After(e, wake.Tries);
            if (next.Bug) log.LogError(e, "{Subject} failed and will be tried again", wake.Subject);
            else log.LogWarning("{Subject} is not in Slack yet: {Reason}", wake.Subject, next.Reason);
            await claims.Postpone(wake, next);
        }
    }

    public void Dispose() => signal.Dispose();
}
