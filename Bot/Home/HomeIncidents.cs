using Bot.Delivery;
using Bot.Incidents;
using Bot.Slack;

namespace Bot.Home;

/// <summary>
/// What is open now: first what is the reader's, then what is everybody's; the worst first, a few lines of each, the rest by
/// number. What waits for the reader stands above it and is not said twice.
/// </summary>
static class HomeIncidents
{
    const int Most = 5;

    public static IEnumerable<Block> Blocks(HomeReader reader, IReadOnlySet<long> above)
    {
        var open = reader.Open.Where(i => !above.Contains(i.Number)).ToList();
        var mine = open.FindAll(reader.IsMine);
        open.RemoveAll(reader.IsMine);
        return
        [
            .. Part(reader, $"My incidents ({mine.Count})", mine, i => Line(reader, i)),
            .. Part(
                reader, $"{(open.Count < reader.Open.Count ? "Also open" : "Open now")} ({open.Count})", open,
                i => ListedIncident.Line(reader.Db, i, reader.Person)),
        ];
    }

    /// <summary>
    /// An incident of the reader's in two rows of a phone: what it is, then how bad it is, where it stands, and when the next
    /// update is due.
    /// </summary>
    public static string Line(HomeReader reader, IncidentRow incident)
    {
        var due = reader.Due(incident) is { } at
            ? $" · {(at <= reader.Now ? "update due since" : "next update")} {When.At(at)}" : "";
        var stands = ListedIncident.Stands(reader.Db, incident, reader.Person);
        return $"{ListedIncident.Name(incident)}\n{incident.Severity} · {stands}{due}";
    }

    static IEnumerable<Block> Part(
        HomeReader reader, string heading, List<IncidentRow> incidents, Func<IncidentRow, string> line)
    {
        if (incidents.Count == 0) yield break;
        yield return new HeaderBlock { Text = heading };
        yield return new SectionBlock
        {
            Text = Limits.TruncateEscaped(string.Join('\n', incidents.Take(Most).Select(line)), Limits.Text),
        };
        if (incidents.Count > Most)
            yield return new ContextBlock
            {
                Elements = [$"… {incidents.Count - Most} more: `{reader.Commands.Incident} list`"],
            };
    }
}
