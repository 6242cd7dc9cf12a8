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
    readonly SemaphoreSlim arrived = new(0);
    Line[] lines = [];
    uint turn;

    BareSlack(WebApplication site) => this.site = site;

    /// <summary>What an envelope has come to.</summary>
    sealed class Sent
    {
        public long At { get; } = Stopwatch.GetTimestamp();
        public TaskCompletionSource<TimeSpan> Acknowledged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource<TimeSpan> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A connection of an app, which takes one frame at a time.</summary>
    sealed record Line(WebSocket Socket, SemaphoreSlim Sending);

    public Uri ApiUrl => new(new Uri(site.Urls.Single()), "api/");

    /// <summary>Raised for each call but those of sockets, with its method.</summary>
    event Action<string>? Called;

    /// <summary>How long each call takes.</summary>
    public TimeSpan Latency { get; init; }

    public static async Task<BareSlack> Start(TimeSpan latency = default)
    {
        var slack = new BareSlack(Loopback.Site(more: web => web.UseShutdownTimeout(TimeSpan.Zero))) { Latency = latency };
        slack.site.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        slack.site.MapPost("/api/{method}", slack.Call);
        slack.site.MapPost("/respond", () => "ok");
        slack.site.MapGet("/link", slack.Serve);
        await slack.site.StartAsync();
        return slack;
    }

    /// <summary>Waits until so many sockets have been opened since it was last waited for.</summary>
    public async Task Connected(int count = 1)
    {
        for (var n = 0; n < count; n++)
            if (!await arrived.WaitAsync(BenchRun.Patience))
                throw new SandboxException("An app did not connect to Slack.");
    }

    /// <summary>
    /// Sends a slash command; the first task ends when it is acknowledged, the second when a modal is opened for it, each with
    /// the time since it was sent.
    /// </summary>
    public async Task<(Task<TimeSpan> Acknowledged, Task<TimeSpan> Opened)> Slash(string command, string text)
    {
        var (id, now) = Envelope();
        await Say($$$$"""
            {"envelope_id":"{{{{id}}}}","type":"slash_commands","accepts_response_payload":true,"payload":{"token":"t",
            "team_id":"T0BENCH01","team_domain":"bench","channel_id":"C0BENCH01","channel_name":"general",
            "user_id":"{{{{BareSlackAnswers.Person}}}}","user_name":"ana","command":"{{{{command}}}}","text":"{{{{text}}}}",
            "api_app_id":"A0BENCH01","is_enterprise_install":"false","response_url":"{{{{new Uri(ApiUrl, "/respond")}}}}",
            "trigger_id":"trigger-{{{{id}}}}"} }
            """);
        return (now.Acknowledged.Task.WaitAsync(BenchRun.Patience), now.Opened.Task.WaitAsync(BenchRun.Patience));
    }

    /// <summary>One person who waits for each modal before the next command.</summary>
    public async Task<IReadOnlyList<(TimeSpan Acknowledged, TimeSpan Opened)>> OpenModals(string command, int count)
    {
        var times = new List<(TimeSpan, TimeSpan)>();
        for (var n = 0; n < count; n++)
        {
            var (acknowledged, opened) = await Slash(command, "orders are late");
            times.Add((await acknowledged, await opened));
        }

        return times;
    }

    /// <summary>Presses a button of a message; returns once that is acknowledged.</summary>
    public async Task<TimeSpan> Press(string action, string value)
    {
        var (id, now) = Envelope();
        await Say($$$$"""
            {"envelope_id":"{{{{id}}}}","type":"interactive","accepts_response_payload":false,"payload":{"type":"block_actions",
            "token":"t","team":{"id":"T0BENCH01","domain":"bench"},"user":{"id":"{{{{BareSlackAnswers.Person}}}}","name":"ana",
            "team_id":"T0BENCH01"},"api_app_id":"A0BENCH01","trigger_id":"trigger-{{{{id}}}}","container":{"type":"message",
            "message_ts":"1700000000.000100","channel_id":"C0BENCH01"},"channel":{"id":"C0BENCH01","name":"general"},
            "message":{"type":"message","ts":"1700000000.000100","text":"a card"},
            "response_url":"{{{{new Uri(ApiUrl, "/respond")}}}}","actions":[{"type":"button","block_id":"b",
            "action_id":"{{{{action}}}}","value":"{{{{value}}}}","action_ts":"{{{{id}}}}"}]} }
            """);
        return await now.Acknowledged.Task.WaitAsync(BenchRun.Patience);
    }

    /// <summary>Opens the app's Home, which it publishes anew.</summary>
    public Task OpenHome()
    {
        var (id, _) = Envelope();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return Say($$$$"""
            {"envelope_id":"{{{{id}}}}","type":"events_api","accepts_response_payload":false,"payload":{"token":"t",
            "team_id":"T0BENCH01","api_app_id":"A0BENCH01","type":"event_callback","event_id":"Ev{{{{id}}}}",
            "event_time":{{{{now}}}},"event":{"type":"app_home_opened","user":"{{{{BareSlackAnswers.Person}}}}",
            "channel":"D0BENCH01","tab":"home",
            "event_ts":"{{{{now}}}}.000100"} } }
            """);
    }

    /// <summary>Does something, and returns after what time the app has called a method because of it.</summary>
    public async Task<TimeSpan> UntilCalled(string method, Func<Task> act)
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string each)
        {
            if (each == method) called.TrySetResult();
        }

        Called += Hear;
        try
        {
            var watch = Stopwatch.StartNew();
            await act();
            await called.Task.WaitAsync(BenchRun.Patience);
            return watch.Elapsed;
        }
        catch (TimeoutException)
        {
            throw new SandboxException($"The app did not call {method}.");
        }
        finally
        {
            Called -= Hear;
        }
    }

    (string Id, Sent Sent) Envelope()
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        return (id, sent[id] = new());
    }

    async Task Say(string frame)
    {
        var all = lines;
        var line = all[Interlocked.Increment(ref turn) % all.Length];
        await line.Sending.WaitAsync();
        try
        {
            await line.Socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, default);
        }
        finally
        {
            line.Sending.Release();
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
        using var sending = new SemaphoreSlim(1);
        lines = [.. lines, new(link, sending)];
        arrived.Release();
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
        finally
        {
            lines = [.. lines.Where(l => l.Socket != link)];
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
        if (method == "auth.test") http.Response.Headers["x-oauth-scopes"] = BareSlackAnswers.Scopes;
        return Json(BareSlackAnswers.To(method));
    }

    static IResult Json(string text) => Results.Text(text, "application/json");

    [GeneratedRegex("\"envelope_id\":\"([0-9a-f]+)\"")]
    private static partial Regex EnvelopeId();

    [GeneratedRegex("trigger-([0-9a-f]{32})")]
    private static partial Regex TriggerId();

    public async ValueTask DisposeAsync()
    {
        await site.StopAsync();
        await site.DisposeAsync();
        arrived.Dispose();
    }
}
