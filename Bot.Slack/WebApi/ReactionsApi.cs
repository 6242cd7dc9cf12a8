namespace Bot.Slack;

/// <summary>reactions.*; names of emoji stand without colons.</summary>
public sealed class ReactionsApi
{
    readonly SlackCalls calls;

    internal ReactionsApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod AddMethod = SlackMethod.Repeat("reactions.add");
    static readonly SlackMethod RemoveMethod = SlackMethod.Repeat("reactions.remove");

    /// <summary>Puts the bot's emoji under a message; one that is there is success.</summary>
    public Task Add(string channel, string timestamp, string name, CancellationToken stop) =>
        calls.CallUnless("already_reacted", AddMethod, Of(channel, timestamp, name), stop);

    /// <summary>Takes the bot's emoji away; one that is gone is success.</summary>
    public Task Remove(string channel, string timestamp, string name, CancellationToken stop) =>
        calls.CallUnless("no_reaction", RemoveMethod, Of(channel, timestamp, name), stop);

    static Form Of(string channel, string timestamp, string name) =>
        new() { { "channel", channel }, { "timestamp", timestamp }, { "name", name } };
}
