namespace Bot.Tests.Slack;

/// <summary>Collects problems, and counts the characters of all texts that were checked.</summary>
sealed class ProblemList
{
    readonly List<string> sentences = [];

    public IReadOnlyList<string> Sentences => sentences;

    public int Characters { get; private set; }

    public void Check(bool good, string sentence)
    {
        if (!good) sentences.Add(sentence);
    }

    /// <summary>A text that may be absent; counted in UTF-16 units, which are never fewer than Slack counts.</summary>
    public void Text(string where, string? text, int most, int least = 1)
    {
        if (text is null) return;
        Characters += text.Length;
        Check(text.Length <= most, $"{where} has {text.Length} characters, at most {most} are allowed.");
        Check(text.Length >= least, $"{where} is empty.");
    }

    /// <summary>A list that may be absent.</summary>
    public void Items(string where, int? count, int most, int least = 1)
    {
        Check(count is null || count <= most, $"{where} has {count} items, at most {most} are allowed.");
        Check(count is null || count >= least, $"{where} has {count} items, at least {least} needed.");
    }

    /// <summary>Names that must differ; null ones are made up by Slack.</summary>
    public void Unique(string where, IEnumerable<string?> names)
    {
        foreach (var twice in names.Where(n => n is not null).GroupBy(n => n).Where(g => g.Count() > 1))
            Check(false, $"{where} {twice.Key} occurs {twice.Count()} times.");
    }
}
