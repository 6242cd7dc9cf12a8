using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>One payload on its way to an app.</summary>
sealed record Envelope(string Type, JsonObject Payload, bool AcceptsResponse, string Name)
{
    public string Id { get; init; } = Guid.NewGuid().ToString();
    public int Attempt { get; init; }

    public JsonObject ToFrame()
    {
        var frame = new JsonObject
        {
            ["envelope_id"] = Id,
            ["payload"] = Payload.DeepClone(),
            ["type"] = Type,
            ["accepts_response_payload"] = AcceptsResponse,
        };
        if (Type != "events_api") return frame;
        frame["retry_attempt"] = Attempt;
        frame["retry_reason"] = Attempt == 0 ? "" : "timeout";
        return frame;
    }
}

/// <summary>How an envelope ended.</summary>
enum Outcome { Acked, TimedOut, NoConnection }

/// <summary>The outcome of an envelope and what the ack carried.</summary>
sealed record Reply(Outcome Outcome, JsonElement? Payload = null)
{
    public bool Acked => Outcome == Outcome.Acked;
}

/// <summary>An envelope that was sent and is waiting for its ack, on the connections that carried it.</summary>
sealed class Delivery
{
    readonly TaskCompletionSource<Reply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required Envelope Envelope { get; init; }
    public List<AppSocket> Carriers { get; } = [];
    public bool AckIsLost { get; init; }
    public Task<Reply> Reply => reply.Task;

    public void Ack(JsonElement? payload) =>
        reply.TrySetResult(AckIsLost ? new Reply(Outcome.TimedOut) : new Reply(Outcome.Acked, payload));

    /// <summary>A carrier ended; without any left the ack can not come any more.</summary>
    public void Lost(AppSocket socket)
    {
        Carriers.Remove(socket);
        if (Carriers.Count == 0) reply.TrySetResult(new Reply(Outcome.TimedOut));
    }
}
