namespace Bot.Sandbox.Chaos;

/// <summary>What a run came to.</summary>
/// <param name="Seed">What replays it.</param>
/// <param name="Broken">What was not as promised.</param>
/// <param name="Deeds">What was done in it.</param>
/// <param name="Troubles">What went wrong, by name.</param>
/// <param name="Retries">How often somebody had to do something again.</param>
/// <param name="Took">Wire time.</param>
sealed record ChaosResult(
    int Seed, IReadOnlyList<string> Broken, Deeds Deeds, IReadOnlyList<string> Troubles, int Retries, TimeSpan Took);

/// <summary>One seeded day of people, CI and hand-offs while things go wrong, and the look at what it has left.</summary>
/// <param name="stage">What it begins with.</param>
/// <param name="seed">Decides all that can be decided.</param>
/// <param name="folder">Its own.</param>
/// <param name="program">The sandbox as a release is, of which bots start sooner; null for this one.</param>
sealed class ChaosRun(ChaosStage stage, int seed, string folder, string? program = null)
{
    /// <summary>The promise that there is a run to judge.</summary>
    public const string ToItsEnd = "people can go on, and the day comes to its end";

    // Wire time. A run whose people cannot get through has come to nothing, and says so.
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5), Settles = TimeSpan.FromSeconds(60),
        Calms = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(250), Moment = TimeSpan.FromSeconds(2);

    // A bot that lives for seconds is not worth compiling twice.
    static readonly Dictionary<string, string> Brief = new()
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountingDelayMs"] = "100000",
    };

    // Workspace time, in which GitHub is asked again.
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(11);

    // Workspace time that nothing takes which is under way.
    static readonly TimeSpan Long = TimeSpan.FromHours(2);

    public async Task<ChaosResult> Run(CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var play = await ChaosPlay.Begin(stage, seed, folder, program, Brief);
        var (scene, broken) = (play.Scene, await Play(play.Scene, stop));
        return new(
            seed, broken, scene.Deeds, [.. scene.Troubles.Values.Select(t => t.What)], scene.People.Retries,
            TimeProvider.System.GetElapsedTime(began));
    }

    async Task<List<string>> Play(ChaosScene scene, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Longest);
        using var over = new CancellationTokenSource();
        using var senders = new ChaosSenders(scene, patience.Token);
        using var troubles = new ChaosTroubles(scene, patience.Token);
        var supervision = troubles.Supervise(over.Token);
        try
        {
            using var people = new ChaosPeople(scene, senders, patience.Token);
            await Act(scene, people, troubles, patience.Token);
            await troubles.End();
            // What waits for its next try is tried.
            scene.Clock.Steer(scene.Clock.GetUtcNow() + Soon, 0);
            if (!await people.GoesOn()) return [$"{ToItsEnd}: everything is well again, and nobody can declare"];
            return await Settled(scene, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var screens = ChaosScene.Insiders.Select(scene.Workspace.Member).Where(m => m.ModalOrNone is not null).Select(
                m => $"{m.Person.Handle} sees {InsistentPeople.Said(m.Modal)}");
            return [$"{ToItsEnd}: it goes on no more, {string.Join(" | ", screens)}"];
        }
        finally
        {
            await over.CancelAsync();
            await supervision;
        }
    }

    /// <summary>Steps begin when their time has come, whether those before have come to an end or not.</summary>
    async Task Act(ChaosScene scene, ChaosPeople people, ChaosTroubles troubles, CancellationToken stop)
    {
        var steps = ChaosStep.Of(seed);
        var wrong = ChaosTroubles.Of(seed, steps.Count, stage.OnPostgres).ToLookup(t => t.Step, t => t.What);
        var random = new Random(seed);
        var doing = new List<Task>();
        for (var n = 0; n < steps.Count; n++)
        {
            scene.Clock.Steer(steps[n].At, 0);
            foreach (var trouble in wrong[n]) troubles.Begin(trouble, random);
            doing.Add(people.Do(steps[n]));
            await Task.Delay(random.Next(20, 600), stop);
            // What is under way does not take hours.
            if (n + 1 < steps.Count && steps[n + 1].At - steps[n].At > Long) await Calm(scene, Task.WhenAll(doing), stop);
            else if (random.Next(8) == 0) await Task.WhenAll(doing);
        }

        await Task.WhenAll(doing);
    }

    /// <summary>All that was begun has ended, and what was due is brought, as far as the troubles let it.</summary>
    static async Task Calm(ChaosScene scene, Task doing, CancellationToken stop)
    {
        await doing;
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Calms)
        {
            await Task.Delay(Pause, stop);
            await using var db = await scene.Open(stop);
            if (!NothingLeft.Broken(scene, db).Any()) return;
        }
    }

    /// <summary>Everything is right at once, within a minute of the last trouble, and stays so for a moment.</summary>
    static async Task<List<string>> Settled(ChaosScene scene, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var wasRight = false; ;)
        {
            await Task.Delay(wasRight ? Moment : Pause, stop);
            var broken = await ChaosJudge.Broken(scene, stop);
            if (broken.Count == 0 ? wasRight : TimeProvider.System.GetElapsedTime(began) > Settles) return broken;
            wasRight = broken.Count == 0;
        }
    }
}
