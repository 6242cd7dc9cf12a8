using System.Text.Json;

namespace Bot.Slack;

/// <summary>Who the token is.</summary>
public sealed record AuthTestResponse : SlackResponse
{
    public string Url { get; init; } = "";
    public string Team { get; init; } = "";
    public string User { get; init; } = "";
    public string TeamId { get; init; } = "";
    public string UserId { get; init; } = "";
    public string? BotId { get; init; }

    /// <summary>
    /// The scopes the token was granted, as Slack's x-oauth-scopes header lists them; empty where it did not say.
    /// </summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Slack's clock as it answered, to the second; null where it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }
}

/// <summary>Where a message went.</summary>
public sealed record PostMessageResponse : SlackResponse
{
    public string Channel { get; init; } = "";
    public string Ts { get; init; } = "";
}

/// <summary>A message as Slack has it.</summary>
public sealed record MessageEvent
{
    public string Ts { get; init; } = "";
    public string? ThreadTs { get; init; }
    public string? User { get; init; }
    public string? BotId { get; init; }
    public string? AppId { get; init; }
    public string? Subtype { get; init; }
    public string Text { get => field; init => field = value ?? ""; } = "";
    public MessageMetadata? Metadata { get; init; }
    public JsonElement? Blocks { get; init; }
    public IReadOnlyList<MessageAttachment> Attachments { get => field; init => field = value ?? []; } = [];
    public MessageEdit? Edited { get; init; }
    public IReadOnlyList<MessageReaction> Reactions { get => field; init => field = value ?? []; } = [];
    public IReadOnlyList<SharedFile> Files { get => field; init => field = value ?? []; } = [];
}

/// <summary>What an app hangs below a message, or Slack below a link.</summary>
public sealed record MessageAttachment
{
    /// <summary>The address that Slack shows by it; null where an app has put it there.</summary>
    public string? FromUrl { get; init; }
    public string? Pretext { get; init; }
    public string? Title { get; init; }
    public string? Text { get; init; }
    public string? Fallback { get; init; }
    public IReadOnlyList<AttachmentField> Fields { get => field; init => field = value ?? []; } = [];
    public JsonElement? Blocks { get; init; }
}

/// <summary>A line of an attachment: what it is, and how it stands.</summary>
public sealed record AttachmentField(string? Title, string? Value);

/// <summary>When and by whom a message was edited last.</summary>
public sealed record MessageEdit(string? User, string Ts);

/// <summary>An emoji under a message; of very many people Slack names only some.</summary>
public sealed record MessageReaction
{
    public string Name { get; init; } = "";
    public IReadOnlyList<string> Users { get => field; init => field = value ?? []; } = [];
    public int Count { get; init; }
}

/// <summary>A page of messages.</summary>
public sealed record ConversationMessagesResponse : SlackResponse
{
    public IReadOnlyList<MessageEvent> Messages { get; init; } = [];
    public bool HasMore { get; init; }
    public string? NextCursor => ResponseMetadata?.NextCursor is { Length: > 0 } cursor ? cursor : null;
}

/// <summary>A channel, group or direct conversation.</summary>
public sealed record Conversation
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public bool IsPrivate { get; init; }
    public bool IsArchived { get; init; }
    public bool IsMember { get; init; }
    public bool IsIm { get; init; }
    public bool IsShared { get; init; }
    public bool IsExtShared { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }
    public string? Creator { get; init; }
    public ConversationText? Topic { get; init; }
    public ConversationText? Purpose { get; init; }
    public int? NumMembers { get; init; }
    public ConversationProperties? Properties { get; init; }

    /// <summary>The canvases that are tabs of it.</summary>
    public IReadOnlyList<string> Canvases =>
    [
        .. new[] { Properties?.Canvas?.FileId }.Concat((Properties?.Tabs ?? []).Select(tab => tab.Data?.FileId))
            .OfType<string>().Where(id => id.Length > 0).Distinct(),
    ];
}

/// <summary>What stands in the head of a channel.</summary>
public sealed record ConversationProperties
{
    public TabData? Canvas { get; init; }
    public IReadOnlyList<ConversationTab> Tabs { get; init; } = [];
}

/// <summary>A tab of a channel.</summary>
public sealed record ConversationTab
{
    public string Type { get; init; } = "";
    public TabData? Data { get; init; }
}

/// <summary>What a tab shows.</summary>
public sealed record TabData
{
    public string? FileId { get; init; }
}

/// <summary>A topic or purpose, as last set; escaped as Slack keeps it.</summary>
public sealed record ConversationText
{
    public string Value { get; init; } = "";
    public string? Creator { get; init; }

    /// <summary>Unix seconds.</summary>
    public long LastSet { get; init; }
}

/// <summary>A page of people.</summary>
public sealed record UserListResponse : SlackResponse
{
    public IReadOnlyList<User> Members { get; init; } = [];

    /// <summary>Where the next page begins; null at the end.</summary>
    public string? NextCursor => ResponseMetadata?.NextCursor is { Length: > 0 } cursor ? cursor : null;
}

/// <summary>A page of conversations.</summary>
public sealed record ConversationListResponse : SlackResponse
{
    public IReadOnlyList<Conversation> Channels { get; init; } = [];
    public string? NextCursor => ResponseMetadata?.NextCursor is { Length: > 0 } cursor ? cursor : null;
}

/// <summary>A person whom an invitation left out, with Slack's reason.</summary>
public sealed record InviteError(string User, string Error);
