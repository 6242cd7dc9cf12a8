using Bot.Domain.Requests;

namespace Bot.Requests;

/// <summary>A request as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class RequestRow
{
    public const string Prefix = "request";

    public long Number { get; init; }
    public required string Rotation { get; init; }
    public required string Channel { get; init; }

    /// <summary>The message that asks.</summary>
    public required string Ts { get; init; }

    /// <summary>The thread that it is in, or begins.</summary>
    public required string Thread { get; init; }
    public required string Asker { get; init; }

    /// <summary>Who made it one by the shortcut.</summary>
    public string? MadeBy { get; init; }

    /// <summary>How it begins, as it was typed.</summary>
    public required string Words { get; init; }
    public string? Link { get; init; }

    /// <summary>It stands where not everybody can read it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The bot is in its channel.</summary>
    public bool IsFollowed { get; init; }
    public long AskedAt { get; init; }
    public required string State { get; init; }
    public long LastWord { get; init; }
    public string? AnsweredBy { get; init; }
    public long? AnsweredAt { get; init; }
    public string? ClosedBy { get; init; }

    /// <summary>When its asker was told that hours are closed, and who is back when.</summary>
    public long? ToldAt { get; init; }
    public string? Back { get; init; }
    public long? BackAt { get; init; }

    /// <summary>The emoji that the bot has put under its message.</summary>
    public required string Shown { get; init; }

    public string Subject => SubjectOf(Number);

    public static string SubjectOf(long number) => $"{Prefix}:{number}";

    public bool IsOpen => Request.IsOpen;

    public bool IsGone => Request.State == RequestState.Gone;

    public Request Request => field ??= new(
        Asker, Enum.Parse<RequestState>(State, ignoreCase: true), DateTimeOffset.FromUnixTimeMilliseconds(LastWord))
    {
        AnsweredBy = AnsweredBy,
        ClosedBy = ClosedBy,
    };
}
