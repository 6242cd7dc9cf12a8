namespace Bot.Operating.Checks;

/// <summary>How something was found to be.</summary>
public enum Found
{
    Well,
    Wrong,

    /// <summary>Nobody has set it, or nobody can know it yet; the bot works without.</summary>
    Unknown,
}

/// <summary>One line of what the doctor says.</summary>
/// <param name="Found">How it was found.</param>
/// <param name="What">What was looked at and what came of it, as plain text.</param>
/// <param name="Remedy">What to do; null where there is nothing to do.</param>
public sealed record Finding(Found Found, string What, string? Remedy = null)
{
    public static Finding Well(string what) => new(Found.Well, what);

    public static Finding Wrong(string what, string remedy) => new(Found.Wrong, what, remedy);

    public static Finding Unknown(string what, string? remedy = null) => new(Found.Unknown, what, remedy);
}

/// <summary>Something that the doctor looks at. A look changes nothing anywhere.</summary>
public interface ICheck
{
    /// <summary>What it looks at, for a sentence: "the user group".</summary>
    string Of { get; }

    /// <summary>What is said where that takes too long. Most looks ask Slack.</summary>
    /// <param name="what">That it does, as a sentence.</param>
    Finding Slow(string what) => OutOfReach(what);

    /// <summary>Slack does not answer, or not in time.</summary>
    static Finding OutOfReach(string what) =>
        Finding.Wrong(what, "See that this machine reaches https://slack.com, by a proxy where it needs one.");

    /// <summary>Looks; what Slack and the store refuse may be thrown.</summary>
    Task<IReadOnlyList<Finding>> Look(CancellationToken stop);
}
