using Bot.Storage;

namespace Bot.Handover;

/// <summary>What the history says of hand-overs: of a rotation, who left a word for the next one. Never what it says.</summary>
public static class HandoverFacts
{
    public static readonly Verb
        Left = new("left a word"),
        TookBack = new("took the word back");

    /// <summary>From whom to whom.</summary>
    public static readonly Verb Handed = new("word handed over");
}
