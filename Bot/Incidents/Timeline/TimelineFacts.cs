using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>What the history says of what people put on timelines; after is the item, by its id.</summary>
public static class TimelineFacts
{
    public static readonly Verb
        Added = new("added message"),
        Noted = new("noted"),
        NoteEdited = new("edited note");

    /// <summary>It is on the timeline no more: before is what it was, a message or a note, after when that was.</summary>
    public static readonly Verb TakenOff = new("taken off timeline");
}
