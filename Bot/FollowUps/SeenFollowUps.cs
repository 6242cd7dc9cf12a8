using System.Data;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.OnCall.Rows;

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

    public OverdueFollowUps? Overdue { get; init; }

    /// <summary>A label among others; the signs of a pattern stand for themselves.</summary>
    internal static string Pattern(string label)
    {
        var plain = label.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
        return $"%,{plain},%";
    }
}

/// <summary>
/// Only those that are overdue, or only the others. A day ends where the owner is: at any time it is one of three days in the
/// world.
/// </summary>
/// <param name="Is">Which of both.</param>
/// <param name="Over">What is due before that day is overdue wherever its owner is.</param>
/// <param name="Ahead">Where these are, that day is over too.</param>
/// <param name="FarAhead">Where these are, so is the one after it.</param>
public sealed record OverdueFollowUps(
    bool Is, DateOnly Over, IReadOnlyList<string> Ahead, IReadOnlyList<string> FarAhead)
{
    public static OverdueFollowUps At(IDbConnection db, bool isOverdue, DateTimeOffset now)
    {
        var over = DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));
        var today = FollowUpStore.Owners(db).ToLookup(owner => When.Date(now, PersonHours.ZoneOf(db, owner)).DayNumber);
        List<string> After(int days) => [.. today.Where(day => day.Key > over.DayNumber + days).SelectMany(day => day)];
        return new(isOverdue, over, After(0), After(1));
    }
}
