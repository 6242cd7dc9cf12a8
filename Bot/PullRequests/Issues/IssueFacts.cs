using Bot.Storage;

namespace Bot.PullRequests.Issues;

/// <summary>What the history says of the issues of follow-ups.</summary>
public static class IssueFacts
{
    /// <summary>Whoever makes a change that was made on GitHub.</summary>
    public const string GitHub = "GitHub";

    /// <summary>After is where it is wanted, or which it is; before is which it was.</summary>
    public static readonly Verb
        Wanted = new("issue wanted"),
        Made = new("issue made"),
        Gone = new("issue gone");
}
