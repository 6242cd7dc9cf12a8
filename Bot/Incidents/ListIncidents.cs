using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// <c>/incident list</c>: what is open, the worst first, and what ended last. Minor ones are one line each and not too many,
/// so that a phone shows the list; <c>/incident list all</c> leaves none out, and other words choose some. What one message
/// cannot hold goes on where a number stands behind: <c>/incident list critical 2</c>.
/// </summary>
public sealed class ListIncidents(Database database, Access access, BotSettings settings)
{
    const int MostMinor = 8, MostEnded = 3, MostChosen = 200;

    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        List<string> words =
            [.. PlainSigns.Of(command.Rest).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        var page = words.Where(word => word.All(char.IsAsciiDigit)).Select(word => int.Parse(word, CultureInfo.InvariantCulture))
            .Append(1).Max();
        words.RemoveAll(word => word.All(char.IsAsciiDigit));
        var lines = database.Read(db => (Chosen(db, command, words) ?? Lines(db, command.UserId, all: words.Count > 0)).ToList());
        var asked = AskWhich.Code(string.Join(' ', words.Prepend(Verbs.List)));
        var blocks = LongText.Lines(lines, page, next => $"`{settings.IncidentCommand} {asked} {next}`");
        return new SlashResponse
        {
            Text = lines[0],
            Blocks = page == 1 ? blocks : [new SectionBlock { Text = lines[0] }, .. blocks],
        };
    }

    /// <summary>Those that the words behind choose; null where they choose none.</summary>
    IEnumerable<string>? Chosen(IDbConnection db, SlashCommand command, List<string> words)
    {
        var isMine = words.Intersect(["mine", "my", "me"]).Any();
        if (command.Rest.StartsWith('@') && command.Mentions.Count == 0)
            return [$"`{settings.IncidentCommand} list` takes `all`, `mine`, `closed`, `critical`, `major`, `minor` or @name."];
        if (isMine || command.Rest.StartsWith('@'))
            return Led(db, isMine ? command.UserId : command.Mentions[0].Id, command.UserId);
        if (words.Intersect(["closed", "ended", "resolved"]).Any()) return Ended(IncidentStore.LatestEnded(db, MostChosen));
        return words.Select(word => Choices.Maybe<Severity>(word)).FirstOrDefault(found => found is not null) is { } severity
            ? Some($"*Open and {severity}", IncidentStore.Open(db).FindAll(i => i.Severity == severity), db, command.UserId)
            : null;
    }

    static IEnumerable<string> Led(IDbConnection db, string lead, string reader)
    {
        var heading = lead == reader ? "*You lead" : $"*{Mrkdwn.Inert(Person.NameOf(db, lead), 60)} leads";
        return Some(heading, IncidentStore.Open(db).FindAll(i => i.Lead == lead), db, reader);
    }

    static IEnumerable<string> Some(string heading, List<IncidentRow> some, IDbConnection db, string reader) =>
    [
        $"{heading}: {some.Count}*",
        .. some.OrderByDescending(i => i.Severity).Select(i =>
            Line(i, $"{LeadWords.Of(db, i, reader)} · since {When.At(i.Since)}")),
    ];

    static IEnumerable<string> Ended(List<IncidentRow> ended) => ended.Count == 0
        ? ["No incident has ended yet."]
        : ["*Ended last*", .. ended.Select(i => Line(i, i.Status.ToString()))];

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
        foreach (var line in ended.Count > 0 ? Ended(ended) : []) yield return line;
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
