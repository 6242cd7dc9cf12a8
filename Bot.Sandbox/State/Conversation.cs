using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What kind of conversation it is; scopes and visibility follow from it.</summary>
public enum ConversationKind { Public, Private, Direct, GroupDirect }

/// <summary>A topic or purpose and who set it when (unix seconds).</summary>
public sealed record SetText(string Value, string Creator, long LastSet)
{
    internal static readonly SetText None = new("", "", 0);

    internal JsonObject ToJson() => new() { ["value"] = Value, ["creator"] = Creator, ["last_set"] = LastSet };
}

/// <summary>A channel or a direct conversation with its members and messages.</summary>
public sealed class Conversation
{
    readonly HashSet<string> members = [];

    public required string Id { get; init; }
    public required ConversationKind Kind { get; set; }
    public string Name { get; set; } = "";
    public string Creator { get; init; } = "";
    public long Created { get; init; }
    public bool Archived { get; set; }
    public bool IsGeneral { get; init; }

    /// <summary>With another company.</summary>
    public bool IsShared { get; set; }
    public SetText Topic { get; set; } = SetText.None;
    public SetText Purpose { get; set; } = SetText.None;
    public List<string> PreviousNames { get; } = [];
    public MessageList Messages { get; } = new();
    public ImmutableList<Pin> Pins { get; internal set; } = [];
    public ImmutableList<Bookmark> Bookmarks { get; internal set; } = [];
    public ImmutableList<string> Members { get; private set; } = [];

    public bool IsDirect => Kind is ConversationKind.Direct or ConversationKind.GroupDirect;

    public bool Has(string personId) => members.Contains(personId);

    internal bool Enter(string personId)
    {
        if (!members.Add(personId)) return false;
        Members = Members.Add(personId);
        return true;
    }

    internal bool Leave(string personId)
    {
        Members = Members.Remove(personId);
        return members.Remove(personId);
    }

    /// <summary>The beginning of the scopes that open this kind of conversation.</summary>
    internal string ScopeFamily => Kind switch
    {
        ConversationKind.Public => "channels",
        ConversationKind.Private => "groups",
        ConversationKind.Direct => "im",
        _ => "mpim",
    };

    internal string TypeInEvents => Kind switch
    {
        ConversationKind.Public => "channel",
        ConversationKind.Private => "group",
        ConversationKind.Direct => "im",
        _ => "mpim",
    };
}

/// <summary>A pinned message: who pinned it and when (unix seconds).</summary>
public sealed record Pin(PostedMessage Message, string By, long At);

/// <summary>A link in the bar of a channel.</summary>
public sealed class Bookmark
{
    public required string Id { get; init; }
    public required string Title { get; set; }
    public required string Link { get; set; }
    public string Emoji { get; set; } = "";
    public required string AppId { get; init; }
    public long Created { get; init; }
    public long Updated { get; set; }
}
