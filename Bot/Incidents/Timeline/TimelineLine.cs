using System.Text.RegularExpressions;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents.Timeline;

/// <summary>One entry of a timeline, as it is shown and as it is exported.</summary>
/// <param name="At">When it happened, unix milliseconds of workspace time.</param>
/// <param name="Kind">What kind of thing it is: never <see cref="TimelineShow.All"/>.</param>
/// <param name="Who">Whoever did or said it, by name; null of the bot, and of an alert.</param>
/// <param name="Said">What happened, in mrkdwn.</param>
sealed partial record TimelineLine(long At, TimelineShow Kind, string? Who, string Said)
{
    /// <summary>What somebody put there, where it is that.</summary>
    public TimelineItem? Item { get; init; }

    /// <summary>All that they said.</summary>
    public string? Whole { get; init; }

    /// <summary>Who put the message of somebody else there.</summary>
    public string? AddedBy { get; init; }

    /// <summary>It whole, as plain text.</summary>
    public string Plain => Whole ?? MessageText.Read(Channel().Replace(Marks().Replace(Said, "$1"), ""), id => id);

    // What is bold, and the sign before a sentence. A star that somebody typed stands in a date, or is another sign.
    [GeneratedRegex(@"(<[^>]*>)|\*|^:[a-z_]+: ", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    // Beside the number of its incident.
    [GeneratedRegex(" <#[^>]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Channel();
}
