using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>
/// A Slack that checks and keeps nothing: it sends envelopes, and notes when each is acknowledged and when its modal opens. What
/// is measured against it is the app, and not the emulator.
/// </summary>
sealed partial class BareSlack : IAsyncDisposable
{
    readonly WebApplication site;
    readonly ConcurrentDictionary<string, Sent> sent = new();
    readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly SemaphoreSlim sending = new(1);
    WebSocket? socket;
    long posts;

    BareSlack(WebApplication site) => this.site = site;

    /// <summary>What an envelope has come to: stopwatch ticks.</summary>
    sealed class Sent
    {
        public long At { get; } = Stopwatch.GetTimestamp();
        public TaskCompletionSource<TimeSpan> Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource<TimeSpan> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Uri ApiUrl => new(new Uri(site.Urls.Single()), "api/");

    /// <summary>The app has opened a socket.</summary>
    public Task Connected => connected.Task;

    /// <summary>Raised for each call but those of sockets, with its method.</summary>
    public event Action<string>? Called;

    /// <summary>How long each call takes.</summary>
    public TimeSpan Latency { get; set; }

    public static async Task<BareSlack> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Loopback.FreePort()}").UseShutdownTimeout(TimeSpan.Zero);
        var slack = new BareSlack(builder.Build());
        slack.site.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        slack.site.MapPost("/api/{method}", slack.Call);
        slack.site.MapPost("/respond", () => "ok");
        slack.site.MapGet("/link", slack.Serve);
        await slack.site.StartAsync();
        return slack;
    }

    /// <summary>
    /// Sends a slash command; the first task ends when it is acknowledged, the second when a modal is opened for it, each with
    /// the time since it was sent.
    /// </summary>
    public async Task<(Task<TimeSpan> Acknowledged, Task<TimeSpan> Opened)> Slash(string command, string text)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var now = sent[id] = new();
        await Say($$$$"""
            {"envelope_id":"{{{{id}}}}","type":"slash_commands","accepts_response_payload":true,"payload":{"token":"t",
            "team_id":"T0BENCH01","team_domain":"bench","channel_id":"C0BENCH01","channel_name":"general","user_id":"U0BENCH01",
            "user_name":"ana","command":"{{{{command}}}}","text":"{{{{text}}}}","api_app_id":"A0BENCH01","is_enterprise_install":"false",
            "response_url":"{{{{new Uri(ApiUrl, "/respond")}}}}","trigger_id":"trigger-{{{{id}}}}"}}
            """);
        return (now.Acknowledged.Task, now.Opened.Task);
    }

    /// <summary>Opens the app's Home, which it publishes anew.</summary>
    public Task OpenHome()
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return Say($$$$"""
            {"envelope_id":"{{{{id}}}}","type":"events_api","accepts_response_payload":false,"payload":{"token":"t",
            "team_id":"T0BENCH01","api_app_id":"A0BENCH01","type":"event_callback","event_id":"Ev{{{{id}}}}","event_time":{{{{now}}}},
            "event":{"type":"app_home_opened","user":"U0BENCH01","channel":"D0BENCH01","tab":"home","event_ts":"{{{{now}}}}.000100"} } }
            """);
    }

    async Task Say(string frame)
    {
        await sending.WaitAsync();
        try
        {
            await socket!.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, default);
        }
        finally
        {
            sending.Release();
        }
    }

    async Task Serve(HttpContext http)
    {
        using var link = await http.WebSockets.AcceptWebSocketAsync();
        await link.SendAsync(
            Encoding.UTF8.GetBytes("""
                {"type":"hello","num_connections":1,"connection_info":{"app_id":"A0BENCH01"},"debug_info":{"host":"bench"}}
                """),
            WebSocketMessageType.Text, true, default);
        socket = link;
        connected.TrySetResult();
        var buffer = new byte[256 * 1024];
        try
        {
            while (await link.ReceiveAsync(buffer, default) is { MessageType: WebSocketMessageType.Text } frame)
            {
                var now = Stopwatch.GetTimestamp();
                var text = Encoding.UTF8.GetString(buffer, 0, frame.Count);
                if (EnvelopeId().Match(text) is { Success: true } id && sent.TryGetValue(id.Groups[1].Value, out var one))
                    one.Acknowledged.TrySetResult(Stopwatch.GetElapsedTime(one.At, now));
            }
        }
        catch (WebSocketException)
        {
            // The app has ended.
        }
    }

    async Task<IResult> Call(string method, HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (method == "apps.connections.open")
            return Json($$"""{"ok":true,"url":"{{new UriBuilder(ApiUrl) { Scheme = "ws", Path = "link" }.Uri}}"}""");
        if (Latency > TimeSpan.Zero) await Task.Delay(Latency);
        if (method == "views.open" && TriggerId().Match(body) is { Success: true } trigger
            && sent.TryGetValue(trigger.Groups[1].Value, out var one))
            one.Opened.TrySetResult(Stopwatch.GetElapsedTime(one.At));
        Called?.Invoke(method);
        if (method == "auth.test") http.Response.Headers["x-oauth-scopes"] = Scopes;
        return Json(Answer(method));
    }

    const string Scopes = "app_mentions:read,channels:history,channels:join,channels:manage,channels:read,chat:write,"
        + "chat:write.public,commands,im:history,im:write,pins:write,reactions:read,usergroups:read,usergroups:write,users:read";

    string Answer(string method) => method switch
    {
        "auth.test" => """
            {"ok":true,"url":"https://bench.slack.com/","team":"Bench","user":"responder","team_id":"T0BENCH01",
            "user_id":"U0BENCHBOT","bot_id":"B0BENCH01","app_id":"A0BENCH01"}
            """,
        "users.info" => $$$"""{"ok":true,"user":{{{Ana}}}}""",
        "users.list" => $$$"""{"ok":true,"members":[{{{Ana}}}],"response_metadata":{"next_cursor":""}}""",
        "views.open" or "views.publish" or "views.update" => """{"ok":true,"view":{"id":"V0BENCH01","type":"modal","hash":"1.a"}}""",
        "chat.postMessage" or "chat.update" =>
            $$"""{"ok":true,"channel":"C0BENCH01","ts":"{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}.{{Next():000000}}" }""",
        "conversations.create" or "conversations.join" or "conversations.info" or "conversations.open" or "conversations.invite"
            or "conversations.setTopic" or "conversations.unarchive" => $$$"""
            {"ok":true,"channel":{"id":"C0BENCH{{{Next()}}}","name":"bench-{{{Next()}}}","is_channel":true,"is_member":true}}
            """,
        "conversations.list" or "users.conversations" => """{"ok":true,"channels":[],"response_metadata":{"next_cursor":""}}""",
        "usergroups.list" => """{"ok":true,"usergroups":[]}""",
        "usergroups.create" or "usergroups.users.update" or "usergroups.enable" =>
            """{"ok":true,"usergroup":{"id":"S0BENCH01","handle":"data-responder","name":"Data responder","users":["U0BENCH01"]}}""",
        "usergroups.users.list" => """{"ok":true,"users":["U0BENCH01"]}""",
        _ => """{"ok":true}""",
    };

    const string Ana = """
        {"id":"U0BENCH01","team_id":"T0BENCH01","name":"ana","real_name":"Ana","tz":"Europe/London","deleted":false,
        "is_admin":true,"is_owner":false,"is_bot":false,"is_restricted":false,"updated":1700000000,
        "profile":{"display_name":"ana","real_name":"Ana"}}
        """;

    long Next() => Interlocked.Increment(ref posts) % 1_000_000;

    static IResult Json(string text) => Results.Text(text, "application/json");

    [GeneratedRegex("\"envelope_id\":\"([0-9a-f]+)\"")]
    private static partial Regex EnvelopeId();

    [GeneratedRegex("trigger-([0-9a-f]{32})")]
    private static partial Regex TriggerId();

    public async ValueTask DisposeAsync()
    {
        await site.StopAsync();
        await site.DisposeAsync();
    }
}
