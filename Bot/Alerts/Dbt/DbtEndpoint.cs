using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Bot.Slack;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Alerts.Dbt;

/// <summary>
/// <c>POST /v1/dbt/{source}/run_results</c>, <c>…/sources</c> and <c>PUT …/manifest</c>: the artifacts as dbt wrote them, with
/// the source's token. Answered 202 once what came of them is on disk.
/// </summary>
sealed class DbtEndpoint(AlertEndpoint alerts, ReceiveArtifact receive, DbtManifests manifests) : IDisposable
{
    /// <summary>In bytes, unpacked.</summary>
    const int MostResults = 32 * 1024 * 1024, MostManifest = 100 * 1024 * 1024;

    // Together less than the five seconds that senders wait for an answer.
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5), Patience = TimeSpan.FromSeconds(3);

    // Each may take hundreds of megabytes while it is read.
    readonly SemaphoreSlim atOnce = new(4);

    public void Map(IEndpointRouteBuilder http)
    {
        http.MapPost("/v1/dbt/{source}/run_results", (string source, HttpContext c) => InTurn(c, () => Post(source, c)));
        http.MapPost("/v1/dbt/{source}/sources", (string source, HttpContext c) => InTurn(c, () => Post(source, c)));
        http.MapMethods(
            "/v1/dbt/{source}/manifest", ["PUT", "POST"],
            (string source, HttpContext c) => InTurn(c, () => Put(source, c)));
    }

    async Task<IResult> InTurn(HttpContext http, Func<Task<IResult>> take)
    {
        if (!await atOnce.WaitAsync(Turn, http.RequestAborted))
            return Answer(503, "error", "Other artifacts are being read. Send it again.");
        try
        {
            return await take();
        }
        finally
        {
            atOnce.Release();
        }
    }

    async Task<IResult> Post(string source, HttpContext http)
    {
        if (alerts.Sender(source, http.Request) is not { } known) return alerts.Refused(http.Response);
        var job = DbtJob.Of(known, http.Request);
        var (body, problem) = await Whole(http, MostResults);
        return await alerts.OrUnkept(known, http, async () =>
        {
            Handling.Begin(Patience, inAll: true);
            var kept = await receive.Receive(job, body, problem);
            return Results.Json(
                new
                {
                    status = "success",
                    message = "Artifact accepted for processing",
                    kept[0].Outcome.Reason,
                    alerts = kept.Select(k => new
                    {
                        deduplication_key = k.Alert.DeduplicationKey,
                        k.Alert.Title,
                        status = k.Alert.Status == Domain.Alerts.AlertStatus.Firing ? "firing" : "resolved",
                        k.Outcome.Decision,
                        k.Outcome.Reason,
                    }),
                },
                statusCode: 202);
        });
    }

    async Task<IResult> Put(string source, HttpContext http)
    {
        if (alerts.Sender(source, http.Request) is not { } known) return alerts.Refused(http.Response);
        DbtManifest manifest;
        try
        {
            await using var body = Body(http, MostManifest);
            manifest = await ReadManifest.From(body, http.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or TooLargeException or InvalidOperationException)
        {
            return Answer(422, "error", $"This is no manifest that can be read: {Why(e)}");
        }

        var generatedAt = DateTimeOffset.TryParse(
            manifest.GeneratedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;
        return await alerts.OrUnkept(known, http, async () =>
        {
            Handling.Begin(Patience, inAll: true);
            return await manifests.Keep(DbtJob.Of(known, http.Request).Place, manifest, generatedAt)
                ? Answer(202, "success", $"{Domain.Alerts.Words.Number(manifest.Graph.Nodes.Count, "node", "nodes")} kept")
                : Answer(202, "success", "A newer manifest is kept already, so that this one changes nothing.");
        });
    }

    // What the parser itself says is for those who know it.
    static string Why(Exception e) => e is JsonException { LineNumber: { } line }
        ? string.Create(CultureInfo.InvariantCulture, $"it is no JSON, or not whole, from line {line + 1} on.")
        : e is JsonException or TooLargeException ? e.Message
        : e is InvalidOperationException ? "a name in it is no text, or no UTF-8."
        : "it was sent as packed, and could not be unpacked.";

    static IResult Answer(int code, string status, string message) => Results.Json(new { status, message }, statusCode: code);

    /// <summary>The body in memory, as far as it can be had, and why not all of it can.</summary>
    static async Task<(byte[] Body, string? Problem)> Whole(HttpContext http, int most)
    {
        using var to = new MemoryStream();
        try
        {
            await using var body = Body(http, most);
            await body.CopyToAsync(to, http.RequestAborted);
            return (to.ToArray(), null);
        }
        catch (Exception e) when (e is InvalidDataException or TooLargeException)
        {
            return (to.ToArray(), Why(e));
        }
    }

    static LimitedStream Body(HttpContext http, int most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        return new(
            http.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(http.Request.Body, CompressionMode.Decompress),
                "br" => new BrotliStream(http.Request.Body, CompressionMode.Decompress),
                "deflate" => new ZLibStream(http.Request.Body, CompressionMode.Decompress),
                _ => http.Request.Body,
            },
            most);
    }

    public void Dispose() => atOnce.Dispose();
}
