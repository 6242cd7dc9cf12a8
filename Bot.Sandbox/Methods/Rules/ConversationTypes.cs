using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The kinds of conversation that a list asks for, each needing its own scope.</summary>
static class ConversationTypes
{
    /// <summary>A page of those of <paramref name="all"/> that the call asks for and the caller may see.</summary>
    public static JsonObject Page(Call call, IEnumerable<Conversation> all, Func<Conversation, JsonObject> shown)
    {
        var kinds = Asked(call);
        var live = call.Arguments.Flag("exclude_archived");
        return call.Page("channels", all.Where(each => kinds.Contains(each.Kind) && call.Visible(each)
            && !(live && each.Archived)), shown);
    }

    static HashSet<ConversationKind> Asked(Call call)
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
