using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What happened, when, and who did it: the incident's history, the newest last.</summary>
public sealed class ShowTimeline(Database database, SlackApi slack, TimeProvider clock)
{
    const int Most = 60, MostOfBlock = 2900;

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(slack, new()
    {
        Title = $"Timeline of {incident.Label}",
        Close = "Done",
        Blocks =
        [
            .. Blocks(database.Read(db =>
                Lines(db, Viewer.Of(opening.By), incident, PersonHours.ZoneOf(db, opening.By), clock.GetUtcNow()))),
        ],
    }, stop);

    /// <summary>A day as a heading, and below it each change with its time; what one change was made of is one line.</summary>
    static List<string> Lines(IDbConnection db, Viewer viewer, IncidentRow incident, TimeZoneInfo zone, DateTimeOffset now)
    {
        var entries = IncidentStore.Timeline(db, viewer, incident.Number);
        var shown = entries.TakeLast(Most).ToList();
        var name = Names.Of(db, shown.SelectMany(
            e => e.Verb == IncidentFacts.Called ? (e.After ?? "").Split(' ') : (string?[])[e.Actor, e.Before, e.After]));
        List<string> lines = entries.Count > Most ? [$"… {entries.Count - Most} earlier"] : [];
        DateOnly? day = null;
        foreach (var change in Changes(shown))
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(change[0].At);
            if (When.Date(at, zone) is var date && date != day) lines.Add($"*{When.Day(date, When.Date(now, zone))}*");
            day = date;
            lines.Add($"{When.Time(at)} {Who(change[0].Actor, name)}{Said(change, name)}");
        }

        return lines;
    }

    /// <summary>What one person did at one time, with one reason.</summary>
    static IEnumerable<List<TimelineEntry>> Changes(List<TimelineEntry> entries)
    {
        List<TimelineEntry> change = [];
        foreach (var entry in entries)
        {
            if (change.Count > 0 && ((entry.At, entry.Actor) != (change[0].At, change[0].Actor)
                || IncidentFacts.Update == entry.Verb || IncidentFacts.Update == change[0].Verb))
            {
                yield return change;
                change = [];
            }

            change.Add(entry);
        }

        if (change.Count > 0) yield return change;
    }

    static string Said(List<TimelineEntry> change, Func<string, string> name) => string.Join(
        ", ", change.Select((e, nth) => LineText.Of(
            change.Skip(nth + 1).Any(later => later.Why == e.Why) ? e with { Why = null } : e, name)));

    static string Who(string actor, Func<string, string> name) => actor switch
    {
        IncidentChange.Alert => "alert: ",
        IncidentChange.Bot => "",
        _ => $"*{Mrkdwn.Name(name(actor))}*: ",
    };

    static IEnumerable<Block> Blocks(IReadOnlyList<string> lines)
    {
        var text = "";
        foreach (var line in lines.Select(l => Limits.TruncateEscaped(l, MostOfBlock)))
        {
            if (text.Length + line.Length + 1 > MostOfBlock)
            {
                yield return new SectionBlock { Text = text };
                text = "";
            }

            text += (text.Length == 0 ? "" : "\n") + line;
        }

        yield return new SectionBlock { Text = text.Length == 0 ? "Nothing has happened yet." : text };
    }
}
