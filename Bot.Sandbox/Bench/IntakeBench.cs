namespace Bot.Sandbox;

/// <summary>
/// Distinct alerts with all the work that they cause, beside the same work committed one by one, a server that keeps nothing, and
/// Debian's Alertmanager, which keeps them in memory; in turns.
/// </summary>
sealed class IntakeBench(PublishedBot bot, BenchProgress progress)
{
    const int Turns = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    sealed record Server(string Name, MeasuredApp App, Uri Alerts, Func<long, string> Body)
    {
        public Dictionary<int, List<AlertClients.Outcome>> Outcomes { get; } = [];

        public double Median(int clients, Func<AlertClients.Outcome, double> figure)
        {
            var sorted = Outcomes[clients].Select(figure).Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }

    public async Task<IReadOnlyList<BenchRow>> Run(string folder)
    {
        await using var slack = await BareSlack.Start();
        await using var second = await BareSlack.Start();
        using var clients = new AlertClients();
        var servers = new List<Server>
        {
            Ours("bot", slack, Path.Combine(folder, "intake.db")),
            Ours("one by one", second, Path.Combine(folder, "single.db"), ("Storage__GroupCommit", "false")),
            Keepless(),
        };
        if (Alertmanager(folder) is { } manager) servers.Add(manager);
        try
        {
            await Task.WhenAll(slack.Connected, second.Connected).WaitAsync(Patience);
            foreach (var server in servers)
            {
                var look = server.Name == "Alertmanager" ? "-/ready" : "health/live";
                await clients.Until(new(new Uri(server.Alerts.GetLeftPart(UriPartial.Authority)), look));
            }

            // The first turn warms all of them up.
            for (var turn = 0; turn <= Turns; turn++)
            {
                foreach (var (many, count) in new[] { (1, 300), (64, 3000), (256, 3000) })
                {
                    foreach (var server in servers)
                    {
                        progress.Say($"intake: turn {turn} of {Turns}, {server.Name}, {many} clients");
                        var outcome = await clients.Post(server.App, server.Alerts, many, turn == 0 ? count / 3 : count, server.Body);
                        if (turn > 0) (server.Outcomes.TryGetValue(many, out var all) ? all : server.Outcomes[many] = []).Add(outcome);
                    }
                }
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
        foreach (var many in (int[])[1, 64, 256])
        {
            foreach (var other in servers.Skip(1))
            {
                var target = (other.Name, many) switch
                {
                    ("one by one", 1) => 0.8,
                    ("one by one", 64) => 3,
                    ("no store", 64) => 0.25,
                    ("Alertmanager", 64) => 1,
                    _ => (double?)null,
                };
                yield return new(
                    "intake", $"alerts a second, {many} clients", mine.Median(many, o => o.ASecond), other.Name,
                    other.Median(many, o => o.ASecond), Target: target);
            }

            yield return new("intake", $"CPU of an alert in ms, {many} clients", mine.Median(many, o => o.CpuOfOne), "", null);
        }

        if (servers.TrueForAll(s => s.Name != "Alertmanager"))
            yield return new("intake", "alerts a second", mine.Median(64, o => o.ASecond), "Alertmanager: not installed here", null);
    }

    Server Ours(string name, BareSlack slack, string database, params (string, string)[] more)
    {
        var port = Loopback.FreePort();
        return new(
            name, bot.Start(slack.ApiUrl, $"Data Source={database}", port, more),
            new($"http://127.0.0.1:{port}/v2/alert_events/http/bench"), AlertClients.Alert);
    }

    static Server Keepless()
    {
        var port = Loopback.FreePort();
        var app = MeasuredApp.Start(
            "dotnet", [typeof(NoStore).Assembly.Location, NoStore.Word, $"{port}"], new Dictionary<string, string>())!;
        return new("no store", app, new($"http://127.0.0.1:{port}/v2/alert_events/http/bench"), AlertClients.Alert);
    }

    static Server? Alertmanager(string folder)
    {
        var port = Loopback.FreePort();
        var configuration = Path.Combine(folder, "alertmanager.yml");
        File.WriteAllText(configuration, "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n");
        var app = MeasuredApp.Start(
            "prometheus-alertmanager",
            [
                $"--config.file={configuration}", $"--storage.path={Path.Combine(folder, "alertmanager")}",
                $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
            ],
            new Dictionary<string, string>());
        return app is null ? null : new(
            "Alertmanager", app, new($"http://127.0.0.1:{port}/api/v2/alerts"),
            n => $$$"""[{"labels":{"alertname":"orders_{{{n}}} failed","key":"k{{{n}}}"}}]""");
    }
}
