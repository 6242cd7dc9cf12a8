using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>What happened, when, and who did it: the incident's history, the newest last.</summary>
public sealed class ShowTimeline(Database database, SlackApi slack)
{
    const int Most = 60, MostOfBlock = 2900;

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(slack, new()
    {
        Title = $"Timeline of {incident.Label}",
        Close = "Done",
        Blocks = [.. Blocks([.. database.Read(db => Lines(db, incident))])],
    }, stop);

    static List<string> Lines(IDbConnection db, IncidentRow incident)
    {
        var entries = IncidentStore.Timeline(db, incident.Number);
        var shown = entries.TakeLast(Most).ToList();
        var name = Person.Names(db, shown.SelectMany(
            e => e.Verb == Facts.Called ? (e.After ?? "").Split(' ') : (string?[])[e.Actor, e.Before, e.After]));
        var lines = shown.Select(e => $"{When.At(e.At)} · {Who(e.Actor, name)}{LineText.Of(e, name)}");
        return [.. entries.Count > Most ? [$"… {entries.Count - Most} earlier"] : Array.Empty<string>(), .. lines];
    }

    static string Who(string actor, Func<string, string> name) => actor switch
    {
        IncidentChange.Alert => "alert: ",
        IncidentChange.Bot => "",
        _ => $"*{Mrkdwn.Name(name(actor))}* ",
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
