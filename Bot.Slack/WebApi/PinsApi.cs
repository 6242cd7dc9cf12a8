namespace Bot.Slack;

/// <summary>pins.*</summary>
public sealed class PinsApi
{
    readonly SlackCalls _calls;

    internal PinsApi(SlackCalls calls) => _calls = calls;

    static readonly SlackMethod AddMethod = SlackMethod.Repeat("pins.add");

    /// <summary>Pins a message; a pinned one is success.</summary>
    public Task Add(string channel, string timestamp, CancellationToken ct) =>
        _calls.CallUnless("already_pinned", AddMethod, new() { { "channel", channel }, { "timestamp", timestamp } }, ct);
}
