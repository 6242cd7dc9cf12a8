namespace Bot.Requests;

/// <summary>Which requests somebody looks at, the newest first.</summary>
/// <param name="Before">Only those of a lower number.</param>
/// <param name="Most">So many at most.</param>
public sealed record SeenRequests(long? Before, int Most)
{
    public string? State { get; init; }
    public string? Rotation { get; init; }
    public long? Since { get; init; }
    public long? Until { get; init; }
}
