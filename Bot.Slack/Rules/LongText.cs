namespace Bot.Slack;

/// <summary>Text that is longer than one section holds, shown whole.</summary>
public static class LongText
{
    const string Fence = "```";

    /// <summary>A heading in mrkdwn, or none, and all of a text that came from outside, in as few sections as hold it.</summary>
    /// <param name="heading">What stands above it; "" for nothing.</param>
    /// <param name="text">The text as it came.</param>
    /// <param name="most">Characters that the message has room for.</param>
    public static IReadOnlyList<Block> Sections(string heading, string text, int most = Limits.MessageBlockText)
    {
        var pieces = Split($"{heading}\n{Mrkdwn.Escape(text)}".TrimStart('\n'), Limits.Text);
        if (pieces.Sum(p => p.Length) <= most) return [.. pieces.Select(p => new SectionBlock { Text = p })];
        // Escapes fill the message; plain text needs none.
        var plain = Limits.Truncate(text, most - heading.Length);
        var sections = Split(plain, Limits.Text).Select(p => new SectionBlock { Text = new PlainText(p) });
        return heading.Length == 0 ? [.. sections] : [new SectionBlock { Text = heading }, .. sections];
    }

    const int LongestSection = 2900, LongestMessage = 9000;

    /// <summary>Lines in as few sections as hold them; those that one message cannot show are counted.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="page">Which part of them, counted from 1; of a later one than there is the last.</param>
    /// <param name="next">How to ask for the page of that number.</param>
    public static IReadOnlyList<Block> Lines(IReadOnlyList<string> lines, int page = 1, Func<int, string>? next = null)
    {
        var pages = Pages(lines);
        page = Math.Clamp(page, 1, pages.Count);
        List<string> sections = [""];
        foreach (var line in pages[page - 1])
        {
            if (sections[^1].Length + line.Length > LongestSection) sections.Add("");
            sections[^1] += line + "\n";
        }
        if (lines.Count - pages.Take(page).Sum(p => p.Count) is > 0 and var more)
            sections.Add($"… {more} more{(next is null ? "" : $": {next(page + 1)}")}");
        return [.. sections.Select(text => new SectionBlock { Text = text.TrimEnd() })];
    }

    static List<List<string>> Pages(IReadOnlyList<string> lines)
    {
        List<List<string>> pages = [[]];
        foreach (var line in lines)
        {
            if (pages[^1].Count > 0 && pages[^1].Sum(l => l.Length + 1) + line.Length > LongestMessage) pages.Add([]);
            pages[^1].Add(line);
        }
        return pages;
    }

    /// <summary>Pieces of at most max characters, parted between lines or words; a block of code goes on as one.</summary>
    internal static IReadOnlyList<string> Split(string text, int max)
    {
        List<string> pieces = [];
        while (text.Length > max)
        {
            var end = End(text, max - Fence.Length - 1);
            var piece = text[..end].TrimEnd();
            text = text[end..].TrimStart('\n');
            if (piece.Split(Fence).Length % 2 == 0) (piece, text) = ($"{piece}\n{Fence}", $"{Fence}\n{text}");
            if (piece.Length > 0) pieces.Add(piece);
        }
        if (text.Trim().Length > 0) pieces.Add(text);
        return pieces;
    }

    static int End(string text, int max)
    {
        var end = Math.Max(1, Truncation.Whole(text, max));
        var line = text.LastIndexOf('\n', end - 1, end / 2);
        if (line > 0) return line + 1;
        var word = text.LastIndexOf(' ', end - 1, end / 2);
        return word > 0 ? Math.Max(1, Truncation.Whole(text, word + 1)) : end;
    }
}
