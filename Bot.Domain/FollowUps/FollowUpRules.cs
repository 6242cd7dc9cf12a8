namespace Bot.Domain.FollowUps;

/// <summary>What becomes of a follow-up: each function gives it as it is then, the same where nothing changes.</summary>
public static class FollowUpRules
{
    /// <summary>Somebody says that it is done.</summary>
    public static FollowUp Done(FollowUp one, string by) => one.State == FollowUpState.Done ? one
        : one with { State = FollowUpState.Done, EndedBy = by, Reason = null };

    /// <summary>Somebody says that nobody does it; without a reason nothing changes.</summary>
    public static FollowUp NotDoing(FollowUp one, string by, string reason) =>
        reason.Length == 0 || (one.State == FollowUpState.NotDoing && one.Reason == reason) ? one
            : one with { State = FollowUpState.NotDoing, EndedBy = by, Reason = reason };

    /// <summary>It is still to be done after all.</summary>
    public static FollowUp Reopened(FollowUp one) => one.IsOutstanding ? one
        : one with { State = FollowUpState.Outstanding, EndedBy = null, Reason = null };

    /// <summary>Somebody else sees to it; what is over stays with whoever it was.</summary>
    public static FollowUp Given(FollowUp one, string owner) => one.IsOutstanding ? one with { Owner = owner } : one;

    /// <summary>It is due on another day.</summary>
    public static FollowUp PutOff(FollowUp one, DateOnly due) => one.IsOutstanding ? one with { Due = due } : one;
}
