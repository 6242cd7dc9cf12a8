using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;

namespace Bot.Domain.Postmortems;

/// <summary>How far a postmortem is.</summary>
public enum PostmortemState
{
    /// <summary>One is owed, and nobody has begun.</summary>
    Owed,
    InProgress,
    InReview,
    Completed,
    NotNeeded,
}

/// <summary>What can be done with one.</summary>
public enum PostmortemStep
{
    Start,
    Review,
    Complete,

    /// <summary>It is to be worked on again.</summary>
    Back,
    NotNeeded,
}

/// <summary>Of which incidents a postmortem is owed.</summary>
public enum PostmortemOwed
{
    CriticalAndMajor,
    Critical,
    Nobody,
}

/// <summary>How far a postmortem is, whose it is, and by which day it is due, on the wall of whoever owns it.</summary>
public sealed record Postmortem(PostmortemState State, string? Owner, DateOnly? Due)
{
    public bool IsOpen => State.IsOpen();
}

/// <summary>What becomes of postmortems.</summary>
public static class PostmortemRules
{
    const int WorkingDays = 5;

    /// <summary>Somebody has still to work on it.</summary>
    public static bool IsOpen(this PostmortemState state) =>
        state is PostmortemState.Owed or PostmortemState.InProgress or PostmortemState.InReview;

    /// <summary>Somebody has begun with it, so that there is a text.</summary>
    public static bool HasText(this PostmortemState state) =>
        state is PostmortemState.InProgress or PostmortemState.InReview or PostmortemState.Completed;

    public static bool IsOwed(PostmortemOwed setting, Severity severity) => setting switch
    {
        PostmortemOwed.CriticalAndMajor => severity >= Severity.Major,
        PostmortemOwed.Critical => severity == Severity.Critical,
        _ => false,
    };

    /// <summary>The state that a step leads to; null where it cannot be taken from there.</summary>
    public static PostmortemState? After(PostmortemState now, PostmortemStep step) => (now, step) switch
    {
        (PostmortemState.Owed or PostmortemState.NotNeeded, PostmortemStep.Start) => PostmortemState.InProgress,
        (PostmortemState.InProgress, PostmortemStep.Review) => PostmortemState.InReview,
        (PostmortemState.InProgress or PostmortemState.InReview, PostmortemStep.Complete) => PostmortemState.Completed,
        (PostmortemState.InReview or PostmortemState.Completed, PostmortemStep.Back) => PostmortemState.InProgress,
        (PostmortemState.Owed or PostmortemState.InProgress or PostmortemState.InReview, PostmortemStep.NotNeeded) =>
            PostmortemState.NotNeeded,
        _ => null,
    };

    /// <summary>The steps that can be taken.</summary>
    public static IEnumerable<PostmortemStep> Steps(PostmortemState now) =>
        Enum.GetValues<PostmortemStep>().Where(step => After(now, step) is not null);

    /// <summary>By when it is due where nobody chose a day.</summary>
    public static DateOnly DueBy(Weekdays days, DateOnly today) => FollowUpDays.Later(days, today, WorkingDays);

    /// <summary>
    /// Whether the brief of a working day names it: on the working day before it is due, on the day, and then weekly.
    /// </summary>
    /// <param name="one">The postmortem.</param>
    /// <param name="named">On which day a brief named it last.</param>
    /// <param name="days">The working days of its owner.</param>
    /// <param name="today">On the owner's wall.</param>
    public static bool IsNamed(Postmortem one, DateOnly? named, Weekdays days, DateOnly today) =>
        one is { IsOpen: true, Owner: { } owner, Due: { } due }
            && FollowUpDays.IsNamed(new FollowUp(owner, due), named, days, today);
}
