namespace Bot.Sandbox;

/// <summary>How soon the bot is connected, and what it takes while nothing happens, beside the Bolt app.</summary>
sealed class StartBench(BenchRun run)
{
    const int Turns = 7;
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(20), Rest = TimeSpan.FromSeconds(60);

    sealed record Figures(List<double> Starts)
    {
        public double Resident { get; set; } = double.NaN;
        public double CorePart { get; set; } = double.NaN;
        public double Start => Starts.Order().ElementAt(Starts.Count / 2);
    }

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        await FilledStore.Make(run.Sqlite("start"));
        var (mine, bolt, turns) = (new Figures([]), new Figures([]), run.Size.Of(Turns));
        var hasBolt = true;
        for (var turn = 0; turn <= turns; turn++)
        {
            run.Progress.Say($"start: {turn} of {turns}");
            await One(Ours, turn == 0 ? new([]) : mine, turn == turns);
            hasBolt = hasBolt && await One(BoltReference.Start, turn == 0 ? new([]) : bolt, turn == turns);
        }

        BenchRow Row(string what, Func<Figures, double> figure) =>
            new("start", what, figure(mine), hasBolt ? "Bolt" : BoltReference.Missing, hasBolt ? figure(bolt) : null);
        return
        [
            Row("connected after, ms", f => f.Start) with { AtMost = true, Target = 1.2 },
            Row("resident at rest, MB", f => f.Resident) with
            {
                AtMost = true,
                Target = 1.2,
                Note = "Start: of the bot's resident memory about two thirds are pages of the runtime and of compiled "
                    + "libraries, mapped from files; what it allocates itself stays under 20 MB.",
            },
            Row("CPU at rest, % of a core", f => f.CorePart) with { Limit = 0.5 },
        ];
    }

    MeasuredApp Ours(Uri api) => run.Bot.Start(api, run.Sqlite("start"), Loopback.FreePort());

    async Task<bool> One(Func<Uri, MeasuredApp?> start, Figures figures, bool rests)
    {
        await using var slack = await BareSlack.Start();
        await using var app = start(slack.ApiUrl);
        if (app is null) return false;
        await slack.Connected();
        figures.Starts.Add(app.Age.TotalMilliseconds);
        if (!rests) return true;
        run.Progress.Say($"start: at rest for {run.Size.Of(Rest).TotalSeconds:0} s");
        await Task.Delay(run.Size.Of(Settled));
        var (before, began) = (app.Cpu, app.Age);
        await Task.Delay(run.Size.Of(Rest));
        figures.CorePart = (app.Cpu - before) / (app.Age - began) * 100;
        figures.Resident = app.Resident / 1e6;
        return true;
    }
}
