using Bot.Storage;

namespace Bot.OnCall.Rows;

/// <summary>What the history says of rotations and their shifts.</summary>
public static class RotationFacts
{
    public static readonly Verb
        Made = new("made"),
        Changed = new("changed"),
        Ended = new("ended");

    /// <summary>An account in it was deactivated or brought back.</summary>
    public static readonly Verb MemberChanged = new("member changed");

    public static readonly Verb
        PutOnCall = new("put on call"),
        HandOff = new("hand-off"),
        HandOffMissed = new("hand-off missed");

    /// <summary>After a restore somebody said that who is on call by the backup is right.</summary>
    public static readonly Verb Confirmed = new("on call confirmed");

    /// <summary>Hours began in which nobody is on call, and were over.</summary>
    public static readonly Verb
        NobodyOnCall = new("nobody on call"),
        OnCallAgain = new("on call again");
}
