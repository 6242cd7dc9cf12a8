using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>An app's Socket Mode connections: tickets, hello, envelopes and their acks.</summary>
public sealed class SocketHub
{
    const int MostSockets = 10;
    readonly Workspace workspace;
    readonly InstalledApp app;
    readonly Lock gate = new();
    readonly List<AppSocket> sockets = [];
    readonly HashSet<string> tickets = [];
    readonly Dictionary<string, Delivery> waiting = [];
    readonly HashSet<string> known = [];
    int turn;

    internal SocketHub(Workspace workspace, InstalledApp app) => (this.workspace, this.app) = (workspace, app);

    /// <summary>How many connections have had their hello.</summary>
    public int Connected
    {
        get { lock (gate) return sockets.Count(socket => socket.Ready); }
    }

    /// <summary>Returns when the app has that many ready connections.</summary>
    public Task WhenConnected(int count = 1, TimeSpan? patience = null, CancellationToken stop = default) =>
        workspace.Until(() => Connected >= count ? this : null, patience).WaitAsync(stop);

    internal IReadOnlyList<AppSocket> Open
    {
        get { lock (gate) return [.. sockets]; }
    }

    internal string GiveTicket()
    {
        var ticket = Guid.NewGuid().ToString();
        lock (gate) tickets.Add(ticket);
        return ticket;
    }

    internal bool TakeTicket(string ticket)
    {
        lock (gate) return tickets.Remove(ticket);
    }

    internal async Task Serve(AppSocket socket)
    {
        int count;
        lock (gate)
        {
            count = sockets.Count + 1;
            if (count <= MostSockets) sockets.Add(socket);
        }
        if (count > MostSockets)
        {
            await socket.Disconnect("too_many_websockets");
            return;
        }
        try
        {
            await socket.Hello(count);
            Announce();
            await socket.Read(text => Received(socket, text));
        }
        catch (Exception trouble) when (
            trouble is IOException or OperationCanceledException or System.Net.WebSockets.WebSocketException)
        { }
        finally
        {
            Forget(socket);
        }
    }

    void Forget(AppSocket socket)
    {
        lock (gate)
        {
            sockets.Remove(socket);
            foreach (var delivery in waiting.Values.Where(each => each.Carriers.Contains(socket))
                .ToList()) delivery.Lost(socket);
        }
        Announce();
    }

    void Announce() => workspace.Do(() => workspace.Note(new Change("app", app.Id)));

    /// <summary>Ends all connections at once: the workspace is going.</summary>
    internal void Abandon()
    {
        foreach (var socket in Open) socket.Abort();
    }

    internal IReadOnlyList<AppSocket> Choose(int count)
    {
        lock (gate)
        {
            var ready = sockets.Where(socket => socket.Ready).ToList();
            return [.. Enumerable.Range(0, Math.Min(count, ready.Count)).Select(_ => ready[(int)((uint)turn++ % ready.Count)])];
        }
    }

    internal void Expect(Delivery delivery)
    {
        lock (gate)
        {
            waiting[delivery.Envelope.Id] = delivery;
            known.Add(delivery.Envelope.Id);
        }
    }

    internal void Carry(Delivery delivery, AppSocket socket)
    {
        lock (gate) delivery.Carriers.Add(socket);
    }

    internal void Failed(Delivery delivery, AppSocket socket)
    {
        lock (gate) delivery.Lost(socket);
    }

    internal void Forget(Delivery delivery)
    {
        lock (gate) waiting.Remove(delivery.Envelope.Id);
    }

    void Received(AppSocket socket, string text)
    {
        if (!Json.TryParse(text, out var frame) || frame.Text("envelope_id") is not { } id)
        {
            workspace.ProblemLog.Add($"{app.Name} sent a frame that is no ack: {text[..Math.Min(text.Length, 200)]}");
            return;
        }
        lock (gate)
        {
            if (waiting.TryGetValue(id, out var delivery)) Acked(delivery, socket, frame);
            else if (!known.Contains(id))
                workspace.ProblemLog.Add($"{app.Name} acknowledged the envelope {id}, which was never sent.");
        }
    }

    void Acked(Delivery delivery, AppSocket socket, JsonElement frame)
    {
        if (!delivery.Carriers.Contains(socket))
        {
            workspace.ProblemLog.Add(
                $"{app.Name} acknowledged {delivery.Envelope.Name} on another connection than the one that delivered it.");
            return;
        }
        var payload = frame.Get("payload");
        var empty = payload is not { } given || (given.ValueKind == JsonValueKind.Object && !given.EnumerateObject().Any());
        if (!empty && !delivery.Envelope.AcceptsResponse)
            workspace.ProblemLog.Add(
                $"{app.Name} acknowledged {delivery.Envelope.Name} with a payload, which Slack ignores there.");
        delivery.Ack(empty ? null : payload);
    }

    /// <summary>Sends an event and, while it is not acknowledged, again on the workspace's schedule.</summary>
    internal void SendEvent(JsonObject payload, string name) => new Courier(workspace, app).SendEvent(payload, name);

    /// <summary>Sends a command or interaction once and returns how it ended.</summary>
    internal Task<Reply> Send(Envelope envelope) => new Courier(workspace, app).Send(envelope);
}
