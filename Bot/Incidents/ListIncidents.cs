using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// <c>/incident list</c>: what is open, the worst first, and what ended last. Minor ones are one line each and not too many,
/// so that a phone shows the list; <c>/incident list all</c> leaves none out.
/// </summary>
public sealed class ListIncidents(Database database, Access access, BotSettings settings)
{
    const int MostMinor = 8, MostEnded = 3;

    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var lines = database.Read(db => Lines(db, command.UserId, all: command.Rest.Length > 0).ToList());
        return new SlashResponse { Text = lines[0], Blocks = LongText.Lines(lines) };
    }

    IEnumerable<string> Lines(IDbConnection db, string reader, bool all)
    {
        var (open, ended) = (IncidentStore.Open(db), IncidentStore.LatestEnded(db, MostEnded));
        yield return open.Count == 0 ? $"Nothing is open. `{settings.IncidentCommand}` declares an incident." : Heading(open);
        foreach (var incident in open.Where(i => i.Severity != Severity.Minor).OrderByDescending(i => i.Severity))
            yield return IncidentMessages.ListLine(incident, LeadWords.Of(db, incident, reader));
        var minor = open.Where(i => i.Severity == Severity.Minor).ToList();
        var shown = all ? minor.Count : MostMinor;
        foreach (var incident in minor.Take(shown))
            yield return Line(incident, $"{LeadWords.Of(db, incident, reader)} · since {When.At(incident.Since)}");
        if (minor.Count > shown) yield return $"… {minor.Count - shown} more minor ones: `{settings.IncidentCommand} list all`";
        if (ended.Count > 0) yield return "*Ended last*";
        foreach (var incident in ended) yield return Line(incident, incident.Status.ToString());
    }

    static string Heading(List<IncidentRow> open)
    {
        string[] parts = [.. from severity in (Severity[])[Severity.Critical, Severity.Major]
                             let count = open.Count(i => i.Severity == severity)
                             where count > 0
                             select $"{count} {severity}"];
        return $"*Open: {open.Count}*{(parts.Length > 0 ? $", {string.Join(", ", parts)}" : "")}";
    }

    static string Line(IncidentRow incident, string stands)
    {
        var channel = incident.ChannelId is { } id ? $" {Mrkdwn.Channel(id)}" : "";
        var sign = Words.Emoji(incident.Status, incident.Severity);
        return $"{sign} *{incident.Label}* {Mrkdwn.Inert(incident.Name, 60)} · {stands}{channel}";
    }
}
