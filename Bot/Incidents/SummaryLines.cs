using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// A summary as people read it. Its words are others': nothing in them links or mentions anybody, and its only links are those
/// to what it rests on.
/// </summary>
public static class SummaryLines
{
    // Of a section, which holds 3,000.
    const int Most = 2800;

    /// <summary>The accepted one, on the card.</summary>
    public static SectionBlock OnCard(IncidentRow incident, SummaryRow summary, Func<string, string> name) => Section(
        $"*Summary* · {Accepted(incident, summary, name)}\n{Text(summary.Sentences, isOnCard: true)}");

    /// <summary>All of it.</summary>
    public static SectionBlock Whole(IReadOnlyList<SummarySentence> sentences) => Section(Text(sentences));

    /// <summary>"composed from what is known, accepted by Ana, today at 10:03".</summary>
    public static string Accepted(IncidentRow incident, SummaryRow summary, Func<string, string> name)
    {
        var how = summary.EditedBy is { } editor && editor != summary.AcceptedBy ? $"edited by {Mrkdwn.Name(name(editor))}"
            : summary.EditedBy is not null ? "edited"
            : summary.How == SummaryHow.Model ? "written by a model" : "composed from what is known";
        return $"{how}, accepted by {Mrkdwn.Name(name(summary.AcceptedBy!))}, {When.At(summary.AcceptedAt!.Value)}"
            + (summary.IsFromBefore(incident) ? ", before it was opened again" : "");
    }

    /// <summary>How a draft came about, in a sentence.</summary>
    public static string Draft(SummaryRow summary, Func<string, string> name) => summary switch
    {
        { EditedBy: { } editor } => $"Edited by {Mrkdwn.Name(name(editor))}.",
        { How: SummaryHow.Model } => "Written by a model from what was said here. Check it before you accept it.",
        { Why: { } why } => $"Composed from what is known, as {Because(why)}.",
        _ => "Composed from what is known.",
    };

    /// <summary>Why no model wrote a draft.</summary>
    public static string Because(SummaryTrouble why) => why switch
    {
        SummaryTrouble.Slow => "the model was too slow",
        SummaryTrouble.Refused => "the model declined",
        SummaryTrouble.Nonsense => "the model gave no answer that can be used",
        SummaryTrouble.Private => "no model reads private incidents",
        _ => "the model could not be asked",
    };

    // Nothing but our own tokens becomes a link, or a mention, whatever a program makes of bare words.
    static SectionBlock Section(string text) => new() { Text = new Markdown(text) { Verbatim = true } };

    /// <summary>A line for each part, and one for each step; those for which there is no room are counted.</summary>
    static string Text(IReadOnlyList<SummarySentence> sentences, bool isOnCard = false)
    {
        var lines = sentences.GroupBy(s => s.Part).OrderBy(part => part.Key)
            .SelectMany(part => Part([.. part], isOnCard)).ToList();
        var (shown, length) = (0, 0);
        while (shown < lines.Count && (length += lines[shown].Length + 1) <= Most) shown++;
        if (shown < lines.Count) lines = [.. lines.Take(shown), $"… {lines.Count - shown} more"];
        return string.Join('\n', lines);
    }

    static IEnumerable<string> Part(List<SummarySentence> sentences, bool isOnCard)
    {
        var heading = Heading(sentences[0].Part);
        if (sentences[0].Part != SummaryPart.Steps)
            return [$"*{heading}:* {string.Join(' ', sentences.Select(s => Line(s, isOnCard)))}"];
        return [$"*{heading}:*", .. sentences.Select(s => $"• {Line(s, isOnCard)}")];
    }

    static string Line(SummarySentence sentence, bool isOnCard)
    {
        var text = Mrkdwn.Inert(sentence.Text, SummaryText.Longest);
        return sentence is { Link: { } link, Kind: { } kind } && !(isOnCard && kind == SourceKind.Card)
            ? $"{text.TrimEnd('.')} ({Mrkdwn.Link(link, Word(kind))})." : Sentence.Ended(text);
    }

    /// <summary>What a part is called.</summary>
    public static string Heading(SummaryPart part) => part switch
    {
        SummaryPart.Steps => "Steps so far",
        SummaryPart.Next => "Next",
        _ => part.ToString(),
    };

    static string Word(SourceKind kind) => kind switch
    {
        SourceKind.Pull => "pull request",
        SourceKind.FollowUp => "follow-up",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
