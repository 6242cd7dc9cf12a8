namespace Bot.PullRequests;

/// <summary>How it ended that GitHub was asked.</summary>
public enum GitHubEnd
{
    Said,

    /// <summary>It shows nothing of it to whoever has the token.</summary>
    Unseen,

    /// <summary>The token is not taken, or may not do this.</summary>
    Refused,

    /// <summary>It understands what it is asked to write, and does not take it; why is in its own words.</summary>
    Unfit,

    /// <summary>It does not answer just now, or wants to be left alone.</summary>
    Away,
}

/// <summary>What GitHub said when it was asked, or why it did not.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Value">What it said.</param>
/// <param name="Why">What it said instead.</param>
public sealed record GitHubAnswer<T>(GitHubEnd End, T? Value = default, string Why = "")
{
    /// <summary>How long it wants to be left alone; nothing where it has not said.</summary>
    public TimeSpan Wait { get; init; }
}
