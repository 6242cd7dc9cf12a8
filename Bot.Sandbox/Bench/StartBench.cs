namespace Bot.Sandbox;

/// <summary>How soon the bot is connected, and what it takes while nothing happens, beside the Bolt app.</summary>
sealed class StartBench(PublishedBot bot, BenchProgress progress)
{
    const int Turns = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Settled = TimeSpan.FromSeconds(15), Rest = TimeSpan.FromSeconds(60);

    sealed record Figures(List<double> Starts)
    {
        public double Resident { get; set; } = double.NaN;
        public double CorePart { get; set; } = double.NaN;
        public double Start => Starts.Order().ElementAt(Starts.Count / 2);
    }

    public async Task<IReadOnlyList<BenchRow>> Run(string folder)
    {
        var (mine, bolt) = (new Figures([]), new Figures([]));
        var hasBolt = true;
        for (var turn = 0; turn <= Turns; turn++)
        {
            progress.Say($"start: {turn} of {Turns}");
            await One(api => Ours(api, folder), turn == 0 ? new([]) : mine, turn == Turns);
            hasBolt = hasBolt && await One(BoltReference.Start, turn == 0 ? new([]) : bolt, turn == Turns);
        }

        var against = hasBolt ? "Bolt" : "Bolt: needs Node and npm ci in Bot.Sandbox/Bolt";
        BenchRow Row(string what, Func<Figures, double> figure) =>
            new("start", what, figure(mine), against, hasBolt ? figure(bolt) : null, AtMost: true, Target: 1.2);
        return
        [
            Row("connected after, ms", f => f.Start),
            Row("resident at rest, MB", f => f.Resident),
            new("start", "CPU at rest, % of a core", mine.CorePart, "0.5 %", 0.5, AtMost: true, Target: 1),
            new("start", "Bolt's CPU at rest, % of a core", bolt.CorePart, "", null),
        ];
    }

    MeasuredApp Ours(Uri api, string folder) =>
        bot.Start(api, $"Data Source={Path.Combine(folder, "start.db")}", Loopback.FreePort());

    async Task<bool> One(Func<Uri, MeasuredApp?> start, Figures figures, bool rests)
    {
        await using var slack = await BareSlack.Start();
        await using var app = start(slack.ApiUrl);
        if (app is null) return false;
        await slack.Connected.WaitAsync(Patience);
        figures.Starts.Add(app.Age.TotalMilliseconds);
        if (!rests) return true;
        progress.Say($"start: at rest for {Rest.TotalSeconds} s");
        await Task.Delay(Settled);
        var before = app.Cpu;
        await Task.Delay(Rest);
        figures.CorePart = (app.Cpu - before) / Rest * 100;
        figures.Resident = app.Resident / 1e6;
        return true;
    }
}
