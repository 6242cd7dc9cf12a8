using Bot.Storage;

namespace Bot.Home;

/// <summary>What the history says of briefs, of what is answered in them, and of the set-up.</summary>
public static class HomeFacts
{
    public static readonly Verb
        Brief = new("brief"),
        BriefMissed = new("brief missed");

    /// <summary>Of a rotation: whoever is on call has read that they are.</summary>
    public static readonly Verb HasIt = new("has it");

    /// <summary>Of a rotation: what is open is left to whoever has it.</summary>
    public static readonly Verb LeftWork = new("left the work");

    /// <summary>Of a setting: those who take turns were invited to the announcement channel.</summary>
    public static readonly Verb Invited = new("invited");
}
