using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>One connection's life, from its ticket to its end; never used twice.</summary>
sealed class SocketConnection(SocketParts parts, string name) : IDisposable
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    readonly SocketLine _line = new(parts.Options);
    readonly InHand _inHand = new();
    readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<SocketEnd> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<SocketEnd> _ended = Task.FromResult(new SocketEnd("it was never opened"));

    /// <summary>Connections of this app that Slack counted at the hello beside this process's own.</summary>
    public int Others { get; private set; }

    /// <summary>Completes when Slack asks us to go, or when the line is over, whichever comes first.</summary>
    public async Task<SocketEnd> Leaving(CancellationToken ct) => await await Task.WhenAny(_asked.Task, _ended).WaitAsync(ct);

    /// <summary>Connects and waits for Slack's hello; gives null when ready, else why not.</summary>
    public async Task<SocketEnd?> Start(Uri url, CancellationToken ct)
    {
        if (await Connect(url, ct) is { } failed) return failed;
        _ended = Read();
        try
        {
            await Task.WhenAny(_hello.Task, _asked.Task, _ended).WaitAsync(parts.Options.ConnectTimeout, parts.Options.WireTime, ct);
        }
        catch (TimeoutException)
        {
            return new("Slack did not say hello in time");
        }
        return _hello.Task.IsCompleted ? null : await Leaving(ct);
    }

    /// <summary>Reads and acknowledges on until Slack closes or the overlap is over, then closes.</summary>
    public async Task Retire(CancellationToken ct)
    {
        var overlap = Task.Delay(parts.Options.Overlap, parts.Options.WireTime, ct);
        await Task.WhenAny(_ended, overlap);
        await Close();
    }

    /// <summary>Finishes the acknowledgements in hand and closes.</summary>
    public async Task Close()
    {
        if (!_ended.IsCompleted) await _inHand.Shut(parts.Options.StopTimeout, parts.Options.WireTime);
        await _line.Close();
        await Task.WhenAny(_ended, Task.Delay(Farewell, parts.Options.WireTime));
        _line.Abort();
        await _ended;
        Dispose();
    }

    async Task<SocketEnd?> Connect(Uri url, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(parts.Options.ConnectTimeout, parts.Options.WireTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await _line.Connect(url, either.Token);
            return null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return new(timeout.IsCancellationRequested
                ? "Slack's socket did not answer in time"
                : $"Slack's socket refused ({e.Message})");
        }
    }

    async Task<SocketEnd> Read()
    {
        var reason = await Task.Run(() => _line.Read(Take));
        if (_hello.Task.IsCompleted) parts.Status.Down();
        return _asked.Task.IsCompleted ? (await _asked.Task) with { Refresh = false } : new(reason);
    }

    void Take(ReadOnlyMemory<byte> frame)
    {
        var envelope = Parse(frame);
        if (envelope is null) return;
        if (envelope.Type == "hello") Hello(envelope);
        else if (envelope.Type == "disconnect") _asked.TrySetResult(Disconnect(envelope.Reason ?? "no reason given"));
        else if (envelope.EnvelopeId is null) parts.Log.LogWarning("{Socket} got {Type} without an envelope id", name, envelope.Type);
        else if (_inHand.TryEnter()) _ = Handle(envelope);
    }

    void Hello(Envelope envelope)
    {
        if (_hello.Task.IsCompleted) return;
        parts.Status.Up(parts.Options.WireTime.GetUtcNow());
        Others = Math.Max(0, envelope.NumConnections - parts.Status.Ready);
        _hello.TrySetResult();
        parts.Log.LogInformation("{Socket} is ready; the app has {Connections} open", name, envelope.NumConnections);
    }

    static SocketEnd Disconnect(string reason) => new($"Slack said {reason}")
    {
        TooMany = reason == "too_many_websockets",
        Final = reason == "link_disabled" ? FinalErrors.Of(reason) : null,
        Refresh = reason is not ("too_many_websockets" or "link_disabled"),
    };

    Envelope? Parse(ReadOnlyMemory<byte> frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Span, SlackJson.Default.Envelope);
        }
        catch (JsonException e)
        {
            parts.Log.LogError(e, "{Socket} got a frame that cannot be read ({Bytes} bytes)", name, frame.Length);
            return null;
        }
    }

    async Task Handle(Envelope envelope)
    {
        await Task.Yield();
        try
        {
            await parts.Dispatcher.Handle(envelope, _line.Send, parts.Handling);
        }
        catch (Exception e)
        {
            parts.Log.LogError(e, "{Socket} could not finish envelope {Envelope}", name, envelope.EnvelopeId);
        }
        finally
        {
            _inHand.Leave();
        }
    }

    public void Dispose() => _line.Dispose();
}
