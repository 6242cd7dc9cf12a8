using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>One connection's life, from its ticket to its end; never used twice.</summary>
sealed class SocketConnection(SocketParts parts, string name) : IDisposable
{
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    readonly SocketLine line = new(parts.Options);
    readonly InHand inHand = new();
    readonly TaskCompletionSource hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<SocketEnd> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<SocketEnd> ended = Task.FromResult(new SocketEnd("it was never opened"));

    /// <summary>Connections of this app that Slack counted at the hello beside this process's own.</summary>
    public int Beside { get; private set; }

    /// <summary>How many of those were known at that moment to be the same bot's, in other processes.</summary>
    public int Elsewhere { get; private set; }

    /// <summary>Completes when Slack asks us to go, or when the line is over, whichever comes first.</summary>
    public async Task<SocketEnd> Leaving(CancellationToken stop) => await await Task.WhenAny(asked.Task, ended).WaitAsync(stop);

    /// <summary>Connects and waits for Slack's hello; gives null when ready, else why not.</summary>
    public async Task<SocketEnd?> Start(Uri url, CancellationToken stop)
    {
        if (await Connect(url, stop) is { } failed) return failed;
        ended = Read();
        try
        {
            await Task.WhenAny(hello.Task, asked.Task, ended)
                .WaitAsync(parts.Options.ConnectTimeout, parts.Options.WireTime, stop);
        }
        catch (TimeoutException)
        {
            return new("Slack did not say hello in time");
        }
        return hello.Task.IsCompleted ? null : await Leaving(stop);
    }

    /// <summary>Reads and acknowledges on until Slack closes or the overlap is over, then closes.</summary>
    public async Task Retire(CancellationToken stop)
    {
        var overlap = Task.Delay(parts.Options.Overlap, parts.Options.WireTime, stop);
        await Task.WhenAny(ended, overlap);
        await Close();
    }

    /// <summary>Finishes the acknowledgements in hand and closes.</summary>
    public async Task Close()
    {
        if (!ended.IsCompleted) await inHand.Shut(parts.Options.StopTimeout, parts.Options.WireTime);
        await line.Close();
        await Task.WhenAny(ended, Task.Delay(Farewell, parts.Options.WireTime));
        line.Abort();
        await ended;
        Dispose();
    }

    async Task<SocketEnd?> Connect(Uri url, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(parts.Options.ConnectTimeout, parts.Options.WireTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            await line.Connect(url, either.Token);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return new(timeout.IsCancellationRequested
                ? "Slack's socket did not answer in time"
                : $"Slack's socket refused ({e.Message})");
        }
    }

    async Task<SocketEnd> Read()
    {
        var reason = await Task.Run(() => line.Read(Take));
        if (hello.Task.IsCompleted) parts.Status.Down();
        return asked.Task.IsCompleted ? (await asked.Task) with { Refresh = false } : new(reason);
    }

    void Take(ReadOnlyMemory<byte> frame)
    {
        var envelope = Parse(frame);
        if (envelope is null) return;
        if (envelope.Type == "hello") Hello(envelope);
        else if (envelope.Type == "disconnect") asked.TrySetResult(Disconnect(envelope.Reason ?? "no reason given"));
        else if (envelope.EnvelopeId is null)
            parts.Log.LogWarning("{Socket} got {Type} without an envelope id", name, envelope.Type);
        else if (inHand.TryEnter()) _ = Handle(envelope);
    }

    void Hello(Envelope envelope)
    {
        if (hello.Task.IsCompleted) return;
        parts.Status.Up(parts.Options.WireTime.GetUtcNow());
        (Beside, Elsewhere) = (Math.Max(0, envelope.NumConnections - parts.Status.Ready), parts.Status.Elsewhere);
        hello.TrySetResult();
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
        try
        {
            await parts.Dispatcher.Handle(envelope, line.Send, parts.Handling);
        }
        catch (Exception e)
        {
            parts.Log.LogError(e, "{Socket} could not finish envelope {Envelope}", name, envelope.EnvelopeId);
        }
        finally
        {
            inHand.Leave();
        }
    }

    public void Dispose() => line.Dispose();
}
