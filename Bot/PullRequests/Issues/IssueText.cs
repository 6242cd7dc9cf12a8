using System.Globalization;
using Bot.FollowUps;
using Bot.Incidents;

namespace Bot.PullRequests.Issues;

/// <summary>
/// What the issue of a follow-up says: its title, and where it comes from. Nobody's words stand in its text, so it names nobody
/// who would be told.
/// </summary>
static class IssueText
{
    public static (string Title, string Body) Of(FollowUpRow row, OfIncident? incident, string mark)
    {
        List<string> lines = [$"Follow-up {row.Number.ToString(CultureInfo.InvariantCulture)} of Data Responder, due {row.Due}."];
        if (incident is not null)
            lines.Add(incident.ChannelId is { } channel
                ? $"It is of [{incident.Label}]({Titles.ChannelLink(channel)})." : $"It is of {incident.Label}.");
        if (row.Link is { } link) lines.Add($"It was made from [a message in Slack]({link}).");
        lines.Add("Closed here, it is done there, and the other way round.");
        return (row.Title, $"{string.Join('\n', lines)}\n\n{Hidden(row.Number, mark)}\n");
    }

    /// <summary>What the text holds unseen.</summary>
    public static string Hidden(long followUp, string mark) =>
        string.Create(CultureInfo.InvariantCulture, $"<!-- data-responder:follow-up:{followUp}:{mark} -->");
}
