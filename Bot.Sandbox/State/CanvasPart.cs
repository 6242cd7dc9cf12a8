namespace Bot.Sandbox;

/// <summary>A heading with what stands below it, down to the next: what a person writes in at once.</summary>
public sealed record CanvasPart(IReadOnlyList<CanvasSection> Sections)
{
    /// <summary>That of its heading; what stands above the first heading has that of its first section.</summary>
    public string Id => Sections[0].Id;

    /// <summary>What its heading says.</summary>
    public string Title => Sections[0].Text.Split('\n')[0];

    public string Markdown => CanvasMarkdown.Joined(Sections);

    internal static IEnumerable<CanvasPart> Of(IEnumerable<CanvasSection> sections)
    {
        List<CanvasSection> part = [];
        foreach (var section in sections)
        {
            if (section.Kind == CanvasKind.Heading && part.Count > 0)
            {
                yield return new([.. part]);
                part.Clear();
            }

            part.Add(section);
        }

        if (part.Count > 0) yield return new([.. part]);
    }
}
