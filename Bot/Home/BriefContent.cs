using System.Data;
using Bot.Alerts;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall;
using Bot.Slack;
using Dapper;

namespace Bot.Home;

/// <summary>What a brief can hold; each function gives a section only when there is something in it.</summary>
static class BriefContent
{
    const int MostLines = 8;
    static readonly TimeSpan Night = TimeSpan.FromHours(12), Fresh = TimeSpan.FromHours(4);

    /// <summary>Hours that have begun: until when, who was before, what they meet.</summary>
    public static IEnumerable<BriefSection> HandOff(IDbConnection db, Beginning begun, DateTimeOffset now)
    {
        var on = OnCallAnswers.Of(db, begun.Row, now).Answer;
        var before = begun.Before is { } person && person != begun.Shift.CoveredFor ? $" Before you: {Mrkdwn.User(person)}." : "";
        var next = on.Next is { } n ? $" Next: {Mrkdwn.User(n.Person)}." : "";
        var again = begun.IsReturn ? "again " : "";
        yield return new($":telephone_receiver: *You are {again}on call as {Mrkdwn.Escape(begun.Row.Name)}* until {When.Until(begun.Shift.Ends, PersonHours.ZoneOf(db, begun.Shift.Person))}{Covering(begun.Shift)}.{before}{next}")
        {
            Rotation = begun.Row.Id,
            Starts = begun.Shift.Starts.ToUnixTimeMilliseconds(),
        };
        if (IsFirst(db, begun.Row, now) && IncidentStore.Open(db) is { Count: > 0 } open)
            yield return Of("Open incidents", open);
        var waiting = CoverRequestStore.AllOpen(db).Where(r => r.Rotation == begun.Row.Id && r.Ends > now.ToUnixTimeMilliseconds() && !Waiting.IsAsked(db, r.Number, begun.Shift.Person)).ToList();
        if (waiting.Count > 0) yield return Listed("Cover nobody has taken yet", [.. waiting.Select(r => Lines.Request(db, r, begun.Shift.Person, now))]);
    }

    /// <summary>Hours that begin on the next working day.</summary>
    public static IEnumerable<BriefSection> DayBefore(IDbConnection db, string person, RotationRow row, Morning morning, WorkingHours hours, DateTimeOffset now) =>
        from ahead in Beginning.Ahead(db, row, now)
        where ahead.Shift.Person == person && !ahead.IsReturn && Morning.WorkingDayBefore(hours, ahead.Shift.Starts) == morning.Day
        let said = ShiftText.Ahead(ahead.Shift, row.Rotation, PersonHours.ZoneOf(db, person), now)
        select new BriefSection($":calendar: You are on call as *{Mrkdwn.Escape(row.Name)}*, {said}{Covering(ahead.Shift)}.")
        {
            Rotation = row.Id,
            Starts = ahead.Shift.Starts.ToUnixTimeMilliseconds(),
            IsAhead = true,
        };

    /// <summary>What came in while nobody was to be disturbed, for the responder.</summary>
    public static IEnumerable<BriefSection> Overnight(IDbConnection db, string person, DateTimeOffset now)
    {
        if (OnCallAnswers.First(db, now)?.Answer.Person != person) yield break;
        var alerts = db.Query<long>("select id from nights where ended_at > @since", new { since = (now - Night).ToUnixTimeMilliseconds() })
            .SelectMany(night => WaitingStore.In(db, night)).ToList();
        if (alerts.Count == 0) yield break;
        var recovered = alerts.Count(a => a.Incident is null);
        var opened = alerts.Select(a => a.Incident).OfType<long>().Distinct().Order().Select(IncidentRow.LabelOf).ToList();
        string?[] parts =
        [
            recovered > 0 ? $"{recovered} recovered by {(recovered == 1 ? "itself" : "themselves")}" : null,
            opened.Count > 0 ? $"now in {string.Join(", ", opened.Take(MostLines))}{(opened.Count > MostLines ? " and others" : "")}" : null,
        ];
        yield return new($":crescent_moon: *Overnight:* {(alerts.Count == 1 ? "1 alert" : $"{alerts.Count} alerts")}, {string.Join("; ", parts.OfType<string>())}.");
    }

    /// <summary>What became urgent out of hours, for the data people who were not called.</summary>
    public static IEnumerable<BriefSection> Urgent(IDbConnection db, string person, WorkingHours hours, Morning morning, DateTimeOffset now)
    {
        if (RotationStore.All(db, now) is not [var first, ..] || !first.Rotation.Members.Contains(person)) yield break;
        var closed = hours.OpenUntil(morning.Opens.AddMilliseconds(-1)) ?? morning.Opens - Night;
        var urgent = db.Query<IncidentRow>(
            """
            select i.* from incidents i where i.lead is not @person and exists
            (select 1 from history h where h.subject = 'incident:' || i.number and h.at >= @closed and h.at < @opens and h.verb in ('opened', 'severity', 'affected'))
            order by i.number
            """,
            new { person, closed = closed.ToUnixTimeMilliseconds(), opens = morning.Opens.ToUnixTimeMilliseconds() }).Where(i => i.IsUrgent).ToList();
        if (urgent.Count > 0) yield return Of("Urgent out of hours", urgent);
    }

    /// <summary>Open incidents that the reader leads.</summary>
    public static IEnumerable<BriefSection> Led(IDbConnection db, string person, DateTimeOffset now)
    {
        var led = IncidentStore.Open(db).Where(i => i.Lead == person).ToList();
        if (led.Count > 0) yield return Of("You lead", led);
    }

    /// <summary>Requests for cover that have waited for a while: who was asked just now has that message before their eyes.</summary>
    public static IEnumerable<BriefSection> Requests(IDbConnection db, string person, DateTimeOffset now) =>
        Waiting.For(db, person, now).Where(r => r.MadeAt < (now - Fresh).ToUnixTimeMilliseconds()).Take(MostLines)
            .Select(r => new BriefSection($"*Waiting for your answer:* {Lines.Request(db, r, person, now)}") { Request = r.Number });

    static bool IsFirst(IDbConnection db, RotationRow row, DateTimeOffset now) => RotationStore.All(db, now) is [var first, ..] && first.Id == row.Id;

    static string Covering(Shift shift) => shift.CoveredFor is { } away ? $", covering for {Mrkdwn.User(away)}" : "";

    static BriefSection Of(string heading, IReadOnlyList<IncidentRow> incidents) => new($"*{heading}*") { Incidents = [.. incidents.Select(i => i.Number)] };

    static BriefSection Listed(string heading, IReadOnlyList<string> lines)
    {
        var more = lines.Count > MostLines ? $"\n… {lines.Count - MostLines} more" : "";
        return new(Limits.Truncate($"*{heading}*\n{string.Join('\n', lines.Take(MostLines))}{more}", Limits.Text));
    }
}
