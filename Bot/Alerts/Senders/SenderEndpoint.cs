using System.Security.Cryptography;
using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Bot.Settings;

namespace Bot.Alerts.Senders;

/// <summary>
/// The addresses for senders that send what they always send: known by a signature over the body, or by a key within it.
/// </summary>
public sealed class SenderEndpoint(KnownSources sources, AlertEndpoint alerts, BotCommands commands)
{
    const int MostOfAnybody = 25 * 1024 * 1024;

    string Unsigned =>
        "This source and this signature do not go together. An admin gives the bot the secret of the webhook in Slack "
            + $"({commands.Incident} sources), or as Intake__Secrets__<source>.";

    public void Map(IEndpointRouteBuilder http)
    {
        http.MapPost("/v2/enqueue", (HttpRequest request) => Enqueue(request, isChange: false));
        http.MapPost("/v2/change/enqueue", (HttpRequest request) => Enqueue(request, isChange: true));
        http.MapPost("/v1/circleci/{source}", (string source, HttpRequest request) =>
            Signed(source, request, CircleCi.Signatures(request), CircleCi.Read, HowTo("CircleCI")));
        http.MapPost("/v1/dbt-cloud/{source}", (string source, HttpRequest request) => Signed(
            source, request, DbtCloud.Signatures(request),
            (known, body, charset) => DbtCloud.Read(known, body, charset, request.Query["access_url"]), HowTo("dbt Cloud")));
    }

    static string HowTo(string part) => SentBody.HowTo($"“{part}” in docs/alerts.md");

    /// <summary>Nothing is kept, nor told apart, until all of the body is known to come from whoever has the secret.</summary>
    async Task<IResult> Signed(
        string source, HttpRequest request, IEnumerable<string> signatures,
        Func<string, byte[], string?, IReadOnlyList<Heard>> read, string next)
    {
        var (sender, secret) = sources.Signer(source);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        var body = await SentBody.Of(request.HttpContext, hash, MostOfAnybody);
        var isRight = Signature.IsAmong(signatures, hash.GetHashAndReset());
        return sources.Judged(sender, isRight) is not { } known
            ? AlertEndpoint.Answer(401, new { status = "error", message = Unsigned })
            : await alerts.Keep(known, body.Read(known, read, next), AlertEndpoint.Accepted, request.HttpContext);
    }

    async Task<IResult> Enqueue(HttpRequest request, bool isChange)
    {
        var body = await SentBody.Of(request.HttpContext, most: MostOfAnybody);
        var key = PagerDuty.RoutingKey(body.Packed.Bytes, body.Charset);
        if (key is null) return Invalid(400, ["'routing_key' is missing or blank"]);
        if (sources.SourceOf(key) is not { } source) return Invalid(401, ["Invalid routing key"]);
        var problems = body.Packed is { IsWhole: true, Problem: null }
            ? PagerDuty.Problems(body.Packed.Bytes, body.Charset, isChange) : [];
        return await alerts.Keep(
            source, [
                .. body.Read(source, isChange ? PagerDuty.Changes : PagerDuty.Events, HowTo("PagerDuty's form"))
                    .Select(heard => WithoutKey.Of(heard, key)),
            ],
            kept => problems.Count > 0 ? Invalid(400, problems, Reason(kept)) : Processed(kept, isChange), request.HttpContext);
    }

    // Clients count on the key that stands in the answer.
    static IResult Processed(IReadOnlyList<(Alert Alert, Outcome Outcome)> kept, bool isChange) => isChange
        ? AlertEndpoint.Answer(202, new { status = "success", message = "Change event processed", reason = Reason(kept) })
        : AlertEndpoint.Answer(202, new
        {
            status = "success",
            message = "Event processed",
            dedup_key = kept[0].Alert.DeduplicationKey,
            reason = Reason(kept),
        });

    static string Reason(IReadOnlyList<(Alert Alert, Outcome Outcome)> kept) => kept[0].Outcome.Reason;

    static IResult Invalid(int code, IReadOnlyList<string> errors, string? reason = null)
    {
        var (status, message) = ("invalid event", "Event object is invalid");
        return reason is null ? AlertEndpoint.Answer(code, new { status, message, errors })
            : AlertEndpoint.Answer(code, new { status, message, errors, reason });
    }
}
