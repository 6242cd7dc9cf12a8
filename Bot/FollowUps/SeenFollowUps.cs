using Bot.Domain.FollowUps;

namespace Bot.FollowUps;

/// <summary>Which follow-ups are asked for; null is all.</summary>
/// <param name="Before">Only those with a smaller number.</param>
/// <param name="Most">So many at most.</param>
public sealed record SeenFollowUps(long? Before, int Most)
{
    public FollowUpState? State { get; init; }
    public string? Owner { get; init; }
    public long? Incident { get; init; }
    public string? Label { get; init; }

    /// <summary>The first and the last day on which they are due.</summary>
    public DateOnly? DueFrom { get; init; }
    public DateOnly? DueUntil { get; init; }

    /// <summary>When they were made: then or later, and before.</summary>
    public long? Since { get; init; }
    public long? MadeUntil { get; init; }

    /// <summary>A label among others; the signs of a pattern stand for themselves.</summary>
    internal static string Pattern(string label)
    {
        var plain = label.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
        return $"%,{plain},%";
    }
}
