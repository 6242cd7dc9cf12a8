namespace Bot.Sandbox;

/// <summary>
/// What the bot does again and again, with a thousand incidents and with a hundred thousand and their million alerts, in turns.
/// </summary>
sealed class GrowthBench(BenchRun run)
{
    const int Few = 1000, Many = 100_000, Turns = 4, Looks = 30, Alerts = 1000;

    /// <summary>One bot with its past.</summary>
    sealed record Side(BareSlack Slack, MeasuredApp App, Uri Intake, int Incidents) : IAsyncDisposable
    {
        readonly Dictionary<string, (Latencies Times, TimeSpan Cpu, int Count)> figures = [];

        public void Add(string what, IReadOnlyCollection<TimeSpan> times, TimeSpan cpu, int count)
        {
            var known = figures.GetValueOrDefault(what, (new(), default, 0));
            known.Times.Add(times);
            figures[what] = (known.Times, known.Cpu + cpu, known.Count + count);
        }

        public double Median(string what) => figures[what].Times.At(0.5);

        public double CpuOfOne(string what) => figures[what].Cpu.TotalMilliseconds / figures[what].Count;

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await Slack.DisposeAsync();
        }
    }

    static readonly TimeSpan Shown = TimeSpan.FromMilliseconds(100);

    static readonly string[] Kinds = ["/incident list", "/cover who", "a Home", "a card"];

    const string Intake = "alerts, 8 clients";

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        using var clients = new AlertClients();
        await using var small = await Begin("small", run.Size.Of(Few), clients);
        await using var large = await Begin("large", run.Size.Of(Many), clients);
        for (var turn = 0; turn <= run.Size.Of(Turns); turn++)
            foreach (var side in new[] { small, large })
            {
                run.Progress.Say($"growth: turn {turn} of {Turns}, {side.Incidents:N0} incidents");
                await Turn(side, clients, counts: turn > 0);
            }

        BenchRow Row(string what, Func<Side, double> figure) => new(
            "growth", what, figure(large), $"itself at {small.Incidents:N0} incidents", figure(small))
        {
            AtMost = true,
            Target = 2,
        };
        return
        [
            .. Kinds.Select(kind => Row($"{kind}, median ms", s => s.Median(kind)) with
            {
                Cpu = large.CpuOfOne(kind),
                ReferenceCpu = small.CpuOfOne(kind),
            }),
            .. Kinds.Append(Intake).Select(kind => Row($"CPU of {kind}, ms each", s => s.CpuOfOne(kind))),
        ];
    }

    async Task<Side> Begin(string name, int incidents, AlertClients clients)
    {
        run.Progress.Say($"growth: making {incidents:N0} incidents");
        await FilledStore.Make(run.Sqlite(name), Math.Max(incidents, 2 * FilledStore.Open));
        var (slack, port) = (await BareSlack.Start(), Loopback.FreePort());
        var side = new Side(
            slack, run.Bot.Start(slack.ApiUrl, run.Sqlite(name), port), PublishedBot.Intake(port),
            Math.Max(incidents, 2 * FilledStore.Open));
        await slack.Connected();
        await clients.Until(side.Intake);
        return side;
    }

    async Task Turn(Side side, AlertClients clients, bool counts)
    {
        var slack = side.Slack;
        var looks = run.Size.Of(Looks);
        await Each(side, Kinds[0], looks, counts, async _ => await (await slack.Slash("/incident", "list")).Acknowledged);
        await Each(side, Kinds[1], looks, counts, async _ => await (await slack.Slash("/cover", "who")).Acknowledged);
        await Each(side, Kinds[2], looks, counts, async _ =>
        {
            var took = await slack.UntilCalled("views.publish", slack.OpenHome);
            // Until the bot knows what the Home shows: by then a visit to an empty one shows it anew.
            await Task.Delay(Shown);
            return took;
        });
        // Each of another incident: the edits of one keep Slack's pace.
        await Each(side, Kinds[3], Math.Min(looks, FilledStore.Open), counts, n => slack.UntilCalled(
            "chat.update",
            () => clients.One(side.Intake, AlertClients.Named(FilledStore.KeyOf(side.Incidents - n)))));
        var alerts = await clients.Post([side.App], [side.Intake], 8, run.Size.Of(Alerts), AlertClients.Alert);
        if (counts) side.Add(Intake, [], alerts.Cpu, alerts.Count);
    }

    static async Task Each(Side side, string what, int count, bool counts, Func<int, Task<TimeSpan>> act)
    {
        var (times, cpu) = (new List<TimeSpan>(), side.App.Cpu);
        for (var n = 0; n < count; n++) times.Add(await act(n));
        // What goes on behind the last belongs to it.
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        if (counts) side.Add(what, times, side.App.Cpu - cpu, count);
    }
}
