namespace Bot.Slack;

/// <summary>Text that is longer than one section holds, shown whole.</summary>
public static class LongText
{
    const string Fence = "```";

    /// <summary>A heading in mrkdwn and under it all of a text that came from outside, in as few sections as hold it.</summary>
    public static IReadOnlyList<Block> Sections(string heading, string text)
    {
        var pieces = Split($"{heading}\n{Mrkdwn.Escape(text)}", Limits.Text);
        if (pieces.Sum(p => p.Length) <= Limits.MessageBlockText) return [.. pieces.Select(p => new SectionBlock { Text = p })];
        // Escapes fill the message; plain text needs none.
        var plain = Limits.Truncate(text, Limits.MessageBlockText - heading.Length);
        var sections = Split(plain, Limits.Text).Select(p => new SectionBlock { Text = new PlainText(p) });
        return [new SectionBlock { Text = heading }, .. sections];
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
