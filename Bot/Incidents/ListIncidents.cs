using System.Data;
using System.Globalization;
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
public sealed class ListIncidents(Database database, BotCommands commands, TimeProvider clock)
{
    const int MostMinor = 8, MostEnded = 3, MostChosen = 200;

    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        List<string> words =
            [.. PlainSigns.Of(command.Rest).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        var page = words.Where(word => word.All(char.IsAsciiDigit)).Select(word => int.Parse(word, CultureInfo.InvariantCulture))
            .Append(1).Max();
        words.RemoveAll(word => word.All(char.IsAsciiDigit));
        var lines = database.Read(db =>
        {
            var look = new Look(db, command.UserId, Teams.At(db, clock.GetUtcNow()));
            return (Chosen(look, command, words) ?? Lines(look, all: words.Count > 0)).ToList();
        });
        var asked = AskWhich.Code(string.Join(' ', words.Prepend(Verbs.List)));
        var blocks = LongText.Lines(lines, page, next => $"`{commands.Incident} {asked} {next}`");
        return new SlashResponse
        {
            Text = lines[0],
            Blocks = page == 1 ? blocks : [new SectionBlock { Text = lines[0] }, .. blocks],
        };
    }

    /// <summary>For whom the list is made, and what it is read from.</summary>
    sealed record Look(IDbConnection Db, string Reader, Teams Teams)
    {
        public Viewer Viewer => Viewer.Of(Reader);

        public List<IncidentRow> Open => IncidentStore.Open(Db, Viewer);

        public string Line(IncidentRow incident) => $"{ListedIncident.Line(Db, incident, Reader)}{Teams.Beside(incident)}";
    }

    /// <summary>Those that the words behind choose; null where they choose none.</summary>
    IEnumerable<string>? Chosen(Look look, SlashCommand command, List<string> words)
    {
        var isMine = words.Intersect(["mine", "my", "me"]).Any();
        if (command.Rest.StartsWith('@') && command.Mentions.Count == 0)
            return [$"`{commands.Incident} list` takes `all`, `mine`, `closed`, `critical`, `major`, `minor` or @name."];
        if (isMine || command.Rest.StartsWith('@'))
            return Led(look, isMine ? command.UserId : command.Mentions[0].Id);
        if (words.Intersect(["closed", "ended", "resolved"]).Any())
            return Ended(look, MostChosen).DefaultIfEmpty("No incident has ended yet.");
        return words.Select(word => Choices.Maybe<Severity>(word)).FirstOrDefault(found => found is not null) is { } severity
            ? Some(look, $"*Open and {severity}", look.Open.FindAll(i => i.Severity == severity))
            : null;
    }

    static IEnumerable<string> Led(Look look, string lead)
    {
        var heading = lead == look.Reader ? "*You lead" : $"*{Mrkdwn.Inert(Person.NameOf(look.Db, lead), 60)} leads";
        return Some(look, heading, look.Open.FindAll(i => i.Lead == lead));
    }

    static IEnumerable<string> Some(Look look, string heading, List<IncidentRow> some) =>
        [$"{heading}: {some.Count}*", .. some.OrderByDescending(i => i.Severity).Select(look.Line)];

    static IEnumerable<string> Ended(Look look, int most)
    {
        var ended = IncidentStore.LatestEnded(look.Db, look.Viewer, most);
        return ended.Count == 0 ? [] : ["*Ended last*", .. ended.Select(look.Line)];
    }

    IEnumerable<string> Lines(Look look, bool all)
    {
        var open = look.Open;
        yield return open.Count == 0 ? $"Nothing is open. `{commands.Incident}` declares an incident." : Heading(open);
        foreach (var incident in open.Where(i => i.Severity != Severity.Minor).OrderByDescending(i => i.Severity))
            yield return look.Line(incident);
        var minor = open.Where(i => i.Severity == Severity.Minor).ToList();
        var shown = all ? minor.Count : MostMinor;
        foreach (var incident in minor.Take(shown)) yield return look.Line(incident);
        if (minor.Count > shown) yield return $"… {minor.Count - shown} more minor ones: `{commands.Incident} list all`";
        foreach (var line in Ended(look, MostEnded)) yield return line;
    }

    static string Heading(List<IncidentRow> open)
    {
        string[] parts = [.. from severity in (Severity[])[Severity.Critical, Severity.Major]
                             let count = open.Count(i => i.Severity == severity)
                             where count > 0
                             select $"{count} {severity}"];
        return $"*Open: {open.Count}*{(parts.Length > 0 ? $", {string.Join(", ", parts)}" : "")}";
    }
}
