using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>An agreed cover as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class CoverRow
{
    /// <summary>Who made a cover that nobody agreed on: the hours fell to the next available member.</summary>
    public const string Bot = "bot";

    public long Number { get; init; }
    public required string Rotation { get; init; }
    public long Starts { get; init; }
    public long Ends { get; init; }
    public long Until { get; init; }
    public required string Away { get; init; }
    public required string AwayName { get; init; }

    /// <summary>They cannot act here any more, so that they have no hours again.</summary>
    public bool AwayIsGone { get; init; }
    public required string Covering { get; init; }
    public long? Request { get; init; }
    public required string MadeBy { get; init; }
    public long MadeAt { get; init; }
    public string? Why { get; init; }
    public string? CancelledBy { get; init; }
    public bool Unfit { get; init; }

    public string Subject => SubjectOf(Number);

    public Stretch Hours => new(DateTimeOffset.FromUnixTimeMilliseconds(Starts), DateTimeOffset.FromUnixTimeMilliseconds(Until));

    public Cover Cover => new(
        Number, Rotation, Hours.Starts, DateTimeOffset.FromUnixTimeMilliseconds(Ends), Away, Covering,
        $"covering for {AwayName}");

    public static string SubjectOf(long number) => FormattableString.Invariant($"cover:{number}");
}
