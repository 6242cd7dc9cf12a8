namespace Bot.Sandbox;

/// <summary>
/// The bot and the official Bolt app, each on a bare Slack of its own, in turns, so that a noisy machine is noisy for both.
/// </summary>
sealed class Duel<T>
    where T : new()
{
    public T Ours { get; } = new();

    /// <summary>Null where there is no Bolt app here.</summary>
    public T? Theirs { get; private set; }

    public string Against => Theirs is null ? BoltReference.Missing : "Bolt";

    /// <summary>Lets both do a turn after the other; the first turn warms them up.</summary>
    /// <param name="run">The bench's.</param>
    /// <param name="name">The bench.</param>
    /// <param name="turns">How many count.</param>
    /// <param name="turn">One turn of one of them, who answers the given command, and its figures.</param>
    public async Task Run(BenchRun run, string name, int turns, Func<BareSlack, MeasuredApp, string, T, Task> turn)
    {
        await FilledStore.Make(run.Sqlite(name));
        await using var ours = await BareSlack.Start();
        await using var theirs = await BareSlack.Start();
        await using var one = run.Bot.Start(ours.ApiUrl, run.Sqlite(name), Loopback.FreePort());
        await using var other = BoltReference.Start(theirs.ApiUrl);
        await ours.Connected();
        if (other is not null) await theirs.Connected();
        if (other is not null) Theirs = new();
        for (var n = 0; n <= turns; n++)
        {
            run.Progress.Say($"{name}: turn {n} of {turns}");
            await turn(ours, one, "/incident", n == 0 ? new() : Ours);
            if (other is not null) await turn(theirs, other, "/ticket", n == 0 ? new() : Theirs!);
        }
    }

    public BenchRow Row(string bench, string what, Func<T, double> figure) =>
        new(bench, what, figure(Ours), Against, Theirs is null ? null : figure(Theirs));
}
