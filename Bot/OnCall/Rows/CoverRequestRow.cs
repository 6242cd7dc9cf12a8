using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>A request for cover as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class CoverRequestRow
{
    public const string Open = "open", Taken = "taken", Cancelled = "cancelled", Ended = "ended", Moot = "moot",
    Fallen = "fallen", Withdrawn = "withdrawn";

    /// <summary>The cause of a request that nobody made: a leave or a holiday.</summary>
    public const string Absence = "absence";

    public long Number { get; init; }
    public required string Rotation { get; init; }
    public long Starts { get; init; }
    public long Ends { get; init; }
    public required string Away { get; init; }
    public required string MadeBy { get; init; }
    public long MadeAt { get; init; }
    public string? Why { get; init; }
    public string? Cause { get; init; }
    public required string State { get; init; }
    public string? ClosedBy { get; init; }
    public long? RemindAt { get; init; }
    public bool Reminded { get; init; }
    public long? EscalateAt { get; init; }
    public bool Escalated { get; init; }

    public string Subject => SubjectOf(Number);

    public bool IsOpen => State == Open;

    public Stretch Hours => new(DateTimeOffset.FromUnixTimeMilliseconds(Starts), DateTimeOffset.FromUnixTimeMilliseconds(Ends));

    /// <summary>The hours that taking it now would take.</summary>
    public Stretch Left(DateTimeOffset now) => Hours with { Starts = Hours.Starts > now ? Hours.Starts : now };

    /// <summary>The slot of the question to one of those asked.</summary>
    public static string AskSlot(long request, string person) => $"{SubjectOf(request)}:ask:{person}";

    public static string SubjectOf(long number) => FormattableString.Invariant($"cover_request:{number}");
}
