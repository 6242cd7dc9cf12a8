using System.Globalization;
using System.Threading.RateLimiting;
using Bot.Api.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace Bot.Api;

/// <summary>How often programs may ask: each token for itself, and whoever has none by where they ask from.</summary>
static class ApiLimits
{
    const int Segments = 6;

    public static void Set(RateLimiterOptions options, ApiSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            settings.PerMinute == 0 || http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null
                ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetSlidingWindowLimiter(Asker(http), _ => new()
                {
                    PermitLimit = settings.PerMinute,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = Segments,
                    QueueLimit = 0,
                }));
        options.OnRejected = async (rejected, _) =>
        {
            var seconds = 60 / Segments;
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await Problems.Write(
                rejected.HttpContext, StatusCodes.Status429TooManyRequests,
                $"More than {settings.PerMinute} requests within a minute. Ask again in {seconds} seconds.");
        };
    }

    static string Asker(HttpContext http) => http.Features.Get<ApiToken>() is { } token
        ? $"token:{token.Number}" : $"from:{http.Connection.RemoteIpAddress}";
}
