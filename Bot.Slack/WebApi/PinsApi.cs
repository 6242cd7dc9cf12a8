namespace Bot.Slack;

/// <summary>pins.*</summary>
public sealed class PinsApi
{
    readonly SlackCalls calls;

    internal PinsApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod AddMethod = SlackMethod.Repeat("pins.add");

    /// <summary>Pins a message; a pinned one is success.</summary>
    public Task Add(string channel, string timestamp, CancellationToken stop) =>
        calls.CallUnless("already_pinned", AddMethod, new() { { "channel", channel }, { "timestamp", timestamp } }, stop);
}
