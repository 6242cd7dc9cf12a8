using System.Diagnostics;

namespace Bot.Sandbox;

/// <summary>
/// What several bots on one PostgreSQL do in a second that one does not, with a Slack that takes its time.
/// </summary>
sealed class ReplicasBench(BenchRun run)
{
    const int Replicas = 3, AtOnce = 64, Presses = 4000, Alerts = 6000, Turns = 2;
    static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    sealed record Figures(AlertClients.Outcome Presses, AlertClients.Outcome Alerts)
    {
        public static Figures operator +(Figures one, Figures other) =>
            new(one.Presses + other.Presses, one.Alerts + other.Alerts);
    }

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        if (PostgresServer.Named is not { } server)
            return [BenchRow.Missing("replicas", $"PostgreSQL: {PostgresServer.Variable} names no server")];

        Figures? one = null, several = null;
        for (var turn = 1; turn <= run.Size.Of(Turns); turn++)
        {
            var (alone, together) = (await Measure(server, 1), await Measure(server, Replicas));
            (one, several) = (one is null ? alone : one + alone, several is null ? together : several + together);
        }

        var note = $"Replicas: {Environment.ProcessorCount} cores carry the bots, PostgreSQL and those who press and send. "
            + "Changes are made one after the other, whichever bot makes them, so that what replicas add is processor time "
            + "beside the changes, and somebody who goes on when one of them is killed.";
        BenchRow Row(string what, Func<Figures, AlertClients.Outcome> outcome) => new(
            "replicas", $"{what} a second, {Replicas} bots", outcome(several!).ASecond, "itself, one bot", outcome(one!).ASecond)
        {
            Target = 2,
            Cpu = outcome(several!).CpuOfOne,
            ReferenceCpu = outcome(one!).CpuOfOne,
            Note = note,
        };
        return [Row("presses", f => f.Presses), Row("alerts", f => f.Alerts)];
    }

    async Task<Figures> Measure(PostgresServer server, int replicas)
    {
        var name = $"data_responder_bench_{Environment.ProcessId}";
        server.Make(name);
        try
        {
            var database = server.Of(name);
            await FilledStore.Make(database);
            return await Measure([.. Enumerable.Range(0, replicas).Select(_ => Loopback.FreePort())], database);
        }
        finally
        {
            server.Drop(name);
        }
    }

    async Task<Figures> Measure(IReadOnlyList<int> ports, string database)
    {
        await using var slack = await BareSlack.Start(Latency);
        var apps = ports.Select(port => run.Bot.Start(slack.ApiUrl, database, port)).ToList();
        using var clients = new AlertClients();
        try
        {
            await slack.Connected(ports.Count);
            var intakes = ports.Select(PublishedBot.Intake).ToList();
            foreach (var intake in intakes) await clients.Until(intake);
            run.Progress.Say($"replicas: {ports.Count}, warming up");
            await clients.Post(apps, intakes, AtOnce, run.Size.Of(Alerts), AlertClients.Alert);
            await Press(slack, apps, run.Size.Of(Presses / 2));
            run.Progress.Say($"replicas: {ports.Count}, presses");
            var presses = await Press(slack, apps, run.Size.Of(Presses));
            run.Progress.Say($"replicas: {ports.Count}, alerts");
            return new(presses, await clients.Post(apps, intakes, AtOnce, run.Size.Of(Alerts), AlertClients.Alert));
        }
        finally
        {
            foreach (var app in apps) await app.DisposeAsync();
        }
    }

    // "I'm on it" at the first incident that the alerts have opened: a change and a word to whoever pressed.
    static async Task<AlertClients.Outcome> Press(BareSlack slack, List<MeasuredApp> apps, int count)
    {
        var (left, cpu, watch) = (count, MeasuredApp.CpuOf(apps), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await slack.Press("incident_on_it", "INC-1");
        }));
        return new(count, watch.Elapsed, MeasuredApp.CpuOf(apps) - cpu);
    }
}
