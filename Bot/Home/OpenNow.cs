using System.Data;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>What is open now, for everybody: the worst first, a few lines, the rest by number.</summary>
static class OpenNow
{
    const int Most = 5;

    public static IEnumerable<Block> Blocks(IDbConnection db, string reader, string command)
    {
        var open = Lines.Worst(IncidentStore.Open(db, Viewer.Of(reader)), reader);
        yield return new HeaderBlock { Text = open.Count == 0 ? "Nothing is open" : $"Open now ({open.Count})" };
        if (open.Count == 0) yield break;
        yield return new SectionBlock
        {
            Text = Limits.Truncate(
                string.Join('\n', open.Take(Most).Select(i => ListedIncident.Line(db, i, reader))), Limits.Text),
        };
        if (open.Count > Most) yield return new ContextBlock { Elements = [More([.. open.Skip(Most)], reader, command)] };
    }

    static string More(List<IncidentRow> rest, string reader, string command)
    {
        var yours = rest.Count(i => i.Lead == reader) switch
        {
            0 => "",
            var mine when mine < rest.Count => $", {mine} of them led by you",
            1 => ", led by you",
            _ => ", all led by you",
        };
        return $"… {rest.Count} more{yours}: `{command} list`";
    }
}
