using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Bot.Sandbox;
using Bot.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Slack;

/// <summary>One call that arrived.</summary>
public sealed record RawCall(string Method, IReadOnlyDictionary<string, string> Form, string? Token, string? ContentType);

/// <summary>A server without manners: each test says what it answers, on HTTP and on WebSockets.</summary>
public sealed class RawSlack : IAsyncDisposable
{
    readonly WebApplication app;
    int tickets;

    RawSlack(WebApplication app) => this.app = app;

    public ConcurrentQueue<RawCall> Calls { get; } = new();

    /// <summary>Answers a method; null from it means ok.</summary>
    public Func<RawCall, HttpContext, Task<string?>> Answer { get; set; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>Serves the nth socket, counted from 1.</summary>
    public Func<WebSocket, int, Task> Serve { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Looks at the nth handshake; false refuses it.</summary>
    public Func<HttpContext, int, bool> Handshake { get; set; } = (_, _) => true;

    public Uri Url => new(app.Urls.Single());

    public Uri ApiUrl => new(Url, "api/");

    public static async Task<RawSlack> Start()
    {
        var slack = new RawSlack(Loopback.Site(more: web => web.UseShutdownTimeout(TimeSpan.Zero)));
        slack.app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        slack.app.MapPost("/api/{method}", slack.Called);
        slack.app.MapPost("/respond", (HttpContext http) => slack.Called(http, "response_url"));
        slack.app.MapGet("/link/{ticket:int}", slack.Connected);
        await slack.app.StartAsync(TestContext.Current.CancellationToken);
        return slack;
    }

    /// <summary>An address at which nobody listens: its port is held, so that no other test's server can get it.</summary>
    public static Uri Nobody() => new($"http://127.0.0.1:{((IPEndPoint)Held.LocalEndPoint!).Port}/api/");

    static readonly Socket Held = Hold();

    static Socket Hold()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    async Task Called(HttpContext http, string method)
    {
        var form = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString())
            : new Dictionary<string, string> { ["body"] = await new StreamReader(http.Request.Body).ReadToEndAsync() };
        var call = new RawCall(method, form, http.Request.Headers.Authorization, http.Request.ContentType);
        Calls.Enqueue(call);
        var answer = await Answer(call, http);
        if (http.Response.HasStarted) return;
        http.Response.ContentType ??= "application/json";
        await http.Response.WriteAsync(answer ?? (method == "apps.connections.open" ? Ticket() : """{"ok":true}"""));
    }

    string Ticket() =>
        $$"""{"ok":true,"url":"ws://127.0.0.1:{{Url.Port}}/link/{{Interlocked.Increment(ref tickets)}}"}""";

    async Task Connected(HttpContext http, int ticket)
    {
        if (!Handshake(http, ticket)) return;
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        try
        {
            await Serve(socket, ticket);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client went; each test looks at what it did before.
        }
    }

    public SlackOptions Options => new()
    {
        BotToken = "xoxb-1",
        AppToken = "xapp-1",
        ApiUrl = ApiUrl,
        Sockets = 1,
        SocketStagger = TimeSpan.Zero,
        PostSpacing = TimeSpan.Zero,
        Backoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(5),
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}

/// <summary>What a server says and hears on a WebSocket.</summary>
public static class RawSocket
{
    public const string Hello =
        """{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"},"debug_info":{"host":"h"}}""";

    public static Task Say(this WebSocket socket, string text, bool last = true) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, last, TestContext.Current.CancellationToken);

    /// <summary>The next text, or null at the close.</summary>
    public static async Task<string?> Hear(this WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var result = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return result.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    public static Task Bye(this WebSocket socket) =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    public static string Event(string envelope, string eventId = "Ev1", string type = "team_join", string more = "") => $$"""
        {"envelope_id":"{{envelope}}","type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":"",
         "payload":{"token":"t","team_id":"T1","type":"event_callback","event_id":"{{eventId}}","event_time":1610241741,
          "event":{"type":"{{type}}"{{more}} } } }
        """;

    public static string Disconnect(string reason) =>
        $$"""{"type":"disconnect","reason":"{{reason}}","debug_info":{"host":"h"} }""";
}
