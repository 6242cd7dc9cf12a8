using System.Net.Sockets;
using System.Net.WebSockets;

namespace Bot.Slack;

/// <summary>
/// One WebSocket: reads whole frames, sends one frame at a time, and breaks itself when nothing is heard any more.
/// </summary>
sealed class SocketLine : IDisposable
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    readonly SlackOptions options;
    readonly ClientWebSocket socket = new();
    readonly SocketsHttpHandler handler = new();
    readonly SemaphoreSlim sending = new(1, 1);
    readonly CancellationTokenSource silence;

    public SocketLine(SlackOptions options)
    {
        this.options = options;
        silence = new(options.Silence, options.WireTime);
        socket.Options.KeepAliveInterval = options.KeepAlive;
        socket.Options.KeepAliveTimeout = options.KeepAlive;
        handler.ConnectCallback = Dial;
    }

    public async Task Connect(Uri url, CancellationToken stop)
    {
        // A Slack on this machine is the sandbox, to which no proxy leads.
        handler.UseProxy = !url.IsLoopback;
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await socket.ConnectAsync(url, invoker, stop);
    }

    /// <summary>Gives every frame to the taker until Slack closes, the line breaks or falls silent; says which.</summary>
    public async Task<string> Read(Action<ReadOnlyMemory<byte>> take)
    {
        try
        {
            var reader = new FrameReader(socket);
            while (await reader.Next(silence.Token) is { } frame) take(frame);
            await Close();
            return $"Slack closed it ({(int?)socket.CloseStatus} {socket.CloseStatusDescription})";
        }
        catch (OperationCanceledException)
        {
            return $"nothing was heard for {options.Silence.TotalSeconds:0} s";
        }
        catch (Exception e)
        {
            return $"the connection broke ({e.Message})";
        }
        finally
        {
            Abort();
        }
    }

    /// <summary>Sends one frame; false when the line is gone or does not take it in time.</summary>
    public Task<bool> Send(ReadOnlyMemory<byte> frame) =>
        Guarded(
            options.ConnectTimeout,
            stop => socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stop).AsTask());

    /// <summary>Says goodbye; Slack's own goodbye ends the reading.</summary>
    public Task<bool> Close() => Guarded(Farewell, stop => socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop)
        : Task.CompletedTask);

    public void Abort() => socket.Abort();

    async Task<bool> Guarded(TimeSpan patience, Func<CancellationToken, Task> send)
    {
        using var timeout = new CancellationTokenSource(patience, options.WireTime);
        try
        {
            await sending.WaitAsync(timeout.Token);
            try
            {
                await send(timeout.Token);
                return true;
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception e) when (Broken(e) || e is OperationCanceledException)
        {
            Abort();
            return false;
        }
    }

    async ValueTask<Stream> Dial(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new HeardStream(new NetworkStream(socket, ownsSocket: true), () => silence.CancelAfter(options.Silence));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static bool Broken(Exception e) => e is WebSocketException or IOException or SocketException or InvalidOperationException;

    public void Dispose()
    {
        // Cancelled, not disposed: a last byte may still be heard, and a cancelled source has given its timer back.
        silence.Cancel();
        socket.Dispose();
        handler.Dispose();
    }
}
