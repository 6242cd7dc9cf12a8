using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>A modal or a Home tab as the bot defines it, up to 100 blocks and 250 KB.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ModalViewDefinition), "modal")]
[JsonDerivedType(typeof(HomeViewDefinition), "home")]
public abstract record ViewDefinition
{
    public required IReadOnlyList<Block> Blocks { get; init; }
    public string? CallbackId { get; init; }

    /// <summary>At most 3000 characters that come back with every payload of the view.</summary>
    public string? PrivateMetadata { get; init; }

    /// <summary>Our own name for the view, unique in the workspace.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The view as sent, to tell whether two would look the same.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SlackJson.Default.ViewDefinition);
}

/// <summary>A modal; titles of at most 24 characters, Submit required with inputs.</summary>
public sealed record ModalViewDefinition : ViewDefinition
{
    public required PlainText Title { get; init; }
    public PlainText? Submit { get; init; }
    public PlainText? Close { get; init; }
    public bool? ClearOnClose { get; init; }

    /// <summary>True sends a view_closed payload when the person closes it.</summary>
    public bool? NotifyOnClose { get; init; }
}

/// <summary>A person's Home tab.</summary>
public sealed record HomeViewDefinition : ViewDefinition;
