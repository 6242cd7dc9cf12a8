namespace Bot.Domain.FollowUps;

/// <summary>Where a follow-up stands.</summary>
public enum FollowUpState
{
    /// <summary>It is still to be done.</summary>
    Outstanding,

    Done,

    /// <summary>It was decided that nobody does it.</summary>
    NotDoing,
}

/// <summary>How much it matters beside others.</summary>
public enum FollowUpPriority
{
    Low,
    Normal,
    High,
}

/// <summary>Something that is left to be done, and whose it is. People are Slack user ids.</summary>
/// <param name="Owner">Whoever sees to it.</param>
/// <param name="Due">By which day, on the owner's wall.</param>
public sealed record FollowUp(string Owner, DateOnly Due)
{
    public FollowUpState State { get; init; }

    /// <summary>Who said that it is done, or that nobody does it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why nobody does it.</summary>
    public string? Reason { get; init; }

    public bool IsOutstanding => State == FollowUpState.Outstanding;

    /// <summary>The day is over, and it is not done.</summary>
    public bool IsOverdue(DateOnly today) => IsOutstanding && Due < today;
}
