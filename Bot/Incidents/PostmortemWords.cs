using Bot.Domain.Postmortems;

namespace Bot.Incidents;

/// <summary>How far a postmortem is, in words: its modal and the timeline of its incident say it alike.</summary>
public static class PostmortemWords
{
    public static string Of(PostmortemState state) => state switch
    {
        PostmortemState.Owed => "not begun",
        PostmortemState.InProgress => "in progress",
        PostmortemState.InReview => "in review",
        PostmortemState.Completed => "completed",
        _ => "not needed",
    };

    /// <summary>What somebody did, out of the word that is kept.</summary>
    public static string Became(string? kept) => Enum.TryParse<PostmortemState>(kept, ignoreCase: true, out var state)
        ? state switch
        {
            PostmortemState.InProgress => "works on the postmortem",
            PostmortemState.InReview => "sent the postmortem to review",
            PostmortemState.Completed => "completed the postmortem",
            PostmortemState.NotNeeded => "said that no postmortem is needed",
            _ => "wants a postmortem",
        }
        : "changed the postmortem";
}
