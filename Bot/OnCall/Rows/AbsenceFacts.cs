using Bot.Storage;

namespace Bot.OnCall.Rows;

/// <summary>What the history says of leaves and holidays.</summary>
public static class AbsenceFacts
{
    public static readonly Verb
        Leave = new("leave"),
        LeaveTakenBack = new("leave taken back");

    /// <summary>Of a person: which list of holidays is theirs.</summary>
    public static readonly Verb Holidays = new("holidays");

    /// <summary>Of a list of holidays.</summary>
    public static readonly Verb Saved = new("saved");
}
