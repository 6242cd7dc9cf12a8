using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What the history says of incidents.</summary>
public static class IncidentFacts
{
    public static readonly Verb
        Opened = new("opened"),
        Status = new("status"),
        Severity = new("severity"),
        Affected = new("affected"),
        Lead = new("lead"),
        Name = new("name"),
        Fix = new("fix");

    /// <summary>It was moved: from one rotation to another, by their ids.</summary>
    public static readonly Verb Rotation = new("rotation");

    /// <summary>Whoever leads has begun.</summary>
    public static readonly Verb OnIt = new("on it");

    /// <summary>The same failure is back: before is who had ended it, after how long it was away in milliseconds.</summary>
    public static readonly Verb Returned = new("returned");

    /// <summary>Somebody was called: before is the step, after whom.</summary>
    public static readonly Verb Called = new("called");

    /// <summary>Somebody was asked whether it is still open, and said so.</summary>
    public static readonly Verb KeptOpen = new("kept open");

    /// <summary>Some of what failed got an incident of its own: before is what that was, after is the other incident.</summary>
    public static readonly Verb
        Split = new("split"),
        SplitFrom = new("split from");

    /// <summary>It is an incident: it has a channel from then on.</summary>
    public static readonly Verb Accepted = new("accepted");

    /// <summary>
    /// It went into another incident, which is after; or another one into it: before is what that was called, after which it was.
    /// </summary>
    public static readonly Verb
        Merged = new("merged"),
        MergedIn = new("merged in");

    /// <summary>What was split off has its channel.</summary>
    public static readonly Verb SplitChannel = new("split channel");

    /// <summary>Somebody expects alerts: before is until when, after which. One came: before is whose id. It is over.</summary>
    public static readonly Verb
        Expects = new("expects"),
        Expected = new("expected"),
        ExpectedOver = new("expected over");

    /// <summary>Somebody did not want to wait for the lead's hours.</summary>
    public static readonly Verb CallNow = new("call now");

    /// <summary>
    /// A pull request belongs to it, or does not: after is which. It became something: before and after are the states, why is
    /// which. What runs in production is after, whoever led it then before.
    /// </summary>
    public static readonly Verb
        PullAttached = new("pull request"),
        PullRemoved = new("pull request removed"),
        PullIs = new("pull request is"),
        FixLive = new("fix is live");

    public static readonly Verb
        Update = new("update"),
        NextUpdate = new("next update"),
        Alert = new("alert"),
        LooksResolved = new("looks resolved"),
        Gone = new("gone"),
        NoChannel = new("no channel"),
        ChannelBack = new("channel back");

    /// <summary>Its channel was put away, or Slack did not let the bot: before is the channel.</summary>
    public static readonly Verb
        Archived = new("archived"),
        NotArchived = new("not archived");
}
