using System.Collections.Concurrent;

namespace Bot.Sandbox.Chaos;

/// <summary>An incident that somebody declares.</summary>
sealed record Declared(string Name, Member By, bool IsPrivate, bool IsCritical)
{
    /// <summary>As people know it; null until they heard that it is declared.</summary>
    public string? Number { get; set; }

    /// <summary>Somebody raised it, and saw that this was taken.</summary>
    public bool IsRaised { get; set; }
}

/// <summary>An alert that CI sent; it sends each until it hears 202, and some again.</summary>
sealed record Alerted(string Title, string Key, bool IsFelt)
{
    /// <summary>How often it was answered 202.</summary>
    public int Taken;
}

/// <summary>Hours that somebody takes over from somebody.</summary>
sealed record Covered(string Why, string Taker)
{
    /// <summary>Agreements about the hours that were asked for with these words.</summary>
    public const string Agreed =
        "select count(*) from covers c join cover_requests r on r.number = c.request where r.why = @why";

    /// <summary>They saw that they are theirs.</summary>
    public bool IsSeen { get; set; }
}

/// <summary>
/// What people and CI did, and of which of it they were told that it is done: what the bot has to be held to afterwards.
/// </summary>
sealed class Deeds
{
    public ConcurrentQueue<Declared> Declared { get; } = [];
    public ConcurrentQueue<Alerted> Alerted { get; } = [];
    public ConcurrentQueue<Covered> Covered { get; } = [];

    /// <summary>What somebody asked for cover with, whatever became of it.</summary>
    public ConcurrentQueue<string> AskedCover { get; } = [];

    /// <summary>Titles of follow-ups whose form was taken.</summary>
    public ConcurrentQueue<string> FollowUps { get; } = [];

    /// <summary>Titles of follow-ups that were to get an issue on GitHub.</summary>
    public ConcurrentQueue<string> Issues { get; } = [];

    /// <summary>Those whose issue was closed there, which the bot was told.</summary>
    public ConcurrentQueue<string> ClosedIssues { get; } = [];

    /// <summary>What was asked of the responder in a channel.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Updates that were taken, by the incident's name.</summary>
    public ConcurrentQueue<(Declared Of, string Text)> Updates { get; } = [];

    /// <summary>Incidents that were raised to Major.</summary>
    public ConcurrentQueue<Declared> Raised { get; } = [];

    /// <summary>Forms that the bot took, of which nothing was seen for as long as people look.</summary>
    public ConcurrentQueue<string> NeverSeen { get; } = [];

    /// <summary>What people read in forms and lists, beside what stands in their channels.</summary>
    public ConcurrentQueue<(Member Reader, string Text)> Read { get; } = [];

    /// <summary>What people gave up, because nothing came of it for longer than they wait, and what they saw last.</summary>
    public ConcurrentQueue<(ChaosStep Step, string Saw)> GivenUp { get; } = [];

    /// <summary>How often something was done, by what it was.</summary>
    public ConcurrentDictionary<string, int> Count { get; } = [];
}
