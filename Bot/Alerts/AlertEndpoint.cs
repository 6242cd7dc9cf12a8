using System.Buffers;
using Bot.Domain.Alerts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;

namespace Bot.Alerts;

/// <summary>
/// <c>POST /v2/alert_events/http/{source}</c>, as incident.io's alert events API has it: whoever has the source's token is
/// answered 202 once the alert is on disk, whatever the body holds.
/// </summary>
public sealed class AlertEndpoint(IntakeSettings intake, ReceiveAlert receive, ILogger<AlertEndpoint> log)
{
    const string Refusal =
        "This source and this token do not go together. Set Intake__Tokens__<source> of the bot to a token and send it as Authorization: Bearer <token>.";

    public async Task<IResult> Post(string source, HttpContext http)
    {
        if (intake.Authenticate(source, Token(http.Request)) is not { } known) return Refused(http.Response);
        var (body, whole) = await Body(http);
        var alert = whole ? AlertBody.Read(known, body) : AlertBody.Oversized(known);
        try
        {
            return Accepted(alert, await receive.Receive(alert, body));
        }
        catch (SqliteException e)
        {
            log.LogError(e, "An alert from {Source} could not be kept", known);
            http.Response.Headers.RetryAfter = "10";
            return Answer(503, new { status = "error", message = "The alert could not be kept: the bot cannot write to its disk. Send it again." });
        }
    }

    static string? Token(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    static IResult Refused(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = "Bearer";
        return Answer(401, new { status = "error", message = Refusal });
    }

    static IResult Accepted(Alert alert, Outcome outcome) => Answer(202, new
    {
        status = "success",
        message = "Event accepted for processing",
        deduplication_key = alert.DeduplicationKey,
        reason = outcome.Reason,
    });

    static IResult Answer(int code, object body) => Results.Json(body, statusCode: code);

    /// <summary>The body, or its beginning when it is longer than an alert may be; the rest is read all the same, so that the sender hears the answer.</summary>
    static async Task<(byte[] Body, bool Whole)> Body(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var buffer = ArrayPool<byte>.Shared.Rent(AlertBody.MaxLength + 1);
        try
        {
            var length = await http.Request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, AlertBody.MaxLength + 1), AlertBody.MaxLength + 1, throwOnEndOfStream: false, http.RequestAborted);
            if (length <= AlertBody.MaxLength) return (buffer[..length], true);
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            return (buffer[..AlertBody.MaxLength], false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
