using System.Data;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall;
using Bot.Slack;
using Dapper;

namespace Bot.Home;

/// <summary>Lines that a Home and a brief have in common.</summary>
static class Lines
{
    const int LongestName = 60;
    static readonly char[] Blank = ['\n', '\r', '\t'];
    static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    /// <summary>A request for cover, for somebody who is asked.</summary>
    public static string Request(IDbConnection db, CoverRequestRow request, string reader, DateTimeOffset now) =>
        CoverLists.Needs(db, request, PersonHours.ZoneOf(db, reader), now);

    public static IReadOnlyList<Button> Answers(long request) =>
    [
        CoverMessages.Press(CoverRoutes.AcceptButton, "I take it", request, ButtonStyle.Primary),
        CoverMessages.Press(CoverRoutes.DeclineButton, "Can't", request),
    ];

    /// <summary>An incident in one line, for one reader: what it is, where it stands, who leads.</summary>
    public static string Incident(IDbConnection db, IncidentRow incident, string reader) =>
        $"{Incidents.Words.Emoji(incident.Status, incident.Severity)} {Named(incident)} · {Stands(db, incident, reader)}";

    /// <summary>The worst first; of equals those that the reader leads, then the newest.</summary>
    public static List<IncidentRow> Worst(IEnumerable<IncidentRow> incidents, string reader) =>
        [.. incidents.OrderByDescending(i => i.Severity).ThenByDescending(i => i.Lead == reader).ThenByDescending(i => i.Number)];

    // The channel's name holds the number and the name, which so stands there once.
    static string Named(IncidentRow incident)
    {
        var name = string.Join(' ', incident.Name.Split(Blank, StringSplitOptions.RemoveEmptyEntries));
        name = Limits.Truncate(Mrkdwn.Escape(name), LongestName);
        if (incident is not { ChannelId: { } id, ChannelName: { } channel }) return $"*{incident.Label}* {name}";
        var words = ChannelName.For("", incident.Number, incident.Name);
        var isNamed = words != ChannelName.For("", incident.Number, "") && channel.Contains(words, StringComparison.Ordinal);
        return isNamed ? Mrkdwn.Channel(id) : $"{Mrkdwn.Channel(id)} {name}";
    }

    static string Stands(IDbConnection db, IncidentRow incident, string reader)
    {
        var status = Incidents.Words.Of(incident.Status);
        if (!incident.IsOpen) return status;
        if (incident.Lead is not { } person) return $"{status}, nobody leads";
        var isReader = person == reader;
        var name = isReader ? "you" : Mrkdwn.Escape(Person.NameOf(db, person));
        if (incident.Touched) return $"{status}, {name} {(isReader ? "lead" : "leads")}";
        // A status that somebody has set says more than that its lead has not begun.
        var isSet = incident.Status is IncidentStatus.Fixing or IncidentStatus.Monitoring;
        return $"{(isSet ? $"{status}, " : "")}waiting for {name}";
    }

    /// <summary>Asks about an open incident that nothing has been heard of for a day.</summary>
    public static string QuietSince(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var last = db.ExecuteScalar<long>("select coalesce(max(at), 0) from history where subject = @Subject", new { incident.Subject });
        return incident.IsOpen && last < (now - Quiet).ToUnixTimeMilliseconds() ? $"\n:zzz: nothing new since {When.At(last)}" : "";
    }
}
