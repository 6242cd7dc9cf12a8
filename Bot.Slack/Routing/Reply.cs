using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Sends one acknowledgement frame; false when the connection could not take it.</summary>
delegate Task<bool> AckSender(ReadOnlyMemory<byte> frame);

/// <summary>What Slack is told about an envelope, and what follows once it was told.</summary>
sealed record Told(byte[]? Payload, Func<CancellationToken, Task>? After);

/// <summary>The acknowledgement of one envelope: sent once, and given again to those who repeat the envelope.</summary>
sealed class Reply(Envelope envelope, AckSender send, SlackOptions options, ILogger log)
{
    // The frame around the payload holds the envelope id and little else.
    const int Frame = 256;

    readonly TaskCompletionSource<Told?> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly long arrived = options.WireTime.GetTimestamp();

    public bool Acked => told.Task.IsCompleted;

    /// <summary>What this envelope was answered; null when it failed and was not answered.</summary>
    public Task<Told?> Told => told.Task;

    /// <summary>
    /// Whether an answer can travel in the acknowledgement: Slack takes one, and its frame stays under Slack's limit.
    /// </summary>
    public bool Fits(byte[] payload) => envelope.AcceptsResponsePayload && payload.Length + Frame < Limits.AckFrame;

    /// <summary>Acknowledges, the first time; true when Slack was told in time.</summary>
    public async Task<bool> Ack(byte[]? payload, Func<CancellationToken, Task>? after = null, CancellationToken stop = default)
    {
        if (!told.TrySetResult(new(payload, after))) return false;
        var inTime = await Send(payload);
        if (after is not null) await after(stop);
        return inTime;
    }

    /// <summary>Gives an envelope the answer of the one that it repeats.</summary>
    public async Task Repeat(Told told, CancellationToken stop)
    {
        log.LogInformation("Slack sent {What} {Envelope} again; it gets the same answer", envelope.What, envelope.EnvelopeId);
        await Ack(told.Payload, told.After, stop);
    }

    /// <summary>A token that ends while there still is time to tell Slack, or with the program once Slack was told.</summary>
    public CancellationTokenSource Patience(CancellationToken stop)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var left = options.AckDeadline * 2 / 3 - options.WireTime.GetElapsedTime(arrived);
        if (!Acked) patience.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return patience;
    }

    /// <summary>Leaves the envelope unanswered; those who wait for its answer may try themselves.</summary>
    public void GiveUp() => told.TrySetResult(null);

    async Task<bool> Send(byte[]? payload)
    {
        var sent = await send(Write(payload));
        var took = options.WireTime.GetElapsedTime(arrived);
        if (sent) SlackTelemetry.Acknowledged(envelope.Kind, took);
        if (!sent)
            log.LogWarning(
                "The connection was gone before {What} {Envelope} was acknowledged", envelope.What, envelope.EnvelopeId);
        else if (took > options.AckDeadline)
            log.LogWarning(
                "{What} was acknowledged after {Seconds:0.0} s, later than Slack waits", envelope.What, took.TotalSeconds);
        return sent && took <= options.AckDeadline;
    }

    ReadOnlyMemory<byte> Write(byte[]? payload)
    {
        var frame = new ArrayBufferWriter<byte>((payload?.Length ?? 0) + Frame);
        using var json = new Utf8JsonWriter(frame);
        json.WriteStartObject();
        json.WriteString("envelope_id", envelope.EnvelopeId);
        if (payload is not null)
        {
            json.WritePropertyName("payload");
            json.WriteRawValue(payload, skipInputValidation: true);
        }
        json.WriteEndObject();
        json.Flush();
        return frame.WrittenMemory;
    }
}
