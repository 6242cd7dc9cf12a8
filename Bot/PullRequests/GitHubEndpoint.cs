using System.Security.Cryptography;
using System.Text.Json;
using Bot.Alerts;
using Bot.Alerts.Dbt;
using Bot.Alerts.Senders;
using Bot.Slack;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.PullRequests;

/// <summary>
/// <c>POST /v1/github</c>: what GitHub delivers, signed with <c>GITHUB_WEBHOOK_SECRET</c>. Answered 202 once what came of it is
/// on disk, or where it changes nothing; GitHub shows the answer beside the delivery.
/// </summary>
public sealed class GitHubEndpoint(GitHubSettings settings, HearGitHub hear)
{
    /// <summary>In bytes; GitHub delivers nothing larger.</summary>
    public const int Most = 25 * 1024 * 1024;

    const int LongestWord = 100;
    const string Scheme = "sha256=";

    public void Map(IEndpointRouteBuilder http) =>
        http.MapPost("/v1/github", (HttpRequest request) => Take(request.HttpContext));

    async Task<IResult> Take(HttpContext http)
    {
        if (settings.Secret is not { } secret)
            return Answer(401, $"Whoever runs the bot sets {GitHubSettings.SecretKey} to the secret of this webhook first.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        await using var body = new LimitedStream(new HashedStream(http.Request.Body, hash), Most);
        GitHubEvent? heard;
        try
        {
            heard = await Read(http, body);
        }
        catch (TooLargeException)
        {
            return Answer(413, $"It is larger than {Most / 1024 / 1024} MB, which GitHub never delivers.");
        }

        // Nothing is kept, nor told apart, until all of it is known to come from whoever has the secret.
        var right = hash.GetHashAndReset();
        if (!Signature.IsAmong(Signatures(http.Request), right))
            return Answer(401, $"The signature does not fit: the webhook and {GitHubSettings.SecretKey} have another secret.");
        if (http.Request.HasFormContentType) return Answer(415, "Choose application/json as the content type of the webhook.");
        if (heard is null) return Answer(400, "This is no JSON that can be read.");
        return Answer(202, await hear.Hear(heard, Header(http, "X-GitHub-Delivery") ?? Convert.ToHexStringLower(right)));
    }

    static async Task<GitHubEvent?> Read(HttpContext http, Stream body)
    {
        GitHubEvent? heard = null;
        try
        {
            heard = await ReadGitHub.Of(Header(http, "X-GitHub-Event") ?? "an event without a name", body, http.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Whoever sent it hears so once it is known who that is.
        }

        // The signature is over all of it, and whoever sends it hears the answer only then.
        await body.CopyToAsync(Stream.Null, http.RequestAborted);
        return heard;
    }

    static IEnumerable<string> Signatures(HttpRequest request) => request.Headers["X-Hub-Signature-256"].OfType<string>()
        .Where(header => header.StartsWith(Scheme, StringComparison.Ordinal)).Select(header => header[Scheme.Length..]);

    static string? Header(HttpContext http, string name) =>
        http.Request.Headers[name].ToString().Trim() is { Length: > 0 } word ? Limits.First(word, LongestWord) : null;

    static IResult Answer(int code, string message) =>
        AlertEndpoint.Answer(code, new { status = code == 202 ? "success" : "error", message });
}
