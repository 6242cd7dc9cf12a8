namespace Bot.Sandbox;

/// <summary>What the reactions.* methods share: which message is meant.</summary>
static class ReactionRules
{
    /// <summary>The message that channel and timestamp name; files and their comments have no reactions here.</summary>
    public static PostedMessage Message(Call call)
    {
        if (!call.Arguments.Has("channel") || !call.Arguments.Has("timestamp")) throw new Refusal("no_item_specified");
        var conversation = call.Joined();
        if (!Ts.TryParse(call["timestamp"], out _)) throw new Refusal("bad_timestamp");
        return call.MessageIn(conversation, "timestamp");
    }
}
