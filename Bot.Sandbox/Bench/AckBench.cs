using System.Diagnostics;

namespace Bot.Sandbox;

/// <summary>
/// How soon a command is acknowledged, and how many modals open in a second, beside an official Bolt app: both on a bare Slack,
/// in turns, so that a noisy machine is noisy for both.
/// </summary>
sealed class AckBench(PublishedBot bot, BenchProgress progress)
{
    const int Turns = 6, AtOnce = 50, Singles = 200, Modals = 400;
    static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    /// <summary>What one app did.</summary>
    sealed class Figures
    {
        public Latencies Single { get; } = new();
        public Latencies Many { get; } = new();
        public Latencies Opened { get; } = new();
        public double Seconds { get; set; }
        public TimeSpan Cpu { get; set; }
        public double ModalsASecond => Opened.Count / Seconds;
        public double CpuOfOne => Cpu.TotalMilliseconds / Opened.Count;
    }

    public async Task<IReadOnlyList<BenchRow>> Run(string folder)
    {
        await using var ours = await BareSlack.Start();
        await using var theirs = await BareSlack.Start();
        await using var one = bot.Start(ours.ApiUrl, $"Data Source={Path.Combine(folder, "ack.db")}", Loopback.FreePort());
        await using var other = BoltReference.Start(theirs.ApiUrl);
        await ours.Connected.WaitAsync(TimeSpan.FromSeconds(30));
        if (other is not null) await theirs.Connected.WaitAsync(TimeSpan.FromSeconds(30));
        var (mine, bolt) = (new Figures(), new Figures());
        // The first turn warms both up.
        for (var turn = 0; turn <= Turns; turn++)
        {
            progress.Say($"ack: turn {turn} of {Turns}");
            await Turn(ours, one, "/incident", turn == 0 ? new() : mine);
            if (other is not null) await Turn(theirs, other, "/ticket", turn == 0 ? new() : bolt);
        }

        var against = other is null ? "Bolt: needs Node and npm ci in Bot.Sandbox/Bolt" : "Bolt";
        BenchRow Row(string what, Func<Figures, double> figure, bool atMost = true, double? target = 0.5) =>
            new("ack", what, figure(mine), against, other is null ? null : figure(bolt), atMost, target);
        return
        [
            Row("acknowledged, 1 in flight, median ms", f => f.Single.At(0.5)),
            Row("acknowledged, 1 in flight, 99 % ms", f => f.Single.At(0.99)),
            Row($"acknowledged, {AtOnce} in flight, median ms", f => f.Many.At(0.5)),
            Row($"acknowledged, {AtOnce} in flight, 99 % ms", f => f.Many.At(0.99)),
            Row("modals a second", f => f.ModalsASecond, atMost: false, target: 2),
            Row("CPU of a modal, ms", f => f.CpuOfOne, target: null),
            new("modal", "opened late", mine.Opened.Over(Late), "none may be", null),
        ];
    }

    static async Task Turn(BareSlack slack, MeasuredApp app, string command, Figures figures)
    {
        var singles = new List<TimeSpan>();
        for (var n = 0; n < Singles; n++)
        {
            var (acknowledged, opened) = await slack.Slash(command, "orders are late");
            singles.Add(await acknowledged);
            await opened;
        }

        figures.Single.Add(singles);
        var many = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Some(slack, command, Singles / 10)));
        figures.Many.Add(many.SelectMany(m => m).Select(m => m.Acknowledged));
        var (cpu, watch) = (app.Cpu, Stopwatch.StartNew());
        var modals = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Some(slack, command, Modals / AtOnce)));
        figures.Seconds += watch.Elapsed.TotalSeconds;
        figures.Cpu += app.Cpu - cpu;
        figures.Opened.Add(modals.SelectMany(m => m).Select(m => m.Opened));
    }

    /// <summary>One person who waits for each modal before the next command.</summary>
    static async Task<List<(TimeSpan Acknowledged, TimeSpan Opened)>> Some(BareSlack slack, string command, int count)
    {
        var times = new List<(TimeSpan, TimeSpan)>();
        for (var n = 0; n < count; n++)
        {
            var (acknowledged, opened) = await slack.Slash(command, "orders are late");
            times.Add((await acknowledged, await opened));
        }

        return times;
    }
}
