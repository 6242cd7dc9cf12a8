using Bot.Api.Reading;
using Bot.Api.Writing;
using Bot.Slack;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bot.Api;

/// <summary>What is not answered, as problem details with a sentence.</summary>
static class Problems
{
    public static Task Write(HttpContext http, int status, string sentence) =>
        Results.Problem(sentence, statusCode: status).ExecuteAsync(http);

    static string Sentence(BadHttpRequestException e, Endpoint? asked) => e.InnerException is System.Text.Json.JsonException json
        ? BodyProblem.Sentence(json, asked?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
        : e.Message.Contains("from header", StringComparison.Ordinal) ? WriteOnce.NoKey
        : "The body cannot be read: send JSON as Content-Type: application/json. /docs says which.";

    /// <summary>Around all that a token is needed for.</summary>
    public static async Task Catch(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        catch (ProblemException e) when (!http.Response.HasStarted)
        {
            await Write(http, e.Status, e.Message);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Write(http, e.StatusCode, Sentence(e, http.GetEndpoint()));
        }
        catch (RefusedException e) when (!http.Response.HasStarted)
        {
            await Write(http, StatusCodes.Status409Conflict, e.Message);
        }
    }
}
