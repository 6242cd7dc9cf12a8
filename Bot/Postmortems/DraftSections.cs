using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.Incidents.Timeline;
using Bot.People;
using Bot.Settings;

namespace Bot.Postmortems;

/// <summary>
/// What each section of a template says at first: facts, a summary that somebody accepted, what a model wrote where there is
/// one; and of what nobody can know but people, the question.
/// </summary>
sealed class DraftSections(IDbConnection db, Viewer viewer, IncidentRow incident, SummaryGround known, BotCommands commands)
{
    // What a field of a form takes, with room for what people add.
    const int MostBody = 2500;

    public IReadOnlyList<PostmortemSection> Of(
        IReadOnlyList<TemplateSection> template, IReadOnlyList<PostmortemSentence> written) =>
        [.. template.Select((section, nth) => new PostmortemSection(nth, section.Heading, Body(section, written)))];

    string Body(TemplateSection section, IReadOnlyList<PostmortemSentence> written)
    {
        var lines = Lines(section.Part, [.. written.Where(s => s.Part == section.Part)]).ToList();
        return lines.Count > 0 ? Fitted(lines) : section.Hint.Length == 0 ? "" : $"_{MarkdownText.Escaped(section.Hint)}_";
    }

    IEnumerable<string> Lines(PostmortemPart part, IReadOnlyList<PostmortemSentence> written) => part switch
    {
        PostmortemPart.Summary when SummaryRow.Accepted(db, incident.Number) is { } accepted =>
            accepted.Sentences.Where(s => s.Part is not (SummaryPart.Impact or SummaryPart.Causes)).Select(Line),
        PostmortemPart.Timeline => Timeline(),
        PostmortemPart.FollowUps => new PostmortemGround(db, viewer, incident).FollowUps().Select(PostmortemText.Plain),
        _ when written.Count > 0 => [.. part == PostmortemPart.Impact ? Numbers() : [], .. written.Select(Line)],
        PostmortemPart.Summary => Composed(SummaryPart.Problem, SummaryPart.Steps),
        PostmortemPart.Impact => [.. Numbers(), .. Composed(SummaryPart.Impact)],
        PostmortemPart.Causes => Composed(SummaryPart.Causes),
        _ => [],
    };

    IEnumerable<string> Composed(params SummaryPart[] parts) =>
        ComposeSummary.Of(known).Where(s => parts.Contains(s.Part)).Select(Line);

    IEnumerable<string> Numbers()
    {
        if (incident is { IsOpen: false, ResolvedAt: { } ended })
            yield return PostmortemText.Plain($"It lasted {LineText.Span(ended - incident.Since)}.");
        if (!incident.IsOpen && ClosingStore.Find(db, incident) is { Backfill: not null } closing)
            yield return PostmortemText.Plain($"Said at its end: {ClosingWords.Of(closing.Answers)}.");
        if (new PostmortemGround(db, viewer, incident).Told() is { } told)
            yield return PostmortemText.Plain($"Readers were told of {told}.");
    }

    IEnumerable<string> Timeline() => TimelineLines.Of(db, viewer, incident, TimelineShow.All).Select(line =>
        $"{PostmortemGround.At(line.At)}: {(line.Who is { } who ? $"{PostmortemText.Plain(who)}: " : "")}"
            + PostmortemText.Plain(line.Plain));

    static string Line(SummarySentence sentence) => Line(sentence.Text, sentence.Link);

    static string Line(PostmortemSentence sentence) => Line(sentence.Text, sentence.Link);

    static string Line(string text, string? link) => MarkdownText.Escaped(text)
        + (Address(link) is { } address ? $" ([source]({address}))" : "");

    // An address in which nothing ends the link.
    static string? Address(string? link) => link is not null && Uri.TryCreate(link, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
            ? link.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal) : null;

    /// <summary>As many lines as there is room for; how many more there are is said.</summary>
    string Fitted(List<string> lines)
    {
        var (shown, length) = (0, 0);
        while (shown < lines.Count && (length += lines[shown].Length + 3) <= MostBody) shown++;
        var more = lines.Count - shown;
        IEnumerable<string> all = lines.Take(shown);
        if (more > 0)
            all = all.Append(string.Create(
                CultureInfo.InvariantCulture, $"… {more} more: `{commands.Incident} timeline {incident.Number}`"));
        return string.Join('\n', all.Select(line => $"- {line}"));
    }
}
