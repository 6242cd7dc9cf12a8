using System.Data;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.OnCall.Covers;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>Lines that a Home and a brief have in common.</summary>
static class Lines
{
    const int LongestName = 60, FewLetters = 6;

    // Beside the number and the name of one row: an emoji and two spaces, and the breadth of bold.
    const int SignWidth = 5;
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A request for cover, for somebody who is asked.</summary>
    public static string Request(IDbConnection db, CoverRequestRow request, string reader, DateTimeOffset now) =>
        CoverLists.Needs(db, request, reader, now);

    public static IReadOnlyList<Button> Answers(long request) =>
    [
        CoverMessages.Press(CoverIds.AcceptButton, "I take it", request, ButtonStyle.Primary),
        CoverMessages.Press(CoverIds.DeclineButton, "Can't", request),
    ];

    /// <summary>
    /// The worst first; of equals where customers are affected, then those that the reader leads, then the newest.
    /// </summary>
    public static List<IncidentRow> Worst(IEnumerable<IncidentRow> incidents, string reader) =>
    [
        .. incidents.OrderByDescending(i => i.Severity).ThenByDescending(i => i.Affected == Affected.Customers)
            .ThenByDescending(i => i.Lead == reader).ThenByDescending(i => i.Number),
    ];

    /// <summary>How much of a row is said where there is little room, the most first.</summary>
    public const int Whole = 0, WithoutQuiet = 1, WithoutYou = 2, OneRow = 3;

    /// <summary>
    /// An incident in a brief: who has it; and it asks about what nothing was heard of for a day. That goes first where room is
    /// scarce, then that it waits for the reader, and last the end of its name, so that it fits in one row.
    /// </summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="reader">Whose brief it is, what is said of the row, and whether it stands below "You lead".</param>
    /// <param name="now">When the brief was sent.</param>
    public static string Brief(
        IDbConnection db, IncidentRow incident, (string Person, int Form, bool IsLed) reader, DateTimeOffset now)
    {
        var isSaid = !reader.IsLed && reader.Form < WithoutYou;
        string?[] said =
        [
            Has(db, incident, reader.Person, reader.Form == OneRow ? FewLetters : LongestName, isSaid),
            reader.Form == Whole ? Quiet(db, incident, now) : null,
        ];
        var behind = said.OfType<string>().Any() ? $" · {string.Join(", ", said.OfType<string>())}" : "";
        var whole = $"{ListedIncident.Sign(incident)} {Titles.Linked(incident, LongestName)}{behind}";
        return reader.Form < OneRow || PhoneRows.Of(db, whole) == 1 ? whole : InOneRow(db, incident, behind);
    }

    static string InOneRow(IDbConnection db, IncidentRow incident, string behind)
    {
        var room = PhoneRows.Wide - SignWidth - incident.Label.Length - PhoneRows.Width(behind);
        var title = IncidentMessages.OneLine(Titles.Of(incident));
        var name = room < FewLetters ? "" : $" {Mrkdwn.Inert(PhoneRows.Cut(title, room), LongestName)}";
        return $"{ListedIncident.Sign(incident)} {Titles.Label(incident)}{name}{behind}";
    }

    // "waits for you", "Finn has it", "no lead"; of what is over how it ended.
    static string? Has(IDbConnection db, IncidentRow incident, string reader, int longest, bool isYouSaid)
    {
        if (!incident.IsOpen) return incident.Standing;
        if (incident.Unaccepted) return "not accepted yet";
        if (incident.Lead is not { } lead) return "no lead";
        var isYou = lead == reader;
        if (isYou && !isYouSaid) return null;
        var name = isYou ? "you" : Mrkdwn.Inert(PhoneRows.Cut(Person.NameOf(db, lead), longest), longest);
        return incident.IsWaiting || !incident.Touched ? $"waits for {name}" : $"{name} {(isYou ? "have" : "has")} it";
    }

    static string? Quiet(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var last = IncidentAlerts.Stirred(db, incident);
        var days = (int)((now.ToUnixTimeMilliseconds() - last) / Day.TotalMilliseconds);
        return !incident.IsOpen || days < 1 ? null : $":zzz: quiet for {(days == 1 ? "a day" : $"{days} days")}";
    }
}
