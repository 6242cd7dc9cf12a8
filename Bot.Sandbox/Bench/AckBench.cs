namespace Bot.Sandbox;

/// <summary>How soon a command is acknowledged, beside an official Bolt app; both open a modal behind it.</summary>
sealed class AckBench(BenchRun run)
{
    /// <summary>Why a form takes the bot longer than an app that only shows one.</summary>
    public const string WhatAFormReads =
        "Acknowledging and modals: the bot reads its store for each form (who is on call, who would be "
            + "called, which teams there are), and draws it by that; the app that it is held against reads "
            + "nothing. Both do so on the cores that also carry the people.";

    const int Turns = 6, AtOnce = 50, Singles = 200, Each = 20;

    /// <summary>What one app did.</summary>
    sealed class Figures
    {
        public Latencies Single { get; } = new();
        public Latencies Many { get; } = new();
    }

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        var duel = new Duel<Figures>();
        await duel.Run(run, "ack", run.Size.Of(Turns), Turn);
        BenchRow Row(string what, Func<Figures, double> figure) =>
            duel.Row("ack", what, figure) with { AtMost = true, Target = 0.5, Note = WhatAFormReads };
        return
        [
            Row("acknowledged, 1 in flight, median ms", f => f.Single.At(0.5)),
            Row("acknowledged, 1 in flight, 99 % ms", f => f.Single.At(0.99)),
            Row($"acknowledged, {AtOnce} in flight, median ms", f => f.Many.At(0.5)),
            Row($"acknowledged, {AtOnce} in flight, 99 % ms", f => f.Many.At(0.99)),
        ];
    }

    async Task Turn(BareSlack slack, MeasuredApp app, string command, Figures figures)
    {
        figures.Single.Add((await slack.OpenModals(command, run.Size.Of(Singles))).Select(m => m.Acknowledged));
        var many = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => slack.OpenModals(command, run.Size.Of(Each))));
        figures.Many.Add(many.SelectMany(m => m).Select(m => m.Acknowledged));
    }
}
