using System.ComponentModel;
using System.Data;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.FollowUps;
using Bot.People;
using Bot.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Bot.Api.Writing;

/// <summary><c>POST /v1/followups</c>: answered with the follow-up.</summary>
public sealed class FollowUpEndpoint(Database database, WriteFollowUps write, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder http) => http.MapPost("/v1/followups", async (
        [FromBody] WantedFollowUp wanted, [FromHeader(Name = WriteOnce.Key)][Description(WriteOnce.AboutKey)] string key,
        HttpContext context, CancellationToken stop) =>
        {
            var token = context.Token();
            var number = await write.Make(token, key, wanted, stop);
            var made = await database.ReadInTurn(db => Find(db, token.Viewer(db), number, clock.GetUtcNow()));
            return made is null
                ? throw ProblemException.Missing($"There is no follow-up {FollowUpRow.LabelOf(number)} that this token shows.")
                : Results.Json(made, ApiJson.Options, statusCode: StatusCodes.Status201Created);
        })
        .WithName("add_followup").WithSummary("Adds a follow-up, and tells whoever is to see to it.").WithTags("followups")
        .Produces<FollowUpItem>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).Needs(ApiScope.Write);

    /// <summary>One, as far as a viewer may see it; its incident may have become private since it was made.</summary>
    public static FollowUpItem? Find(IDbConnection db, Viewer viewer, long number, DateTimeOffset now) =>
        FollowUpStore.Find(db, viewer, number) is { } row ? FollowUpItem.Of(db, [row], now)[0] : null;
}
