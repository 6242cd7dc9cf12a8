using System.ComponentModel;
using System.Data;
using Bot.Api.Tokens;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Incidents.Timeline;
using Bot.People;
using Bot.Storage;

namespace Bot.Api.Reading;

/// <summary>One entry of an incident's timeline as programs read it.</summary>
public sealed record EntryItem
{
    public required DateTimeOffset At { get; init; }

    [Description("Whoever did or said it, by name; null of the bot, and of an alert.")]
    public required string? Who { get; init; }

    [Values("changes", "alerts", "notes")]
    public required string Kind { get; init; }

    public required string Text { get; init; }
}

/// <summary>A pull request of an incident as programs read it.</summary>
public sealed record PullItem
{
    public required string Repository { get; init; }
    public required long Number { get; init; }
    public required string Title { get; init; }
    public required string State { get; init; }
    public required string Url { get; init; }
}

/// <summary>An incident with all that is known of it.</summary>
public sealed record IncidentWhole
{
    public required IncidentItem Incident { get; init; }

    [Description("What failed in it, as far as that is a hundred things.")]
    public required IReadOnlyList<CauseItem> Causes { get; init; }

    public required IReadOnlyList<EntryItem> Timeline { get; init; }
    public required IReadOnlyList<PullItem> PullRequests { get; init; }
}

/// <summary><c>GET /v1/incidents/{number}</c>: one whole.</summary>
public sealed class WholeIncident(Database database, CauseList causes, TimeProvider clock)
{
    const int MostCauses = 100;

    public void Map(IEndpointRouteBuilder http) =>
        http.MapGet("/v1/incidents/{number:long}", async (
            [Description("Its number: 12 of INC-12.")] long number, HttpContext context) =>
        {
            FilterValues.Of(context.Request.Query, []);
            var token = context.Token();
            return Results.Json(
                await database.ReadInTurn(db => Of(db, token.Viewer(db), number)) ?? throw Missing(number), ApiJson.Options);
        })
        .WithName("get_incident").WithSummary("One incident with its timeline.").WithTags("incidents")
        .Produces<IncidentWhole>().ProducesProblem(StatusCodes.Status404NotFound).Needs(ApiScope.Read);

    /// <summary>Said of one that there is not, and of one that the token does not show.</summary>
    public static ProblemException Missing(long number) =>
        ProblemException.Missing($"There is no {IncidentRow.LabelOf(number)} that this token shows.");

    /// <summary>It, as far as a viewer may see it; null where they may not.</summary>
    public IncidentWhole? Of(IDbConnection db, Viewer viewer, long number)
    {
        if (IncidentStore.Find(db, viewer, number) is not { } row) return null;
        var look = new Look(db, viewer, clock.GetUtcNow(), FilterValues.With("incident", number)) { Most = MostCauses };
        return new()
        {
            Incident = IncidentItem.Of(db, viewer, [row])[0],
            Causes = [.. causes.Read(look)],
            Timeline = [.. TimelineLines.Of(db, viewer, row, TimelineShow.All).Select(line => new EntryItem
            {
                At = Moment.Of(line.At),
                Who = line.Who,
                Kind = line.Kind.ToString().ToLowerInvariant(),
                Text = line.Plain,
            })],
            PullRequests = [.. CardPulls.Of(db, number).Select(pull => new PullItem
            {
                Repository = pull.Repository,
                Number = pull.Number,
                Title = pull.Title,
                State = pull.State.ToString().ToLowerInvariant(),
                Url = pull.Url,
            })],
        };
    }
}
