using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>The person behind a payload.</summary>
public sealed record UserRef(string Id)
{
    public string? TeamId { get; init; }
    public string? Name { get; init; }
    public string? Username { get; init; }
}

/// <summary>A workspace or channel named in a payload.</summary>
public sealed record NamedRef(string Id)
{
    public string? Name { get; init; }
    public string? Domain { get; init; }
}

/// <summary>
/// A slash command. A handler finds in Text what a person reads, not what Slack sent; Word is the first word that a route matched
/// (lower case, "" when none did) and Rest what follows it.
/// </summary>
public sealed record SlashCommand
{
    public required string Command { get; init; }
    public string Text { get; init; } = "";
    public string Word { get; init; } = "";
    public string Rest { get; init; } = "";
    public required string UserId { get; init; }
    public string? UserName { get; init; }
    public required string ChannelId { get; init; }
    public string? ChannelName { get; init; }
    public string? TeamId { get; init; }
    public string? EnterpriseId { get; init; }
    public string TriggerId { get; init; } = "";
    public string ResponseUrl { get; init; } = "";

    /// <summary>Everybody whom the text mentions, in its order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Every channel that the text mentions, in its order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Mention> Channels { get; init; } = [];

    /// <summary>Every user group that the text mentions, in its order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Mention> Groups { get; init; } = [];

    /// <summary>Who is meant where Rest is one mention and nothing else.</summary>
    [JsonIgnore]
    public string? Mentioned => Mentions is [var one] && Rest == one.Shown ? one.Id : null;

    [JsonIgnore]
    public string IdempotencyKey => $"command:{TriggerId}";
}

/// <summary>Where an action or option request came from.</summary>
public sealed record ActionContainer
{
    public string Type { get; init; } = "";
    public string? MessageTs { get; init; }
    public string? ThreadTs { get; init; }
    public string? ChannelId { get; init; }
    public bool IsEphemeral { get; init; }
    public string? ViewId { get; init; }
}

/// <summary>A button pressed or a menu changed, on a message (Channel, ResponseUrl) or in a view (View).</summary>
public sealed record BlockActionRequest
{
    public required UserRef User { get; init; }
    public NamedRef? Team { get; init; }
    public string TriggerId { get; init; } = "";
    public string? ResponseUrl { get; init; }
    public ActionContainer Container { get; init; } = new();
    public NamedRef? Channel { get; init; }

    /// <summary>The message as Slack has it, raw.</summary>
    public JsonElement? Message { get; init; }
    public View? View { get; init; }

    /// <summary>The values of the message's elements; those of a view are in <see cref="View"/>.</summary>
    public ViewState? State { get; init; }

    /// <summary>All actions of the payload; Slack sends one.</summary>
    public IReadOnlyList<BlockAction> Actions { get; init; } = [];

    /// <summary>The action that the route matched.</summary>
    public BlockAction Action { get; init; } = new();

    public string IdempotencyKey => $"action:{User.Id}:{Action.ActionTs}:{Action.ActionId}";
}

/// <summary>A submitted modal.</summary>
public sealed record ViewSubmission
{
    public required UserRef User { get; init; }
    public NamedRef? Team { get; init; }
    public string TriggerId { get; init; } = "";
    public required View View { get; init; }

    public string IdempotencyKey => $"submission:{View.Id}:{View.CallbackId}";
}

/// <summary>A modal closed by the person; sent only when the view asked with NotifyOnClose.</summary>
public sealed record ViewClosed
{
    public required UserRef User { get; init; }
    public NamedRef? Team { get; init; }
    public required View View { get; init; }

    /// <summary>True when the whole stack was closed.</summary>
    public bool IsCleared { get; init; }

    public string IdempotencyKey => $"closed:{View.Id}";
}

/// <summary>The letters typed into an external menu.</summary>
public sealed record BlockOptionsRequest
{
    public required UserRef User { get; init; }
    public NamedRef? Team { get; init; }
    public string ActionId { get; init; } = "";
    public string BlockId { get; init; } = "";
    public string Value { get; init; } = "";
    public ActionContainer Container { get; init; } = new();
    public View? View { get; init; }

    public string IdempotencyKey => $"options:{User.Id}:{ActionId}:{Value}";
}

/// <summary>A global shortcut, or a message shortcut (then with Channel, Message and ResponseUrl).</summary>
public sealed record Shortcut
{
    public string CallbackId { get; init; } = "";
    public required UserRef User { get; init; }
    public NamedRef? Team { get; init; }
    public string TriggerId { get; init; } = "";
    public string? ResponseUrl { get; init; }
    public NamedRef? Channel { get; init; }

    /// <summary>The message in whose menu it was.</summary>
    public MessageEvent? Message { get; init; }
    public string? MessageTs { get; init; }

    public string IdempotencyKey => $"shortcut:{TriggerId}";
}
