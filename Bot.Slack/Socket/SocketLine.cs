using System.Net.Sockets;
using System.Net.WebSockets;

namespace Bot.Slack;

/// <summary>One WebSocket: reads whole frames, sends one frame at a time, and breaks itself when nothing is heard any more.</summary>
sealed class SocketLine : IDisposable
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    readonly SlackOptions _options;
    readonly ClientWebSocket _socket = new();
    readonly SocketsHttpHandler _handler = new();
    readonly SemaphoreSlim _sending = new(1, 1);
    readonly CancellationTokenSource _silence;

    public SocketLine(SlackOptions options)
    {
        _options = options;
        _silence = new(options.Silence, options.WireTime);
        _socket.Options.KeepAliveInterval = options.KeepAlive;
        _socket.Options.KeepAliveTimeout = options.KeepAlive;
        _handler.ConnectCallback = Dial;
    }

    public async Task Connect(Uri url, CancellationToken ct)
    {
        using var invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
        await _socket.ConnectAsync(url, invoker, ct);
    }

    /// <summary>Gives every frame to the taker until Slack closes, the line breaks or falls silent; says which.</summary>
    public async Task<string> Read(Action<ReadOnlyMemory<byte>> take)
    {
        try
        {
            var reader = new FrameReader(_socket);
            while (await reader.Next(_silence.Token) is { } frame) take(frame);
            await Close();
            return $"Slack closed it ({(int?)_socket.CloseStatus} {_socket.CloseStatusDescription})";
        }
        catch (OperationCanceledException)
        {
            return $"nothing was heard for {_options.Silence.TotalSeconds:0} s";
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
        Guarded(_options.ConnectTimeout, ct => _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ct).AsTask());

    /// <summary>Says goodbye; Slack's own goodbye ends the reading.</summary>
    public Task<bool> Close() => Guarded(Farewell, ct => _socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct)
        : Task.CompletedTask);

    public void Abort() => _socket.Abort();

    async Task<bool> Guarded(TimeSpan patience, Func<CancellationToken, Task> send)
    {
        using var timeout = new CancellationTokenSource(patience, _options.WireTime);
        try
        {
            await _sending.WaitAsync(timeout.Token);
            try
            {
                await send(timeout.Token);
                return true;
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (Broken(e) || e is OperationCanceledException)
        {
            Abort();
            return false;
        }
    }

    async ValueTask<Stream> Dial(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new HeardStream(new NetworkStream(socket, ownsSocket: true), () => _silence.CancelAfter(_options.Silence));
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
        _silence.Cancel();
        _socket.Dispose();
        _handler.Dispose();
    }
}
