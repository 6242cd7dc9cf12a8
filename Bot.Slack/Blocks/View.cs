using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>A view as Slack has it, in payloads and in answers of views.* methods.</summary>
public sealed record View
{
    public string Id { get; init; } = "";
    public string Type { get; init; } = "modal";
    public string CallbackId { get; init; } = "";
    public string PrivateMetadata { get; init; } = "";
    public string? ExternalId { get; init; }
    public string? Hash { get; init; }
    public string? RootViewId { get; init; }
    public string? PreviousViewId { get; init; }
    public ViewState State { get => field; init => field = value ?? new(); } = new();

    /// <summary>The blocks as Slack has them, raw.</summary>
    public JsonElement Blocks { get; init; }
}

/// <summary>What was filled in, by block id and action id; an absent or untouched element reads as null or empty.</summary>
public sealed record ViewState
{
    public IReadOnlyDictionary<string, Dictionary<string, ElementValue>> Values { get; init; } =
        new Dictionary<string, Dictionary<string, ElementValue>>();

    /// <summary>The value of the only element of an input block, or of the one named.</summary>
    public ElementValue this[string blockId, string? actionId = null] =>
        !Values.TryGetValue(blockId, out var elements) ? new()
        : actionId is null ? elements.Values.FirstOrDefault() ?? new()
        : elements.GetValueOrDefault(actionId) ?? new();

    /// <summary>The typed text of a block, trimmed and as it is seen; "" when nothing was typed.</summary>
    public string Text(string blockId, string? actionId = null) => SeenText.Of(this[blockId, actionId].Value ?? "").Trim();

    /// <summary>The value of the chosen option; null when none is.</summary>
    public string? Selected(string blockId, string? actionId = null) => this[blockId, actionId].SelectedOption?.Value;

    public string? User(string blockId, string? actionId = null) => this[blockId, actionId].SelectedUser;

    public IReadOnlyList<string> Users(string blockId, string? actionId = null) => this[blockId, actionId].SelectedUsers;

    public IReadOnlyList<string> Conversations(string blockId, string? actionId = null) =>
        this[blockId, actionId].SelectedConversations;

    /// <summary>The values of the ticked or chosen options.</summary>
    public IReadOnlyList<string> Ticked(string blockId, string? actionId = null) =>
        [.. this[blockId, actionId].SelectedOptions.Select(o => o.Value)];
}

/// <summary>The value of one element; only the members of its type are filled.</summary>
public record ElementValue
{
    public string Type { get; init; } = "";
    public string? Value { get; init; }
    public SelectedOption? SelectedOption { get; init; }
    public IReadOnlyList<SelectedOption> SelectedOptions { get => field; init => field = value ?? []; } = [];
    public string? SelectedUser { get; init; }
    public IReadOnlyList<string> SelectedUsers { get => field; init => field = value ?? []; } = [];
    public string? SelectedConversation { get; init; }
    public IReadOnlyList<string> SelectedConversations { get => field; init => field = value ?? []; } = [];
    public string? SelectedChannel { get; init; }
    public DateOnly? SelectedDate { get; init; }

    [JsonConverter(typeof(HourMinuteConverter))]
    public TimeOnly? SelectedTime { get; init; }
    public string? Timezone { get; init; }
    public IReadOnlyList<SharedFile> Files { get => field; init => field = value ?? []; } = [];
}

/// <summary>A file that somebody gave to the app.</summary>
public sealed record SharedFile
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>Where it can be read, with the bot's token.</summary>
    public string UrlPrivate { get; init; } = "";
}

/// <summary>The action of a block action request.</summary>
public sealed record BlockAction : ElementValue
{
    public string ActionId { get; init; } = "";
    public string BlockId { get; init; } = "";
    public string ActionTs { get; init; } = "";

    /// <summary>The address of a link button.</summary>
    public string? Url { get; init; }
}

/// <summary>An option as it comes back.</summary>
public sealed record SelectedOption
{
    public string Value { get; init; } = "";

    [JsonConverter(typeof(TextOfObjectConverter))]
    public string Text { get; init; } = "";
}
