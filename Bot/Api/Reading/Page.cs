using System.ComponentModel;

namespace Bot.Api.Reading;

/// <summary>A part of a list.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    [Description("Asks for the next page as `cursor`; null on the last one.")]
    public required string? NextCursor { get; init; }
}
