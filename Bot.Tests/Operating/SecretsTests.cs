using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bot.Storage;
using Bot.Tests.Alerts;
using Bot.Tests.Api;
using Bot.Tests.OnCall;
using Bot.Tests.PullRequests;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Operating;

/// <summary>Whatever proves who somebody is stands in no row, in no backup and in no line of the log.</summary>
public sealed class SecretsTests
{
    const string Script = "Script or incident.io's JSON", GitHubToken = "ghp_0123456789abcdefghij";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_not_in_the_database_nor_in_a_backup_of_it()
    {
        await using var afternoon = await Begin();
        var secrets = await Used(afternoon);
        var backup = Path.Combine(afternoon.Folder, "a.backup");
        BackupFile.Write(afternoon.Store.ConnectionString, backup, afternoon.Clock.GetUtcNow());
        var written = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(backup, Stop));
        Assert.Contains("a-nightly", written, StringComparison.Ordinal);
        foreach (var (what, secret) in secrets)
        {
            var found = afternoon.Stored().Find(value => Holds(value, secret));
            Assert.True(found is null, $"{what} is in the database: {found}");
            Assert.False(Holds(written, secret), $"{what} is in the backup.");
        }
    }

    [Fact]
    public async Task They_are_in_no_line_of_the_log()
    {
        await using var afternoon = await Begin();
        using var lines = new LogLines();
        afternoon.Get<ILoggerFactory>().AddProvider(lines);
        var secrets = await Used(afternoon);
        // What Slack refuses is logged.
        afternoon.Workspace.Faults.On("chat.postMessage").Refuse("restricted_action");
        await afternoon.Alert(new { title = "refunds late" });
        await afternoon.Restart();
        Assert.Contains(lines.All, line => line.Contains("Alert ", StringComparison.Ordinal));
        foreach (var (what, secret) in secrets)
            Assert.False(lines.All.Any(line => Holds(line, secret)), $"{what} is in the log.");
    }

    static bool Holds(string text, string secret) => text.Contains(secret, StringComparison.OrdinalIgnoreCase);

    static Task<Afternoon> Begin() => Afternoon.Begin(settings: new()
    {
        ["PUBLIC_URL"] = "https://responder.example.com/bot",
        ["GITHUB_TOKEN"] = GitHubToken,
        ["GITHUB_WEBHOOK_SECRET"] = GitHubActs.Secret,
        ["GITHUB_API_URL"] = Slack.RawSlack.Nobody().AbsoluteUri,
    });

    /// <summary>Each of them, after it was made where people make it, and used, rightly and wrongly.</summary>
    static async Task<List<(string What, string Secret)>> Used(Afternoon afternoon)
    {
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        var source = (await afternoon.Ivy.MakesSource(Script, "a-nightly"))!;
        var key = (await afternoon.Ivy.MakesSource("PagerDuty's Events v2", "a-airflow"))!;
        var signs = (await afternoon.Ivy.MakesSource("CircleCI", "a-circle"))!;
        var token = await afternoon.Ivy.MakesToken(Programs.Reads, Programs.Writes);
        var link = await CalendarTests.NewLink(afternoon.Ana, "My shifts");

        await Accepted(await afternoon.Post("v2/alert_events/http/a-nightly", Json(new { title = "orders late" }), source));
        await Accepted(await afternoon.Post($"v2/alert_events/http/a-nightly?token={source}", Json(new { title = "b" }), null));
        await Accepted(await afternoon.Post("v2/enqueue", Json(new
        {
            routing_key = key,
            event_action = "trigger",
            payload = new { summary = "Load failed", source = "db", severity = "error" },
        }), token: null));
        // What breaks off behind its key, and what stands in other letters.
        await afternoon.Post("v2/enqueue", new StringContent($$"""{"routing_key":"{{key}}","event_action":"trig"""), token: null);
        await afternoon.Post(
            "v2/enqueue",
            new StringContent($$"""{"routing_key":"{{key}}","event_action":"resolve","dedup_key":"k"}""", Encoding.Unicode),
            token: null);
        Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks("v1/incidents", token)).Code);
        await afternoon.Text(link);
        await afternoon.Delivers("ping", "{}");
        await afternoon.Settle();
        return
        [
            ("The token of a source", source), ("The key of PagerDuty's form", key), ("The secret of a source that signs", signs),
            ("A token of the API", token[3..]), ("A calendar link", link["calendar/".Length..^".ics".Length]),
            ("A source's token of the configuration", Afternoon.IntakeToken), ("GITHUB_TOKEN", GitHubToken),
            ("GITHUB_WEBHOOK_SECRET", GitHubActs.Secret), ("SLACK_BOT_TOKEN", afternoon.App.BotToken),
            ("SLACK_APP_TOKEN", afternoon.App.AppToken),
        ];
    }

    static JsonContent Json(object body) => JsonContent.Create(body);

    static Task Accepted(HttpResponseMessage answer)
    {
        using (answer) Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return Task.CompletedTask;
    }
}
