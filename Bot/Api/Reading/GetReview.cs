using System.Data;
using Bot.Api.Tokens;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.People;
using Bot.Reviews;
using Bot.Storage;

namespace Bot.Api.Reading;

/// <summary>
/// <c>GET /v1/review</c>: the figures of a period, as far as a token shows what they are of. What each person had is not read.
/// </summary>
public sealed class GetReview(Database database, TimeProvider clock)
{
    static readonly Dictionary<string, ReviewSpan> Periods = new()
    {
        ["7"] = ReviewSpan.SevenDays,
        ["30"] = ReviewSpan.ThirtyDays,
        ["90"] = ReviewSpan.NinetyDays,
        ["quarter"] = ReviewSpan.Quarter,
        ["last-quarter"] = ReviewSpan.LastQuarter,
    };

    static readonly IReadOnlyList<Filter> Filters =
    [
        Filter.OneOf(
            "period", "The last so many days, the quarter that runs, or the one before it; 30 where nothing is said.",
            [.. Periods.Keys]),
        Filter.Text("rotation", "Only what this rotation answers for, by its id."),
        Filter.OneOf("severity", "Only incidents that are as bad.", WordsOf.All<Severity>()),
        Filter.Text("source", "Only what this source sent."),
        Filter.Text("zone", "On whose wall quarters begin; UTC where nothing is said.", "Europe/Berlin"),
        FilterValues.Format,
    ];

    public void Map(IEndpointRouteBuilder http) =>
        http.MapGet("/v1/review", async (HttpContext context) =>
        {
            var asked = FilterValues.Of(context.Request.Query, Filters);
            var (format, zone, token) = (AnswerFormat.Of(context.Request, asked), ZoneOf(asked), context.Token());
            var review = await database.ReadInTurn(db => Of(db, token.Viewer(db), asked, zone));
            return format == AnswerFormat.Csv
                ? AnswerFormat.Table(ApiJson.ToPairs(review)) : Results.Json(review, ApiJson.Options);
        })
        .WithName("get_review").WithTags("review").WithMetadata(new TakenFilters(Filters))
        .WithSummary("What a period was like: incidents, jobs, what came back, noise, flakes, warnings, and what is worth doing.")
        .Produces<ReviewItem>(StatusCodes.Status200OK, AnswerFormat.Json, AnswerFormat.Csv)
        .ProducesProblem(StatusCodes.Status406NotAcceptable).Needs(ApiScope.Read);

    ReviewItem Of(IDbConnection db, Viewer viewer, FilterValues asked, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        var span = asked.Text("period") is { } period ? Periods[period] : ReviewSpan.ThirtyDays;
        Severity? severity = asked.Text("severity") is { } word ? Enum.Parse<Severity>(word, ignoreCase: true) : null;
        var filter = new ReviewFilter(asked.Text("rotation"), severity, asked.Text("source"));
        return ReviewItem.Of(ReadReview.Of(db, viewer, ReviewPeriod.Of(span, now, zone), filter, now, isLoadRead: false));
    }

    static TimeZoneInfo ZoneOf(FilterValues asked) => asked.Text("zone") is not { } name ? TimeZoneInfo.Utc
        : Zones.TryFind(name, out var zone) ? zone
        : throw ProblemException.Wrong("This “zone” is not known. Use a name such as Europe/Berlin.");
}
