namespace Bot.Sandbox;

/// <summary>The kinds of conversation that a list asks for, each needing its own scope.</summary>
static class ConversationTypes
{
    public static HashSet<ConversationKind> Asked(Call call)
    {
        var asked = call.Arguments.Has("types") ? call.Arguments.List("types") : ["public_channel"];
        return [.. asked.Select(type => Kind(call, type))];
    }

    static ConversationKind Kind(Call call, string type)
    {
        var (kind, family) = type switch
        {
            "public_channel" => (ConversationKind.Public, "channels"),
            "private_channel" => (ConversationKind.Private, "groups"),
            "im" => (ConversationKind.Direct, "im"),
            "mpim" => (ConversationKind.GroupDirect, "mpim"),
            _ => throw new Refusal("invalid_types"),
        };
        call.NeedScopeFor(family);
        return kind;
    }
}
