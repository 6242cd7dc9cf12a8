using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>One block of a message, modal or Home tab.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(InputBlock), "input")]
[JsonDerivedType(typeof(ImageBlock), "image")]
public abstract record Block
{
    /// <summary>At most 255 characters, unique in its message or view; left out, Slack makes one up.</summary>
    public string? BlockId { get; init; }
}

/// <summary>Text or up to ten fields, with an optional element beside it.</summary>
public sealed record SectionBlock : Block
{
    public TextObject? Text { get; init; }
    public IReadOnlyList<TextObject>? Fields { get; init; }
    public BlockElement? Accessory { get; init; }
}

/// <summary>A line in large letters, at most 150 characters.</summary>
public sealed record HeaderBlock : Block
{
    public required PlainText Text { get; init; }
}

/// <summary>A thin line.</summary>
public sealed record DividerBlock : Block;

/// <summary>Up to ten small grey texts or images in a row.</summary>
public sealed record ContextBlock : Block
{
    public required IReadOnlyList<ContextElement> Elements { get; init; }
}

/// <summary>Up to 25 buttons and menus in a row.</summary>
public sealed record ActionsBlock : Block
{
    public required IReadOnlyList<BlockElement> Elements { get; init; }
}

/// <summary>A labelled field of a form; its value comes with the submission.</summary>
public sealed record InputBlock : Block
{
    public required PlainText Label { get; init; }
    public required BlockElement Element { get; init; }
    public PlainText? Hint { get; init; }
    public bool? Optional { get; init; }

    /// <summary>True sends a block action on change as well.</summary>
    public bool? DispatchAction { get; init; }
}

/// <summary>A picture over the whole width.</summary>
public sealed record ImageBlock : Block
{
    public required string ImageUrl { get; init; }
    public required string AltText { get; init; }
    public PlainText? Title { get; init; }
}
