using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall;
using Bot.Slack;

namespace Bot.Home;

/// <summary>Lines that a Home and a brief have in common.</summary>
static class Lines
{
    const int LongestName = 100;

    /// <summary>A request for cover, for somebody who is asked.</summary>
    public static string Request(CoverRequestRow request) => $"{Mrkdwn.User(request.Away)} needs cover {CoverMessages.Hours(request.Hours)}.";

    public static IReadOnlyList<Button> Answers(long request) =>
    [
        CoverMessages.Press(CoverRoutes.AcceptButton, "I take it", request, ButtonStyle.Primary),
        CoverMessages.Press(CoverRoutes.DeclineButton, "Can't", request),
    ];

    /// <summary>An incident, for whoever leads it.</summary>
    public static string Led(IncidentRow incident) => $"{Name(incident)}\n      {incident.Status} · {incident.Severity} · you lead · since {When.At(incident.DeclaredAt)}";

    static string Name(IncidentRow incident)
    {
        var channel = incident.ChannelId is { } id ? $" {Mrkdwn.Channel(id)}" : "";
        var name = string.Join(' ', incident.Name.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return $"{Incidents.Words.Emoji(incident.Status, incident.Severity)} *{incident.Label}* {Limits.Truncate(Mrkdwn.Escape(name), LongestName)}{channel}";
    }
}
