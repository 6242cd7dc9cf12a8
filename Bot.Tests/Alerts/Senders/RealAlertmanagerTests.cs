using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Json;
using Bot.Sandbox;
using Bot.Tests.Laws;

namespace Bot.Tests.Alerts.Senders;

/// <summary>Debian's Alertmanager itself, with the configuration that the documentation gives.</summary>
public sealed class RealAlertmanagerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_fires_groups_and_resolves_into_incidents()
    {
        // Its clock is the machine's, so the workspace's is too.
        await using var afternoon = await Afternoon.Begin(TimeProvider.System.GetUtcNow(), settings: new()
        {
            ["Incidents:StormLimit"] = "0",
        });
        await using var alertmanager = await Alertmanager.Start(Documented(afternoon, "webhook_configs"));
        await alertmanager.Send("load", "check");
        await Wait.Until(() => afternoon.Ledger().Count >= 2);
        await afternoon.Settle();
        // They came in one message, as one group.
        Assert.Equal(2, afternoon.Ledger().Count);
        var titles = afternoon.Ledger().Select(a => a.Title).Order(StringComparer.Ordinal);
        Assert.Equal(["Task check of orders_daily failed", "Task load of orders_daily failed"], titles);
        Assert.All(afternoon.Ledger(), a => Assert.Equal("opened", a.Decision));

        await alertmanager.Resolve("load");
        await Wait.Until(() => afternoon.Ledger().Exists(a => a.Decision == "recovered"));
        await afternoon.Settle();
        var recovered = afternoon.Ledger().Single(a => a.Decision == "recovered");
        Assert.Equal("Task load of orders_daily failed", recovered.Title);

        await alertmanager.Resolve("check");
        await Wait.Until(() => afternoon.Ledger().Count(a => a.Decision == "recovered") == 2);
        // The same thing anew is another episode, which is told.
        await alertmanager.Send("load");
        await Wait.Until(() => afternoon.Ledger()[0] is { Status: "firing", Title: "Task load of orders_daily failed" });
        Assert.Contains("leaves Monitoring", afternoon.Reason(), StringComparison.Ordinal);
        await afternoon.Settle();
    }

    [Fact]
    public async Task In_PagerDutys_form_its_group_is_one_incident_that_is_well_when_all_of_it_is()
    {
        await using var afternoon = await Afternoon.Begin();
        await using var alertmanager = await Alertmanager.Start(Documented(afternoon, "pagerduty_configs"));
        await alertmanager.Send("load", "check");
        await Wait.Until(() => afternoon.Ledger().Count == 1);
        await alertmanager.Resolve("load");
        await alertmanager.Resolve("check");
        await Wait.Until(() => afternoon.Ledger().Exists(a => a.Decision == "recovered"));
        await afternoon.Settle();
        Assert.Contains(
            "DagFailed", Assert.Single(afternoon.Ledger(), a => a.Decision == "opened").Title, StringComparison.Ordinal);
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-dagfailed-orders-daily-prod").Text, StringComparison.Ordinal);
    }

    /// <summary>The receiver that the documentation gives, with this bot's address and token, and without its pauses.</summary>
    static string Documented(Afternoon afternoon, string kind)
    {
        var text = File.ReadAllText(Path.Combine(Sources.Root(), "docs", "alerts.md"));
        var yaml = text.Split("```yaml\n")[1..].Select(rest => rest.Split("```")[0])
            .Single(block => block.Contains(kind, StringComparison.Ordinal));
        var receivers = yaml[yaml.IndexOf("receivers:", StringComparison.Ordinal)..]
            .Replace("https://bot.example.com/", afternoon.Url.ToString(), StringComparison.Ordinal)
            .Replace("v1/alertmanager/alertmanager", "v1/alertmanager/circleci", StringComparison.Ordinal)
            .Replace("_file: /etc/alertmanager/data-responder.token", $": {Afternoon.IntakeToken}", StringComparison.Ordinal);
        return $$"""
            route:
              receiver: data-responder
              group_by: [alertname, dag_id]
              group_wait: 200ms
              group_interval: 300ms
            {{receivers}}
            """;
    }

    sealed class Alertmanager(Process process, HttpClient http, string folder) : IAsyncDisposable
    {
        readonly Dictionary<string, DateTimeOffset> began = [];

        public static async Task<Alertmanager> Start(string yaml)
        {
            var folder = Directory.CreateTempSubdirectory("alertmanager-").FullName;
            var port = Loopback.FreePort();
            var configuration = Path.Combine(folder, "alertmanager.yml");
            await File.WriteAllTextAsync(configuration, yaml, Stop);
            var process = Begin(
                $"--config.file={configuration}", $"--storage.path={folder}", $"--web.listen-address=127.0.0.1:{port}",
                "--cluster.listen-address=", "--log.level=error");
            var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };
            var alertmanager = new Alertmanager(process, http, folder);
            while (!await alertmanager.IsReady())
            {
                Assert.False(process.HasExited, "Alertmanager did not start.");
                await Task.Delay(20, Stop);
            }

            return alertmanager;
        }

        static Process Begin(params string[] arguments)
        {
            try
            {
                return Process.Start(new ProcessStartInfo("prometheus-alertmanager", arguments))!;
            }
            catch (Win32Exception)
            {
                Assert.Skip("Needs Debian's Alertmanager: apt-get install prometheus-alertmanager.");
                throw;
            }
        }

        async Task<bool> IsReady()
        {
            try
            {
                using var response = await http.GetAsync("-/ready", Stop);
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        public Task Send(params string[] tasks)
        {
            foreach (var task in tasks) began[task] = TimeProvider.System.GetUtcNow();
            return Post(tasks, endsIn: TimeSpan.FromMinutes(5));
        }

        public Task Resolve(string task) => Post([task], endsIn: TimeSpan.Zero);

        async Task Post(string[] tasks, TimeSpan endsIn)
        {
            var alerts = tasks.Select(task => new
            {
                labels = new { alertname = "DagFailed", dag_id = "orders_daily", task_id = task, env = "prod" },
                annotations = new { summary = $"Task {task} of orders_daily failed" },
                startsAt = began[task],
                endsAt = TimeProvider.System.GetUtcNow() + endsIn,
            });
            using var response = await http.PostAsJsonAsync("api/v2/alerts", alerts, Stop);
            response.EnsureSuccessStatusCode();
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            http.Dispose();
            await TempFolder.Delete(folder);
        }
    }
}
