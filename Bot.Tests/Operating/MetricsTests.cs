using System.Diagnostics;
using System.Net;
using Bot.Tests.Alerts;
using Bot.Tests.Hosting;
using Bot.Tests.Incidents.Private;
using Bot.Tests.Laws;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Bot.Tests.Operating;

/// <summary>The bot's figures: where they are read, and what is not in them.</summary>
[Collection(Figures.Name)]
public sealed class MetricsTests
{
    static readonly Dictionary<string, string?> On = new() { ["Metrics:Url"] = "http://127.0.0.1:0" };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_read_at_an_address_of_their_own_at_which_nothing_else_is()
    {
        await using var afternoon = await Afternoon.Begin(settings: On);
        using var inside = new HttpClient { BaseAddress = Where(afternoon) };
        using var outside = new HttpClient { BaseAddress = afternoon.Url };
        Assert.NotEqual(inside.BaseAddress!.Port, outside.BaseAddress!.Port);
        Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync("metrics", Stop)).StatusCode);
        foreach (var path in new[]
        {
            "", "health/live", "health/ready", "v1/incidents", "v1/openapi.json", "mcp", "metrics/", "metrics/more",
            "calendar/secret.ics", "v2/alert_events/http/circleci",
        })
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await inside.GetAsync(path, Stop)).StatusCode));
        using var nothing = new StringContent("{}");
        Assert.Equal(HttpStatusCode.NotFound, (await inside.PostAsync("metrics", nothing, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await inside.PostAsync("v1/hooks/circleci", nothing, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync("metrics", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await outside.GetAsync("health/ready", Stop)).StatusCode);
    }

    [Fact]
    public async Task Where_they_are_not_asked_for_they_are_nowhere()
    {
        await using var afternoon = await Afternoon.Begin();
        using var outside = new HttpClient { BaseAddress = afternoon.Url };
        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync("metrics", Stop)).StatusCode);
        Assert.Single(Addresses(afternoon));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9464/metrics", "with a path; they are at /metrics of it anyway")]
    [InlineData("127.0.0.1:9464", "which is no http or https address")]
    [InlineData("http://unix:/tmp/figures.sock", "which has no port")]
    public void A_wrong_address_stops_the_bot(string url, string why)
    {
        var refused = Assert.Throws<CannotStartException>(() => Build(url));
        Assert.Equal($"Metrics__Url is \"{url}\", {why}. Use an address such as http://127.0.0.1:9464.", refused.Message);
    }

    [Fact]
    public void The_port_of_the_intake_is_none_for_them() => Assert.Equal(
        "Metrics__Url has the port 18473, at which the intake listens: figures are nobody's business outside. Use another port.",
        Assert.Throws<CannotStartException>(
            () => Build("http://127.0.0.1:18473", "--urls=http://127.0.0.2:18473")).Message);

    [Fact]
    public void Endpoints_that_take_the_place_of_addresses_leave_none_for_them() => Assert.StartsWith(
        "Metrics__Url listens beside ASPNETCORE_URLS only",
        Assert.Throws<CannotStartException>(
            () => Build("http://127.0.0.1:18474", "--Kestrel:Endpoints:Http:Url=http://127.0.0.1:18475")).Message,
        StringComparison.Ordinal);

    static void Build(string url, params string[] more) =>
        BotApp.Build(["--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", $"--Metrics:Url={url}", .. more]);

    [Fact]
    public async Task They_say_what_goes_on_and_nothing_of_whom_and_of_what()
    {
        await using var afternoon = await Afternoon.Begin(settings: On);
        await Busy(afternoon);
        var text = await Read(afternoon);
        foreach (var line in new[]
        {
            "bot_ready{", "bot_slack_sockets{", "bot_queue_depth{", "lane=\"cards\"", "bot_alerts_total{", "kind=\"alerts\"",
            "decision=\"opened\"", "bot_slack_ack_duration_seconds_bucket{", "kind=\"view_submission\"",
            "method=\"chat.postMessage\",outcome=\"ok\"", "bot_store_wait_duration_seconds_count", "severity=\"minor\"",
            "outcome=\"channel_not_found\"",
        })
            Assert.Contains(line, text, StringComparison.Ordinal);
        // Public and private ones are counted together: two were declared, and the alert opened one.
        Assert.Equal(3, Of(text, "bot_incidents_open").Sum());
        Assert.Equal(1, Of(text, "bot_ready").Single());
        string[] nobodys =
        [
            "orders", "Payroll", "payroll", "loads", "inc-", "INC-", "data-incidents", "general",
            .. afternoon.Workspace.People.All.SelectMany(p => (string[])[p.Id, $"\"{p.Handle}\""]),
            .. afternoon.Workspace.Conversations.All.Select(c => c.Id), afternoon.App.BotToken, Afternoon.IntakeToken,
        ];
        Assert.All(nobodys, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_old_the_last_backup_is_is_said_where_one_is_set()
    {
        await using (var none = await Afternoon.Begin(settings: On))
            Assert.DoesNotContain("bot_backup_age", await Read(none), StringComparison.Ordinal);
        using var scratch = new Scratch();
        await using var afternoon = await Afternoon.Begin(settings: new(On) { ["Backup:Folder"] = scratch.Folder });
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Equal([3600], Of(await Read(afternoon), "bot_backup_age_seconds"));
    }

    [Fact]
    public async Task Prometheus_has_nothing_against_them()
    {
        Has();
        await using var afternoon = await Afternoon.Begin(settings: On);
        await Busy(afternoon);
        var (code, said) = await Promtool(await Read(afternoon), "check", "metrics");
        Assert.True(code == 0, said);
        (code, said) = await Promtool("", "check", "rules", Path.Combine(Sources.Root(), "docs", "monitoring", "alerts.yml"));
        Assert.True(code == 0, said);
    }

    // What is declared in public and in private, an alert, and a call that Slack refuses.
    static async Task Busy(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Declares(PrivateStory.Name, "finn");
        await afternoon.Alert(new { title = "loads fail", deduplication_key = "loads" });
        await Assert.ThrowsAsync<Bot.Slack.SlackException>(() =>
            afternoon.Get<Bot.Slack.SlackApi>().Conversations.Info("C0NOBODY", Stop));
        await afternoon.Settle();
    }

    internal static async Task<string> Read(Afternoon afternoon)
    {
        using var http = new HttpClient { BaseAddress = Where(afternoon) };
        return await http.GetStringAsync("metrics", Stop);
    }

    static IEnumerable<double> Of(string text, string name) => text.Split('\n')
        .Where(l => l.StartsWith($"{name}{{", StringComparison.Ordinal))
        .Select(l => double.Parse(l[(l.IndexOf("} ", StringComparison.Ordinal) + 2)..].Split(' ')[0], null));

    static Uri Where(Afternoon afternoon) => new($"{Addresses(afternoon)[^1]}/");

    static List<string> Addresses(Afternoon afternoon) =>
        [.. afternoon.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    static void Has() => Assert.SkipUnless(
        NotifyRun.Has("promtool"), "Needs promtool, of Debian's package prometheus: nobody has checked the figures' form.");

    static async Task<(int Code, string Said)> Promtool(string input, params string[] arguments)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, wrong) = (promtool.StandardOutput.ReadToEndAsync(Stop), promtool.StandardError.ReadToEndAsync(Stop));
        await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync(Stop);
        return (promtool.ExitCode, $"{await said}{await wrong}");
    }
}

/// <summary>Whoever reads figures reads those of all bots in the process: these tests run one after another.</summary>
static class Figures
{
    public const string Name = "figures";
}
