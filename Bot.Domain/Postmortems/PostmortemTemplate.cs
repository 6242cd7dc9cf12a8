namespace Bot.Domain.Postmortems;

/// <summary>What a section of a postmortem can be drafted from, by what it is called.</summary>
public enum PostmortemPart
{
    /// <summary>Nothing is known of it: its hint stands there.</summary>
    Own,
    Summary,
    Impact,
    Timeline,
    Causes,
    Well,
    Badly,
    FollowUps,
}

/// <summary>A section as the team wants it: its heading, and what is asked there.</summary>
public sealed record TemplateSection(string Heading, string Hint)
{
    public PostmortemPart Part => PartOf(Heading);

    static PostmortemPart PartOf(string heading)
    {
        bool Has(params string[] words) => words.Any(word => heading.Contains(word, StringComparison.OrdinalIgnoreCase));
        return heading switch
        {
            _ when Has("follow-up", "followup", "action item") => PostmortemPart.FollowUps,
            _ when Has("not go well", "did not", "went badly", "went wrong", "could be better") => PostmortemPart.Badly,
            _ when Has("went well", "go well") => PostmortemPart.Well,
            _ when Has("cause") => PostmortemPart.Causes,
            _ when Has("timeline") => PostmortemPart.Timeline,
            _ when Has("impact") => PostmortemPart.Impact,
            _ when Has("summary") => PostmortemPart.Summary,
            _ => PostmortemPart.Own,
        };
    }
}

/// <summary>The sections of a team's postmortems, in their order: a heading a line, and a hint behind a colon.</summary>
public static class PostmortemTemplate
{
    /// <summary>The section that the bot keeps; it stands first, and no team's.</summary>
    public const string Facts = "Facts";

    public const int MostSections = 15, LongestHeading = 60, LongestHint = 200, Longest = 2500;

    public static readonly IReadOnlyList<TemplateSection> Usual =
    [
        new("Summary", "What happened, for somebody who was not there."),
        new("Impact", "Who was affected, for how long, and how much: give numbers."),
        new("Timeline", "What happened when."),
        new("Contributing causes", "What made it possible? Ask why more than once, and blame nobody."),
        new("What went well", "What helped, and is worth keeping?"),
        new("What did not", "What cost time, or was luck?"),
        new("Follow-ups", "What is to be done, by whom, until when?"),
    ];

    public static string Write(IReadOnlyList<TemplateSection> sections) =>
        string.Join('\n', sections.Select(s => s.Hint.Length == 0 ? s.Heading : $"{s.Heading}: {s.Hint}"));

    /// <summary>What somebody typed; null where it is no template.</summary>
    public static IReadOnlyList<TemplateSection>? Read(string text)
    {
        List<TemplateSection> sections = [.. Lines(text).Select(Section)];
        return Problem(sections) is null && text.Length <= Longest ? sections : null;
    }

    /// <summary>Why a text is no template, in a sentence.</summary>
    public static string? Problem(string text) => text.Length > Longest
        ? $"Use at most {Longest} letters." : Problem([.. Lines(text).Select(Section)]);

    static string? Problem(List<TemplateSection> sections)
    {
        if (sections.Count is 0 or > MostSections) return $"Name 1 to {MostSections} headings, one a line.";
        if (sections.Find(s => s.Heading.Length is 0 or > LongestHeading) is { } bad)
            return bad.Heading.Length == 0 ? "A line begins with a colon: put a heading before it."
                : $"“{bad.Heading[..20]}…” is too long for a heading: use at most {LongestHeading} letters, "
                    + "and put a hint behind a colon.";
        if (sections.Find(s => s.Hint.Length > LongestHint) is { } hinted)
            return $"The hint of “{hinted.Heading}” is longer than {LongestHint} letters.";
        if (sections.Exists(s => s.Heading.Equals(Facts, StringComparison.OrdinalIgnoreCase)))
            return $"{Facts} stands first by itself: leave it out.";
        return sections.GroupBy(s => s.Heading, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"“{twice.Key}” is there twice." : null;
    }

    static IEnumerable<string> Lines(string text) =>
        text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static TemplateSection Section(string line)
    {
        var at = line.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? new(Heading(line), "") : new(Heading(line[..at]), line[(at + 1)..].Trim());
    }

    // As people write them in Markdown.
    static string Heading(string text) => text.TrimStart('#', ' ').Trim();
}
