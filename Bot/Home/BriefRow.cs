using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Home;

/// <summary>A brief as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class BriefRow
{
    /// <summary>Held: its reader is away, or begins hours soon that belong in it.</summary>
    public const string Held = "held", Sent = "sent", Empty = "empty", Missed = "missed";

    public required string Person { get; init; }

    /// <summary>On their own wall, as yyyy-MM-dd.</summary>
    public required string Day { get; init; }

    public long At { get; init; }
    public long Until { get; init; }
    public required string State { get; init; }
    public string Sections { get; init; } = "[]";

    public string Subject => $"brief:{Person}:{Day}:";

    public static BriefRow Of(string person, Morning morning, string state, long at) => new()
    {
        Person = person,
        Day = DayOf(morning),
        At = at,
        Until = morning.Until.ToUnixTimeMilliseconds(),
        State = state,
    };

    public static string DayOf(Morning morning) => morning.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
