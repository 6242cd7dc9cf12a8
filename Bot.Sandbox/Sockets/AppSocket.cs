using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>One Socket Mode connection of an app.</summary>
sealed class AppSocket(Workspace workspace, InstalledApp app, Line line, WebSocket web, Action abort) : IAsyncDisposable
{
    const int LongestFrame = 20_480;
    readonly SemaphoreSlim sending = new(1);
    readonly CancellationTokenSource ended = new();
    readonly Lock life = new();
    bool over;

    public string Host { get; } = $"applink-{app.Sockets.Open.Count + 1}";

    /// <summary>Set after hello: only then envelopes go this way.</summary>
    public bool Ready { get; private set; }

    public async Task Send(JsonNode frame)
    {
        var bytes = Encoding.UTF8.GetBytes(Json.Write(frame));
        await sending.WaitAsync(ended.Token);
        try { await web.SendAsync(bytes, WebSocketMessageType.Text, true, ended.Token); }
        finally { sending.Release(); }
    }

    public async Task Hello(int connections)
    {
        await Send(new JsonObject
        {
            ["type"] = "hello",
            ["num_connections"] = connections,
            ["debug_info"] = new JsonObject
            {
                ["host"] = Host,
                ["build_number"] = 54,
                ["approximate_connection_time"] = (int)workspace.Options.SocketLifetime.TotalSeconds,
            },
            ["connection_info"] = new JsonObject { ["app_id"] = app.Id },
        });
        Ready = true;
    }

    /// <summary>Reads frames until the connection ends, closing it with 1009 when one is over Slack's limit.</summary>
    public async Task Read(Action<string> received)
    {
        var buffer = new byte[LongestFrame + 1];
        var pinging = Ping();
        try
        {
            while (await Receive(buffer) is { } text) received(text);
        }
        catch (Exception trouble) when (
            trouble is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        { }
        await ended.CancelAsync();
        await pinging;
    }

    async Task<string?> Receive(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var result = await web.ReceiveAsync(buffer.AsMemory(length), ended.Token);
            length += result.Count;
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await web.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ended.Token);
                return null;
            }
            if (length > LongestFrame)
            {
                workspace.ProblemLog.Add(
                    $"{app.Name} sent a frame of more than {LongestFrame} bytes; Slack closes the connection with 1009.");
                await web.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig,
                    $"Max frame length of {LongestFrame} has been exceeded.", ended.Token);
                return null;
            }
            if (result.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    async Task Ping()
    {
        var text = Encoding.UTF8.GetBytes($"Ping from {Host}");
        using var timer = new PeriodicTimer(workspace.Options.PingInterval, workspace.Options.Wire);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token)) await line.Ping(text);
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or IOException or ObjectDisposedException) { }
    }

    public void Abort()
    {
        Ready = false;
        ended.Cancel();
        lock (life)
        {
            if (!over) abort();
        }
    }

    public void Deafen() => line.Deafen();

    public async Task Refresh(TimeSpan grace, bool warn)
    {
        if (warn) await SendDisconnect("warning");
        await SendDisconnect("refresh_requested");
        await Task.Delay(grace, workspace.Options.Wire);
        await Close();
    }

    public async Task Disconnect(string reason)
    {
        await SendDisconnect(reason);
        await Close();
    }

    Task SendDisconnect(string reason) => Quietly(() => Send(new JsonObject
    {
        ["type"] = "disconnect",
        ["reason"] = reason,
        ["debug_info"] = new JsonObject { ["host"] = Host },
    }));

    async Task Close()
    {
        Ready = false;
        await Quietly(() => web.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ended.Token));
    }

    static async Task Quietly(Func<Task> step)
    {
        try { await step(); }
        catch (Exception trouble) when (
            trouble is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        { }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        // From here on the request may be over, and its context serves another connection.
        lock (life) over = true;
        await line.DisposeAsync();
    }
}
