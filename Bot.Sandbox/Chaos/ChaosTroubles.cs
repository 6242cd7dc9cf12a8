using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>What goes wrong in a run. Lengths are wire time.</summary>
enum Trouble
{
    Killed, KilledWhilePosting, KilledWhileLocked, StandsStill, LosesAnswers, AnswersLate, LimitsRates, FailsInside, IsSlow,
    ConnectionsHalfOpen, ConnectionsCut, RefusesConnections, RepeatsEnvelopes, LosesEnvelopes, StoreLocked, DiskFull, StoreGone,
}

/// <summary>Lets things go wrong, each at the step that the seed says.</summary>
sealed class ChaosTroubles(ChaosScene scene, CancellationToken stop) : IDisposable
{
    const int Many = 100_000;

    static readonly string[] Spoken =
        ["chat.postMessage", "conversations.create", "chat.update", "views.open", "conversations.invite"];

    readonly SemaphoreSlim starting = new(1);
    readonly List<Task> open = [];

    /// <summary>Which go wrong, and at which step, in a run of that many steps.</summary>
    public static IReadOnlyList<(int Step, Trouble What)> Of(int seed, int steps, bool onPostgres)
    {
        var random = new Random(~seed);
        var all = Enum.GetValues<Trouble>().Where(t => onPostgres || t != Trouble.StoreGone).ToArray();
        random.Shuffle(all);
        // Some kinds in a run, each of them more than once where it is a matter of a moment.
        var kinds = all.Take(random.Next(2, 6)).Append(Trouble.Killed).Distinct();
        return
        [
            .. kinds.SelectMany(kind => Enumerable.Range(0, Lasts(kind) ? 1 : random.Next(1, 4)).Select(
                _ => (random.Next(steps * (Lasts(kind) ? 2 : 3) / 3), kind))),
        ];
    }

    // A chance of each call from then on.
    static bool Lasts(Trouble trouble) => trouble is Trouble.LosesAnswers or Trouble.AnswersLate or Trouble.LimitsRates
        or Trouble.FailsInside or Trouble.IsSlow or Trouble.RepeatsEnvelopes or Trouble.LosesEnvelopes;

    /// <summary>Begins it; it ends by itself, or with <see cref="End"/>.</summary>
    public void Begin(Trouble what, Random random)
    {
        var id = Guid.NewGuid();
        var struck = new Struck(what.ToString(), scene.WireNow);
        scene.Troubles[id] = struck;
        open.Add(Run());

        async Task Run()
        {
            // Not on the way of whoever goes on.
            await Task.Yield();
            try
            {
                await Strike(what, random);
            }
            finally
            {
                if (!Lasts(what)) scene.Troubles[id] = struck with { Ended = scene.WireNow };
            }
        }
    }

    /// <summary>Everything is well from now on, and every bot runs.</summary>
    public async Task End()
    {
        scene.Workspace.Faults.Clear();
        await Task.WhenAll(open);
        scene.Workspace.Faults.Clear();
        foreach (var bot in scene.Bots) bot.SetDisk(isFull: false);
        scene.Line?.Mend();
        await starting.WaitAsync(stop);
        foreach (var bot in scene.Bots.Where(b => !b.IsRunning)) await bot.Start();
        starting.Release();
        foreach (var (id, trouble) in scene.Troubles)
            if (trouble.Ended is null) scene.Troubles[id] = trouble with { Ended = scene.WireNow };
    }

