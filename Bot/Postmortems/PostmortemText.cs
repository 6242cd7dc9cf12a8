using System.Data;
using System.Text;
using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;

namespace Bot.Postmortems;

/// <summary>A postmortem as Markdown: its canvas and its file hold the same text.</summary>
static class PostmortemText
{
    /// <summary>The heading by which the facts are found in a canvas.</summary>
    public const string FactsHeading = PostmortemTemplate.Facts;

    /// <summary>What it is called, which says nothing of what it is about.</summary>
    public static string Title(long incident) => $"Postmortem of {IncidentRow.LabelOf(incident)}";

    /// <summary>
    /// What stands in the first cell of the table of facts, by which it is found again; the full stop parts INC-1 from INC-12.
    /// </summary>
    public static string Mark(long incident) => $"Kept by Data Responder for {IncidentRow.LabelOf(incident)}.";

    /// <summary>The facts as one table: one part of a canvas, which is replaced as a whole.</summary>
    public static string Facts(IDbConnection db, Viewer viewer, IncidentRow incident)
    {
        var text = new StringBuilder();
        text.Append("| ").Append(Mark(incident.Number)).Append(" | What is typed in here is replaced. |\n| --- | --- |");
        foreach (var (name, value) in new PostmortemGround(db, viewer, incident).Facts())
            text.Append("\n| ").Append(name).Append(" | ").Append(Plain(value)).Append(" |");
        return text.ToString();
    }

    /// <summary>All but the title.</summary>
    public static string Body(string facts, IEnumerable<PostmortemSection> sections)
    {
        var text = new StringBuilder($"## {FactsHeading}\n\n{facts}\n");
        foreach (var section in sections)
        {
            text.Append("\n## ").Append(MarkdownText.Escaped(section.Heading)).Append('\n');
            if (section.Body.Trim() is { Length: > 0 } body) text.Append('\n').Append(body).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The file.</summary>
    public static string Whole(IDbConnection db, Viewer viewer, IncidentRow incident) =>
        $"# {Title(incident.Number)}\n\n"
        + Body(Facts(db, viewer, incident), PostmortemStore.Sections(db, incident.Number));

    /// <summary>Others' words in one line, in which nothing links, mentions anybody or formats.</summary>
    public static string Plain(string text) => MarkdownText.Escaped(SummaryText.Plain(text));
}
