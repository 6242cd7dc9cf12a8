using System.Text.Json;

namespace Bot.Home;

/// <summary>One part of a brief: its words as of the morning, and what it is about, so that its buttons stay true.</summary>
public sealed record BriefSection(string Text)
{
    /// <summary>Hours that began for the reader, of this rotation.</summary>
    public string? Rotation { get; init; }

    /// <summary>When those hours began or will begin, unix milliseconds.</summary>
    public long Starts { get; init; }

    /// <summary>The hours are still to come, so that cover can be asked for.</summary>
    public bool IsAhead { get; init; }

    /// <summary>A request for cover that the reader has not answered.</summary>
    public long? Request { get; init; }

    /// <summary>Incidents listed below the words, each as it stands.</summary>
    public IReadOnlyList<long>? Incidents { get; init; }

    public static string Write(IReadOnlyList<BriefSection> sections) => JsonSerializer.Serialize(sections);

    public static IReadOnlyList<BriefSection> Read(string sections) => JsonSerializer.Deserialize<List<BriefSection>>(sections) ?? [];
}
