namespace Bot.Sandbox;

/// <summary>
/// Distinct alerts with all the work that they cause, beside the same work committed one by one, a server that keeps nothing, and
/// Debian's Alertmanager, which keeps them in memory; in turns.
/// </summary>
sealed class IntakeBench(BenchRun run)
{
    const int Turns = 3, Warm = 4000;
    const string Bot = "bot", Single = "one by one", Keepless = "no store", Manager = "Alertmanager";

    static readonly (int Clients, int Count)[] Loads = [(1, 500), (64, 5000), (256, 5000)];

    sealed record Server(string Name, MeasuredApp App, Uri Alerts, Func<long, string> Body)
    {
        public Dictionary<int, List<AlertClients.Outcome>> Outcomes { get; } = [];

        public double Median(int clients, Func<AlertClients.Outcome, double> figure)
        {
            var sorted = Outcomes[clients].Select(figure).Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        await using var slack = await BareSlack.Start();
        using var clients = new AlertClients();
        List<Server> servers = [await Ours(slack), await OneAtATime(slack), NoStoreAtAll()];
        if (Alertmanager() is { } manager) servers.Add(manager);
        try
        {
            await slack.Connected(2);
            foreach (var server in servers)
            {
                await clients.Until(server.Alerts, server.Name == Manager ? "-/ready" : "health/live");
                run.Progress.Say($"intake: {server.Name} warms up");
                await clients.Post([server.App], [server.Alerts], 64, run.Size.Of(Warm), server.Body);
            }

            for (var turn = 1; turn <= run.Size.Of(Turns); turn++)
                foreach (var (many, count) in Loads)
                    foreach (var server in servers)
                    {
                        run.Progress.Say($"intake: turn {turn} of {Turns}, {server.Name}, {many} clients");
                        var all = server.Outcomes.TryGetValue(many, out var known) ? known : server.Outcomes[many] = [];
                        all.Add(await clients.Post([server.App], [server.Alerts], many, run.Size.Of(count), server.Body));
                    }

            return [.. Rows(servers)];
        }
        finally
        {
            foreach (var server in servers) await server.App.DisposeAsync();
        }
    }

    static IEnumerable<BenchRow> Rows(List<Server> servers)
    {
        var mine = servers[0];
        foreach (var (many, _) in Loads)
            foreach (var other in servers.Skip(1))
                yield return new(
                    "intake", $"alerts a second, {many} clients", mine.Median(many, o => o.ASecond), other.Name,
                    other.Median(many, o => o.ASecond))
                {
                    Cpu = mine.Median(many, o => o.CpuOfOne),
                    ReferenceCpu = other.Median(many, o => o.CpuOfOne),
                    Target = (other.Name, many) switch
                    {
                        (Single, 1) => 0.8,
                        (Single, 64) => 3,
                        (Keepless, 64) => 0.25,
                        (Manager, 64) => 1,
                        _ => null,
                    },
                    Note = other.Name switch
                    {
                        Keepless =>
                            "Intake: changes are made one after the other, and each alert is judged and written in about 0.1 "
                            + "ms of processor time, by one core. More cores do not make it faster.",
                        Manager =>
                            "Alertmanager keeps alerts in memory, and has lost the newest when it is killed; the bot answers "
                            + "once they are on disk.",
                        _ => null,
                    },
                };

        if (servers.TrueForAll(s => s.Name != Manager))
            yield return new(
                "intake", "alerts a second, 64 clients", mine.Median(64, o => o.ASecond), "Alertmanager: not installed here");
    }

    async Task<Server> Ours(BareSlack slack)
    {
        await FilledStore.Make(run.Sqlite("intake"));
        var port = Loopback.FreePort();
        return new(Bot, run.Bot.Start(slack.ApiUrl, run.Sqlite("intake"), port), PublishedBot.Intake(port), AlertClients.Alert);
    }

    async Task<Server> OneAtATime(BareSlack slack)
    {
        await FilledStore.Make(run.Sqlite("single"));
        var port = Loopback.FreePort();
        var app = OneByOne.Start(PublishedBot.Environment(slack.ApiUrl, run.Sqlite("single"), port));
        return new(Single, app, PublishedBot.Intake(port), AlertClients.Alert);
    }

    static Server NoStoreAtAll()
    {
        var port = Loopback.FreePort();
        return new(Keepless, NoStore.Start(port), PublishedBot.Intake(port), AlertClients.Alert);
    }

    Server? Alertmanager()
    {
        var port = Loopback.FreePort();
        var configuration = Path.Combine(run.Folder, "alertmanager.yml");
        File.WriteAllText(configuration, "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n");
        var app = MeasuredApp.Start(
            "prometheus-alertmanager",
            [
                $"--config.file={configuration}", $"--storage.path={Path.Combine(run.Folder, "alertmanager")}",
                $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
            ],
            new Dictionary<string, string>());
        return app is null ? null : new(
            Manager, app, new($"http://127.0.0.1:{port}/api/v2/alerts"),
            n => $$$"""[{"labels":{"alertname":"orders_{{{n}}} failed","key":"k{{{n}}}"}}]""");
    }
}
