using Bot.Slack;

namespace Bot.Alerts;

/// <summary>Texts from outside as messages may show them: they mention nobody, format nothing, and fit.</summary>
static class AlertTexts
{
    const int LongestTitle = 150, LongestLink = 600, LongestSection = 2900, LongestMessage = 9000;

    /// <summary>The title, leading to where the alert came from when that is known.</summary>
    public static string Title(string title, string? url) =>
        url is not null && Mrkdwn.Link(url, Limits.Truncate(title, LongestTitle)) is { Length: <= LongestLink } link ? link : Text(title, LongestTitle);

    public static string Text(string text, int most) => Mrkdwn.Inert(text, most);

    /// <summary>The lines in as few sections as hold them; those that one message cannot show are counted.</summary>
    public static IReadOnlyList<Block> Sections(IReadOnlyList<string> lines)
    {
        List<string> sections = [""];
        var shown = 0;
        foreach (var line in lines)
        {
            if (sections.Sum(s => s.Length) + line.Length > LongestMessage) break;
            if (sections[^1].Length + line.Length > LongestSection) sections.Add("");
            sections[^1] += line + "\n";
            shown++;
        }
        if (shown < lines.Count) sections.Add($"… {lines.Count - shown} more");
        return [.. sections.Select(text => new SectionBlock { Text = text.TrimEnd() })];
    }
}
