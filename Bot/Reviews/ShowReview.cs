using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Reviews;

/// <summary>
/// <c>/incident review</c>: what a period was like, seen by whoever asked, with menus that change what it is about;
/// <c>/incident review last quarter</c> begins with another period.
/// </summary>
public sealed class ShowReview(Database database, SlackApi slack, Access access, TimeProvider clock)
{
    static readonly (ReviewSpan Span, string Name)[] Spans =
    [
        (ReviewSpan.SevenDays, "Last 7 days"), (ReviewSpan.ThirtyDays, "Last 30 days"), (ReviewSpan.NinetyDays, "Last 90 days"),
        (ReviewSpan.Quarter, "This quarter"), (ReviewSpan.LastQuarter, "Last quarter"),
    ];

    const string Takes = "It takes `7`, `30` or `90` days, `week`, `month`, `quarter` or `last quarter`.";

    public Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop) => Task.FromResult<SlashResponse?>(
        NotUnderstood.By(command, new(Verbs.Review, null, command.Rest), Takes) is { } unknown ? unknown
            : database.Read(db => Show(db, ReviewLook.First with { Span = Typed(command.Rest) }, command.UserId)));

    /// <summary>Shows what was chosen in the place of what was shown before.</summary>
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if (press is not { ResponseUrl: { } url, Action.SelectedOption.Value: { } chosen }) return;
        var shown = database.Read(db => ReviewLook.Read(db, chosen, clock.GetUtcNow()) is { } look
            ? Show(db, look, press.User.Id) : Gone);
        await slack.Respond(url, shown with { ReplaceOriginal = true }, stop);
    }

    internal const string Gone = "That team or source is gone. Ask for the review again.";

    static ReviewSpan Typed(string words) => words.ToLowerInvariant() switch
    {
        var text when text.Contains("quarter", StringComparison.Ordinal) =>
            text.Contains("last", StringComparison.Ordinal) ? ReviewSpan.LastQuarter : ReviewSpan.Quarter,
        var text when text.Contains("90", StringComparison.Ordinal) => ReviewSpan.NinetyDays,
        var text when text.Contains('7') || text.Contains("week", StringComparison.Ordinal) => ReviewSpan.SevenDays,
        _ => ReviewLook.First.Span,
    };

    SlashResponse Show(IDbConnection db, ReviewLook look, string reader)
    {
        var now = clock.GetUtcNow();
        var review = ShownReview.To(db, access, reader, look, now, ReviewMarks.Slack);
        return new()
        {
            Text = review.Title,
            Blocks =
            [
                .. ReviewMessage.Blocks(review.Title, review.Parts),
                new ActionsBlock { Elements = [.. Menus(db, look, now)] },
                new ActionsBlock { Elements = [.. Buttons(db, look)] },
            ],
        };
    }

    static IEnumerable<BlockElement> Menus(IDbConnection db, ReviewLook look, DateTimeOffset now)
    {
        Option Is(string name, ReviewLook then) => new(Limits.Truncate(name, Limits.OptionText), then.Write());
        Option Of(string name, ReviewFilter filter) => Is(name, look with { Filter = filter });
        yield return Menu(ReviewIds.Span, look, [.. Spans.Select(s => Is(s.Name, look with { Span = s.Span }))]);
        var (filter, rotations, sources) = (look.Filter, RotationStore.All(db, now), ReviewLook.Sources(db));
        if (rotations.Count > 1)
            yield return Menu(ReviewIds.Team, look,
            [
                Of("All teams", filter with { Rotation = null }),
                .. rotations.Take(Limits.Options - 1).Select(r => Of(r.Name, filter with { Rotation = r.Id })),
            ]);
        yield return Menu(ReviewIds.Severity, look,
        [
            Of("All severities", filter with { Severity = null }),
            .. Enum.GetValues<Severity>().Reverse().Select(s => Of(s.ToString(), filter with { Severity = s })),
        ]);
        if (sources.Count > 0)
            yield return Menu(ReviewIds.Source, look,
            [
                Of("All sources", filter with { Source = null }), .. sources.Select(s => Of(s, filter with { Source = s })),
            ]);
    }

    static StaticSelectMenu Menu(string id, ReviewLook look, IReadOnlyList<Option> options) => new()
    {
        ActionId = id,
        Options = options,
        InitialOption = options.FirstOrDefault(o => o.Value == look.Write()),
    };

    static IEnumerable<BlockElement> Buttons(IDbConnection db, ReviewLook look)
    {
        yield return new Button { ActionId = ReviewIds.Post, Text = "Post here", Value = look.Write() };
        if (SendFiles.May(db))
            yield return new Button { ActionId = ReviewIds.Send, Text = "Send me pictures and Markdown", Value = look.Write() };
    }
}
