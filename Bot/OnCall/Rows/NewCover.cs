using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>A cover that is agreed on; each person is said by name, as all are ids.</summary>
public sealed record NewCover
{
    public required Stretch Hours { get; init; }
    public required string Away { get; init; }
    public required string Covering { get; init; }
    public required string By { get; init; }
    public long? Request { get; init; }
    public string? Why { get; init; }
}
