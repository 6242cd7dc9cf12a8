using System.Data;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>A review as a message, and as a page of Markdown that says the same.</summary>
static class ReviewMessage
{
    const int Longest = 2900;

    /// <summary>"Review: last 30 days · Data responder · critical · circleci".</summary>
    public static string Title(IDbConnection db, ReviewPeriod period, ReviewFilter filter, ReviewMarks marks)
    {
        string?[] about =
        [
            filter.Rotation is { } id ? marks.Plain(RotationStore.NamesEver(db, [id]).GetValueOrDefault(id, "a rotation")) : null,
            filter.Severity?.ToString().ToLowerInvariant(),
            filter.Source is { } source ? marks.Plain(source) : null,
        ];
        return string.Join(" · ", about.OfType<string>().Prepend($"Review: {period.Name}"));
    }

    public static IReadOnlyList<Block> Blocks(string title, ReviewParts parts) =>
    [
        new SectionBlock { Text = $"*{title}*" },
        .. parts.All.Select(part => new SectionBlock { Text = Limits.TruncateEscaped(Text(part), Longest) }),
        .. Rules(parts) is { Length: > 0 } rules ? [new ContextBlock { Elements = [rules] }] : Array.Empty<Block>(),
    ];

    static string Text(ReviewPart part) =>
        string.Join('\n', part.Lines.Prepend($"*{part.Title}*").Concat(part.Next.Select(next => $":arrow_right: {next}")));

    static string Rules(ReviewParts parts) => string.Join(
        '\n', parts.Rules.Select((rule, i) => $"{(i == 0 ? ":arrow_right: is said by rule: " : "")}{rule}"));

    public static string Markdown(string title, ReviewPeriod period, ReviewParts parts)
    {
        var blocks = parts.All.Select(part =>
            $"## {part.Title}\n\n{Items(part.Lines)}{(part.Next.Count == 0 ? "" : $"\nNext:\n\n{Items(part.Next)}")}");
        var rules = parts.Rules.ToList();
        var (from, to) = (ReviewMarks.Date(period.During.Starts), ReviewMarks.Date(period.During.Ends));
        return $"# {title}\n\n{from} to {to}; “before” is the period before that.\n\n{string.Join('\n', blocks)}"
            + (rules.Count == 0 ? "" : $"\n## Rules behind “Next”\n\n{Items(rules)}");
    }

    static string Items(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"- {line}\n"));
}
