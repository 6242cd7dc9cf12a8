using Bot.Storage;

namespace Bot.OnCall.Groups;

/// <summary>What the history says of user groups.</summary>
public static class GroupFacts
{
    public static readonly Verb
        Wanted = new("wanted"),
        TakenOver = new("taken over"),
        Made = new("made"),
        Renamed = new("renamed"),
        EnabledAgain = new("enabled again"),
        Members = new("members");

    public static readonly Verb
        Trouble = new("trouble"),
        TroubleOver = new("trouble over");
}
