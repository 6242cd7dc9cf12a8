using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>
/// Carries envelopes to an app: picks connections, waits for the ack, retries events, strikes the faults asked for.
/// </summary>
sealed class Courier(Workspace workspace, InstalledApp app)
{
    public void SendEvent(JsonObject payload, string name)
    {
        var open = workspace.Activity.Begin($"event {name}");
        _ = Task.Run(() => Persist(payload, name, open));
    }

    async Task Persist(JsonObject payload, string name, IDisposable open)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var reply = await Send(new Envelope("events_api", payload, false, name) { Attempt = attempt });
                if (reply.Acked || attempt >= workspace.Options.EventRetries.Count) return;
                open = await Pause(workspace.Options.EventRetries[attempt], name, open);
            }
        }
        catch (OperationCanceledException) { } // The workspace has gone.
        finally
        {
            open.Dispose();
        }
    }

    /// <summary>A retry that is due at once keeps the workspace busy; one that is due later does not.</summary>
    async Task<IDisposable> Pause(TimeSpan delay, string name, IDisposable open)
    {
        if (delay == TimeSpan.Zero) return open;
        open.Dispose();
        await Task.Delay(delay, workspace.Options.Wire, workspace.Ended);
        return workspace.Activity.Begin($"event {name}, again");
    }

    public async Task<Reply> Send(Envelope envelope)
    {
        using var open = workspace.Activity.Begin($"envelope {envelope.Name}");
        var started = workspace.Options.Wire.GetTimestamp();
        var trouble = workspace.Faults.Envelopes.Next(envelope.Type);
        var reply = await Deliver(envelope, trouble);
        if (trouble == EnvelopeTrouble.Redeliver) await Deliver(Again(envelope), EnvelopeTrouble.None);
        var answer = reply.Acked ? reply.Payload?.GetRawText() ?? "" : reply.Outcome.ToString();
        workspace.Log.Add(workspace.Now, app.Name, envelope.Type, envelope.Name, Json.Write(envelope.Payload), answer,
            workspace.Options.Wire.GetElapsedTime(started), Trouble(reply, trouble));
        return reply;
    }

    static Envelope Again(Envelope envelope) => envelope.Type == "events_api"
        ? envelope with { Id = Guid.NewGuid().ToString(), Attempt = envelope.Attempt + 1 }
        : envelope;

    async Task<Reply> Deliver(Envelope envelope, EnvelopeTrouble trouble)
    {
        var delivery = new Delivery { Envelope = envelope, AckIsLost = trouble == EnvelopeTrouble.LoseAck };
        var sockets = app.Sockets.Choose(trouble == EnvelopeTrouble.Duplicate ? 2 : 1);
        if (sockets.Count == 0) return new Reply(Outcome.NoConnection);
        if (trouble == EnvelopeTrouble.Lose) return new Reply(Outcome.TimedOut);
        app.Sockets.Expect(delivery);
        foreach (var socket in sockets) app.Sockets.Carry(delivery, socket);
        try
        {
            await Task.WhenAll(Copies(sockets, trouble).Select(socket => Send(delivery, socket)));
            if (trouble == EnvelopeTrouble.DropSocket) sockets[0].Abort();
            return await delivery.Reply.WaitAsync(workspace.Options.AckDeadline, workspace.Options.Wire);
        }
        catch (TimeoutException)
        {
            return new Reply(Outcome.TimedOut);
        }
        finally
        {
            app.Sockets.Forget(delivery);
        }
    }

    static IEnumerable<AppSocket> Copies(IReadOnlyList<AppSocket> sockets, EnvelopeTrouble trouble) =>
        trouble == EnvelopeTrouble.Duplicate && sockets.Count == 1 ? [sockets[0], sockets[0]] : sockets;

    async Task Send(Delivery delivery, AppSocket socket)
    {
        try
        {
            await socket.Send(delivery.Envelope.ToFrame());
        }
        catch (Exception trouble) when (
            trouble is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            app.Sockets.Failed(delivery, socket);
        }
    }

    static string? Trouble(Reply reply, EnvelopeTrouble trouble) => trouble != EnvelopeTrouble.None ? $"fault: {trouble}"
        : reply.Outcome switch
        {
            Outcome.NoConnection => "no connection to deliver it on",
            Outcome.TimedOut => "no ack in time",
            _ => null,
        };
}
