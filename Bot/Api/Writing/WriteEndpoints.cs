using System.ComponentModel;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Incidents;
using Bot.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Bot.Api.Writing;

/// <summary><c>POST /v1/incidents</c> and what is done with one: each is answered with the incident as it is then.</summary>
public sealed class WriteEndpoints(Database database, WriteIncidents write)
{
    public void Map(IEndpointRouteBuilder http)
    {
        Needs(http.MapPost("/v1/incidents", async (
            [FromBody] WantedIncident wanted,
            [FromHeader(Name = WriteOnce.Key)][Description(WriteOnce.AboutKey)] string key, HttpContext context) =>
        {
            var number = await write.Declare(context.Token(), key, wanted);
            context.Response.Headers.Location = $"/v1/incidents/{number}";
            return await Answer(context, number, StatusCodes.Status201Created);
        }), "declare_incident", "Declares an incident, and calls whoever is to be called.", StatusCodes.Status201Created);
        Needs(http.MapPost("/v1/incidents/{number:long}/updates", async (
            [Description("Its number: 12 of INC-12.")] long number, [FromBody] WantedUpdate wanted,
            [FromHeader(Name = WriteOnce.Key)][Description(WriteOnce.AboutKey)] string key, HttpContext context) =>
                await Answer(context, await write.Update(context.Token(), key, number, wanted))),
            "update_incident", "Says what is new, for whoever waits.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        Needs(http.MapPost("/v1/incidents/{number:long}/resolve", async (
            [Description("Its number: 12 of INC-12.")] long number, [FromBody] WantedEnd wanted,
            [FromHeader(Name = WriteOnce.Key)][Description(WriteOnce.AboutKey)] string key, HttpContext context) =>
                await Answer(context, await write.Resolve(context.Token(), key, number, wanted))),
            "resolve_incident", "Says that it is over, and what fixed it; what is resolved already is answered as it is.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    static RouteHandlerBuilder Needs(
        RouteHandlerBuilder route, string name, string summary, int code = StatusCodes.Status200OK) => route
            .WithName(name).WithSummary(summary).WithTags("incidents").Produces<IncidentItem>(code)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .Needs(ApiScope.Write);

    async Task<IResult> Answer(HttpContext context, long number, int code = StatusCodes.Status200OK)
    {
        var token = context.Token();
        var item = await database.ReadInTurn(db =>
        {
            var viewer = token.Viewer(db);
            return IncidentStore.Find(db, viewer, number) is { } row ? IncidentItem.Of(db, viewer, [row])[0] : null;
        });
        return item is null ? throw WholeIncident.Missing(number) : Results.Json(item, ApiJson.Options, statusCode: code);
    }
}
