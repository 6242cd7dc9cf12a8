using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>What the history says of follow-ups.</summary>
public static class FollowUpFacts
{
    /// <summary>After is its owner.</summary>
    public static readonly Verb
        Made = new("follow-up made"),
        Given = new("follow-up given");

    public static readonly Verb
        Done = new("follow-up done"),
        NotDoing = new("follow-up not doing"),
        Reopened = new("follow-up reopened");

    /// <summary>Another day, title, priority, labels or incident.</summary>
    public static readonly Verb
        PutOff = new("follow-up put off"),
        Retitled = new("follow-up retitled"),
        Priority = new("follow-up priority"),
        Labels = new("follow-up labels"),
        Moved = new("follow-up moved");
}
