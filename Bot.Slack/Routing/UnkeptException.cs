namespace Bot.Slack;

/// <summary>Something could not be kept or found where the bot keeps all it knows.</summary>
public abstract class UnkeptException(string message, bool isAway, Exception cause) : Exception(message, cause)
{
    /// <summary>
    /// Whether all of it is out of reach for a while, which is nobody's fault: people need no reference to the log.
    /// </summary>
    public bool IsAway => isAway;

    /// <summary>Whether it may be kept all the same, as nobody heard how that ended.</summary>
    public bool MayBeKept { get; init; }
}