    /// <summary>Whoever ended is started again, as a supervisor does.</summary>
    public async Task Supervise(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await starting.WaitAsync(CancellationToken.None);
            foreach (var bot in scene.Bots.Where(b => !b.IsRunning)) await bot.Start();
            starting.Release();
            await Task.Delay(100, CancellationToken.None);
        }
    }

    Task Strike(Trouble what, Random random)
    {
        var faults = scene.Workspace.Faults;
        var bot = scene.Some(random);
        var time = TimeSpan.FromMilliseconds(random.Next(300, 2500));
        switch (what)
        {
            case Trouble.Killed: return Kill(bot, TimeSpan.FromMilliseconds(random.Next(400)));
            case Trouble.KilledWhilePosting: return KillAt(bot, Spoken[random.Next(Spoken.Length)], random.Next(2) == 0);
            case Trouble.KilledWhileLocked: return Task.WhenAll(Lock(time), Kill(bot, time * 0.8));
            case Trouble.StandsStill: return bot.Sleep(time * 2, stop);
            case Trouble.StoreLocked: return Lock(time * 1.6);
            case Trouble.StoreGone: return Cut(time);
            case Trouble.DiskFull: return Fill(time);
            case Trouble.ConnectionsHalfOpen: return Now(() => faults.Sockets.HalfOpen());
            case Trouble.ConnectionsCut: return Now(() => faults.Sockets.Drop());
            case Trouble.RefusesConnections:
                return Now(() =>
                {
                    faults.Sockets.Refuse(times: 3);
                    faults.Sockets.Drop();
                });
            case Trouble.LosesAnswers: return Now(() => faults.On("*").LoseResponse(Many, probability: 0.1));
            case Trouble.AnswersLate: return Now(() => faults.On("*").ExecuteLate(time, Many, probability: 0.06));
            case Trouble.LimitsRates: return Now(() => faults.On("*").RateLimited(Many, retryAfterSeconds: 1, probability: 0.15));
            case Trouble.FailsInside: return Now(() => faults.On("*").ServerError(Many, probability: 0.1));
            case Trouble.IsSlow: return Now(() => faults.On("*").Delay(TimeSpan.FromSeconds(5), times: 12, probability: 0.1));
            case Trouble.RepeatsEnvelopes:
                return Now(() =>
                {
                    faults.Envelopes.Ask(EnvelopeTrouble.Duplicate, Many, probability: 0.2);
                    faults.Envelopes.Ask(EnvelopeTrouble.Redeliver, Many, probability: 0.2);
                });
            default:
                return Now(() =>
                {
                    faults.Envelopes.Ask(EnvelopeTrouble.LoseAck, Many, probability: 0.08);
                    faults.Envelopes.Ask(EnvelopeTrouble.DropSocket, Many, probability: 0.05);
                });
        }
    }

    static Task Now(Action strike)
    {
        strike();
        return Task.CompletedTask;
    }

    async Task Kill(BotProcess bot, TimeSpan after)
    {
        await Task.Delay(after, stop);
        await starting.WaitAsync(stop);
        try
        {
            await bot.Kill();
            await bot.Start();
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Killed with the next call of that method: it has taken effect, or it has not.</summary>
    async Task KillAt(BotProcess bot, string method, bool takesEffect)
    {
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Workspace.Faults.On(method).Cut(takesEffect, () =>
        {
            bot.KillNow();
            struck.TrySetResult();
        });
        await Task.WhenAny(struck.Task, Task.Delay(TimeSpan.FromSeconds(4), stop));
        if (struck.Task.IsCompleted) await Kill(bot, TimeSpan.Zero);
    }

    /// <summary>Another program holds the store, so that nothing can be changed.</summary>
    async Task Lock(TimeSpan time)
    {
        await using var db = await scene.Open(stop);
        if (scene.OnPostgres)
        {
            await using var change = await db.BeginTransactionAsync(stop);
            await db.ExecuteAsync("lock table history in exclusive mode");
            await Task.Delay(time, stop);
            await change.RollbackAsync(stop);
            return;
        }

        await db.ExecuteAsync("pragma busy_timeout = 10000; begin immediate");
        await Task.Delay(time, stop);
        await db.ExecuteAsync("rollback");
    }

    async Task Cut(TimeSpan time)
    {
        scene.Line?.Cut();
        await Task.Delay(time, stop);
        scene.Line?.Mend();
    }

    async Task Fill(TimeSpan time)
    {
        foreach (var bot in scene.Bots) bot.SetDisk(isFull: true);
        await Task.Delay(time, stop);
        foreach (var bot in scene.Bots) bot.SetDisk(isFull: false);
    }

    public void Dispose() => starting.Dispose();
}
