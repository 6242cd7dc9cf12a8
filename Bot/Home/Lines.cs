using System.Data;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.OnCall.Covers;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Dapper;

namespace Bot.Home;

/// <summary>Lines that a Home and a brief have in common.</summary>
static class Lines
{
    const int LongestName = 60, FewLetters = 6;

    // Beside the number and the name of one row: an emoji, two spaces, and room for what is wider than most.
    const int SignWidth = 6;
    static readonly char[] Letters = [.. "abcdefghijklmnopqrstuvwxyz"];
    static readonly char[] Blank = ['\n', '\r', '\t'];
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A request for cover, for somebody who is asked.</summary>
    public static string Request(IDbConnection db, CoverRequestRow request, string reader, DateTimeOffset now) =>
        CoverLists.Needs(db, request, reader, now);

    public static IReadOnlyList<Button> Answers(long request) =>
    [
        CoverMessages.Press(CoverRoutes.AcceptButton, "I take it", request, ButtonStyle.Primary),
        CoverMessages.Press(CoverRoutes.DeclineButton, "Can't", request),
    ];

    /// <summary>An incident in one line, for one reader: what it is, where it stands, who leads.</summary>
    public static string Incident(IDbConnection db, IncidentRow incident, string reader) =>
        $"{Sign(incident)} {Named(incident)} · {Stands(db, incident, reader)}";

    /// <summary>
    /// The worst first; of equals where customers are affected, then those that the reader leads, then the newest.
    /// </summary>
    public static List<IncidentRow> Worst(IEnumerable<IncidentRow> incidents, string reader) =>
    [
        .. incidents.OrderByDescending(i => i.Severity).ThenByDescending(i => i.Affected == Affected.Customers)
            .ThenByDescending(i => i.Lead == reader).ThenByDescending(i => i.Number),
    ];

    // The channel's name holds the number and the name, which so stands there once; unless somebody has called it otherwise.
    static string Named(IncidentRow incident)
    {
        var name = Mrkdwn.Inert(OneLine(incident.Name), LongestName);
        if (incident is not { ChannelId: { } id, ChannelName: { } channel }) return $"*{incident.Label}* {name}";
        var (number, words) = (ChannelName.For("", incident.Number, ""), ChannelName.For("", incident.Number, incident.Name));
        var isNamed = words != number && channel.Contains(words, StringComparison.Ordinal);
        var isNumbered = channel.Split('-', '_').Any(part => part.TrimStart(Letters) == number);
        return isNamed ? Mrkdwn.Channel(id) : $"{(isNumbered ? "" : $"*{incident.Label}* ")}{Mrkdwn.Channel(id)} {name}";
    }

    static string OneLine(string name) => string.Join(' ', name.Split(Blank, StringSplitOptions.RemoveEmptyEntries));

    static string Stands(IDbConnection db, IncidentRow incident, string reader)
    {
        var status = Incidents.Words.Of(incident.Status);
        if (!incident.IsOpen) return status;
        // A status that somebody has set says more than that its lead has not begun.
        var isSet = incident.Lead is null || incident.Touched
            || incident.Status is IncidentStatus.Fixing or IncidentStatus.Monitoring;
        return $"{(isSet ? $"{status}, " : "")}{LeadWords.Of(db, incident, reader)}";
    }

    /// <summary>The same in a brief, in fewer words: who has it; and it asks about what nothing was heard of for a day.</summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="reader">Whose brief it is.</param>
    /// <param name="now">When the brief was sent.</param>
    public static string Brief(IDbConnection db, IncidentRow incident, string reader, DateTimeOffset now) =>
        $"{Sign(incident)} {Named(incident)} · {Has(db, incident, reader, LongestName)}{Quiet(db, incident, now)}";

    /// <summary>The same in one row of a phone, where there are too many for more; its channel, where that fits.</summary>
    public static string OneRow(IDbConnection db, IncidentRow incident, string reader, DateTimeOffset now)
    {
        if (Brief(db, incident, reader, now) is var whole && PhoneRows.Of(db, whole) == 1) return whole;
        var (label, has) = (incident.Label, Has(db, incident, reader, FewLetters));
        var room = PhoneRows.Wide - SignWidth - label.Length - PhoneRows.Width($" · {has}");
        var name = room < FewLetters ? "" : $" {Mrkdwn.Inert(PhoneRows.Cut(OneLine(incident.Name), room), LongestName)}";
        return $"{Sign(incident)} *{label}*{name} · {has}";
    }

    static string Sign(IncidentRow incident) => Incidents.Words.Emoji(incident.Status, incident.Severity);

    // "waits for you", "Finn has it", "no lead"; of what is over how it ended.
    static string Has(IDbConnection db, IncidentRow incident, string reader, int longest)
    {
        if (!incident.IsOpen) return Incidents.Words.Of(incident.Status);
        if (incident.Lead is not { } lead) return "no lead";
        var isYou = lead == reader;
        var name = isYou ? "you" : Mrkdwn.Inert(PhoneRows.Cut(Person.NameOf(db, lead), longest), longest);
        return incident.IsWaiting || !incident.Touched ? $"waits for {name}" : $"{name} {(isYou ? "have" : "has")} it";
    }

    // An alert that fires again is news, though it is no change of the incident; that the bot calls somebody is none.
    static string? Quiet(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var last = db.ExecuteScalar<long>(
            """
            select max(at) from (select at from history where subject = @Subject and actor <> @Bot
                union all select last_at from incident_alerts where incident = @Number)
            """,
            new { incident.Subject, incident.Number, IncidentChange.Bot });
        var days = (int)((now.ToUnixTimeMilliseconds() - last) / Day.TotalMilliseconds);
        return !incident.IsOpen || days < 1 ? null : $", :zzz: quiet for {(days == 1 ? "a day" : $"{days} days")}";
    }
}
