using System.Data;
using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall;
using Bot.Slack;
using Dapper;

namespace Bot.Home;

/// <summary>Lines that a Home and a brief have in common.</summary>
static class Lines
{
    const int LongestName = 100;
    static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    /// <summary>A request for cover, for somebody who is asked.</summary>
    public static string Request(IDbConnection db, CoverRequestRow request, string reader, DateTimeOffset now) =>
        CoverLists.Needs(db, request, PersonHours.ZoneOf(db, reader), now);

    public static IReadOnlyList<Button> Answers(long request) =>
    [
        CoverMessages.Press(CoverRoutes.AcceptButton, "I take it", request, ButtonStyle.Primary),
        CoverMessages.Press(CoverRoutes.DeclineButton, "Can't", request),
    ];

    /// <summary>An incident as it stands, for one reader.</summary>
    public static string Incident(IDbConnection db, IncidentRow incident, string reader)
    {
        var channel = incident.ChannelId is { } id ? $" {Mrkdwn.Channel(id)}" : "";
        var name = string.Join(' ', incident.Name.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        var lead = incident.Lead is not { } person ? "no lead" : person == reader ? "you lead" : $"lead {Mrkdwn.Escape(Person.NameOf(db, person))}";
        return $"{Incidents.Words.Emoji(incident.Status, incident.Severity)} *{incident.Label}* {Limits.Truncate(Mrkdwn.Escape(name), LongestName)}{channel}\n"
            + $"{incident.Status} · {incident.Severity} · {lead} · since {When.At(incident.DeclaredAt)}";
    }

    /// <summary>Asks about an open incident that nothing has been heard of for a day.</summary>
    public static string QuietSince(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var last = db.ExecuteScalar<long>("select coalesce(max(at), 0) from history where subject = @Subject", new { incident.Subject });
        return incident.IsOpen && last < (now - Quiet).ToUnixTimeMilliseconds() ? $"\n:zzz: nothing new since {When.At(last)}" : "";
    }
}
