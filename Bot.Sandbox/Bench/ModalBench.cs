using System.Diagnostics;

namespace Bot.Sandbox;

/// <summary>How many modals open in a second for people who each wait for theirs, beside an official Bolt app.</summary>
sealed class ModalBench(BenchRun run)
{
    const int Turns = 6, AtOnce = 50, Each = 20;

    // By then Slack's trigger has expired.
    static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    /// <summary>What one app did.</summary>
    sealed class Figures
    {
        public Latencies Opened { get; } = new();
        public TimeSpan Took { get; set; }
        public TimeSpan Cpu { get; set; }
        public double ASecond => Opened.Count / Took.TotalSeconds;
        public double CpuOfOne => Cpu.TotalMilliseconds / Opened.Count;
    }

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        var duel = new Duel<Figures>();
        await duel.Run(run, "modal", run.Size.Of(Turns), Turn);
        return
        [
            duel.Row("modal", $"modals a second, {AtOnce} people", f => f.ASecond) with
            {
                Target = 2,
                Cpu = duel.Ours.CpuOfOne,
                ReferenceCpu = duel.Theirs?.CpuOfOne,
                Note = AckBench.WhatAFormReads,
            },
            duel.Row("modal", "opened after more than 3 s", f => f.Opened.Over(Late)) with { Limit = 0 },
        ];
    }

    async Task Turn(BareSlack slack, MeasuredApp app, string command, Figures figures)
    {
        var (cpu, watch) = (app.Cpu, Stopwatch.StartNew());
        var modals = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => slack.OpenModals(command, run.Size.Of(Each))));
        figures.Took += watch.Elapsed;
        figures.Cpu += app.Cpu - cpu;
        figures.Opened.Add(modals.SelectMany(m => m).Select(m => m.Opened));
    }
}
