namespace Bot.Delivery;

/// <summary>What becomes of a message that cannot be edited any more.</summary>
public enum Lost
{
    /// <summary>A refusal is trouble; what was deleted by hand stays so.</summary>
    Told,

    /// <summary>It is left as it stands.</summary>
    Left,

    /// <summary>Where Slack refuses the edit, it is said by a new message; what was deleted by hand stays so.</summary>
    Said,

    /// <summary>It stands in a new message, also where the old one was deleted by hand.</summary>
    Kept,
}
