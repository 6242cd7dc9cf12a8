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

    /// <summary>That was taken back: which is after.</summary>
    public static readonly Verb
        Unmerged = new("unmerged"),
        UnmergedFrom = new("unmerged from");

    /// <summary>Somebody said that it is the same as another one, which is after, or that it is not.</summary>
    public static readonly Verb
        SameAs = new("same as"),
        NotSame = new("not the same as");

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

    /// <summary>Somebody accepted a summary: after is the summary, by its id.</summary>
    public static readonly Verb SummaryAccepted = new("summary accepted");

    /// <summary>
    /// Readers of data were told something, which is after: before is where. They were told anew: before is when it is to be
    /// well. That time is over: before is which. It ended: before is how. It came from another incident, which is before.
    /// </summary>
    public static readonly Verb
        NoticeGiven = new("notice given"),
        NoticeChanged = new("notice changed"),
        NoticeLate = new("notice late"),
        NoticeEnded = new("notice ended"),
        NoticeCame = new("notice came");

    /// <summary>Notices of something, or of a rotation, go to other channels from then on.</summary>
    public static readonly Verb NoticeChannels = new("notice channels");

    /// <summary>Somebody answered what is asked after it was resolved: after is what, as it is kept.</summary>
    public static readonly Verb CloseAnswers = new("close answers");

    /// <summary>
    /// Its postmortem is owed, worked on, done or not needed: before and after are the states, why is why none is needed. It has
    /// another owner: before and after are who.
    /// </summary>
    public static readonly Verb
        PostmortemIs = new("postmortem is"),
        PostmortemOwner = new("postmortem owner");

    public static readonly Verb
        Update = new("update"),
        NextUpdate = new("next update"),
        Alert = new("alert"),
        LooksResolved = new("looks resolved"),
        Gone = new("gone"),
        NoChannel = new("no channel"),
        ChannelBack = new("channel back");

    /// <summary>It has a channel, or another one. Programs are told, and its timeline stands in that channel.</summary>
    public const string HasChannel = "has a channel";

    /// <summary>All saw it until then: before is the channel that it had.</summary>
    public static readonly Verb MovedToPrivate = new("moved to private");

    /// <summary>Somebody asked to see it; somebody else was let in or was not, who is after.</summary>
    public static readonly Verb
        AskedAccess = new("asked for access"),
        LetIn = new("let in"),
        KeptOut = new("kept out");

    /// <summary>Somebody made its channel by hand, which is after.</summary>
    public static readonly Verb Adopted = new("channel by hand");

    /// <summary>Somebody invited people: after is whom, by their ids.</summary>
    public static readonly Verb Invited = new("invited");

    /// <summary>Whoever leads it left its channel.</summary>
    public static readonly Verb LeadLeft = new("lead left");

    /// <summary>Its channel was to be archived: somebody kept it, or did not want to wait.</summary>
    public static readonly Verb
        ChannelKept = new("channel kept"),
        ArchiveNow = new("archive now");

    /// <summary>Its channel was put away, or Slack did not let the bot: before is the channel.</summary>
    public static readonly Verb
        Archived = new("archived"),
        NotArchived = new("not archived");
}
