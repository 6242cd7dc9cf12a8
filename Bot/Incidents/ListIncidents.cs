using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary><c>/incident list</c>: what is open, newest first, and what ended last.</summary>
public sealed class ListIncidents(Database database, Access access, BotSettings settings)
{
    const int MostOpen = 25, MostEnded = 3;

    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        return database.Read(db =>
        {
            var (open, ended) = (IncidentStore.Open(db), IncidentStore.LatestEnded(db, MostEnded));
            string Line(IncidentRow incident) => IncidentMessages.ListLine(incident, incident.Lead is { } lead ? Person.NameOf(db, lead) : null);
            List<string> lines = [open.Count == 0 ? $"Nothing is open. {settings.IncidentCommand} declares an incident." : $"*Open: {open.Count}*"];
            lines.AddRange(open.Take(MostOpen).Select(Line));
            if (open.Count > MostOpen) lines.Add($"… {open.Count - MostOpen} more");
            if (ended.Count > 0) lines.Add("*Ended last*");
            lines.AddRange(ended.Select(Line));
            return Blocks(lines);
        });
    }

    static SlashResponse Blocks(List<string> lines) => new()
    {
        Text = lines[0],
        Blocks = [.. lines.Chunk(10).Select(some => new SectionBlock { Text = string.Join('\n', some) })],
    };
}
