using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>Hours for which cover is asked; each person is said by name, as all are ids.</summary>
public sealed record NewRequest
{
    public required Stretch Hours { get; init; }
    public required string Away { get; init; }
    public required string By { get; init; }
    public required IEnumerable<string> Asked { get; init; }
    public string? Why { get; init; }

    /// <summary>What asks, where nobody does.</summary>
    public string? Cause { get; init; }
}
