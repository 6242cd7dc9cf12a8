using System.Text.Json;

namespace Bot.Home;

/// <summary>One part of a brief: its words as of the morning, and what it is about, so that its buttons stay true.</summary>
public sealed record BriefSection(string Text)
{
    /// <summary>What the notification says of it.</summary>
    public string? Said { get; init; }

    /// <summary>Hours that began for the reader, of this rotation.</summary>
    public string? Rotation { get; init; }

    /// <summary>When those hours began or will begin, unix milliseconds.</summary>
    public long Starts { get; init; }

    /// <summary>The hours are still to come, so that cover can be asked for.</summary>
    public bool IsAhead { get; init; }

    /// <summary>The incidents that are open go with the hours, so that they can be taken.</summary>
    public bool HasWork { get; init; }

    /// <summary>Who was on call before.</summary>
    public string? Before { get; init; }

    /// <summary>What the reader has done about the work.</summary>
    public string? Done { get; init; }

    /// <summary>The reader has left the rest with whoever was before.</summary>
    public bool IsLeft { get; init; }

    /// <summary>A request for cover that the reader has not answered.</summary>
    public long? Request { get; init; }

    /// <summary>Incidents below the words, each in a line as it stands.</summary>
    public IReadOnlyList<long>? Incidents { get; init; }

    /// <summary>The words say that the reader leads them.</summary>
    public bool SaysLead { get; init; }

    /// <summary>What is said of those that have no line.</summary>
    public string? Rest { get; init; }

    public static string Write(IReadOnlyList<BriefSection> sections) => JsonSerializer.Serialize(sections);

    public static IReadOnlyList<BriefSection> Read(string sections) =>
        JsonSerializer.Deserialize<List<BriefSection>>(sections) ?? [];
}
