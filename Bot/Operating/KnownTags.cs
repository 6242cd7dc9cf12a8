using System.Diagnostics;
using Bot.Storage;
using OpenTelemetry;

namespace Bot.Operating;

/// <summary>
/// Lets out of a span what is known to be harmless alone: an address may hold a token, and an error what somebody wrote. A look
/// at what is due that found nothing does not get out at all.
/// </summary>
sealed class KnownTags : BaseProcessor<Activity>
{
    const string Found = "bot.found";

    static readonly HashSet<string> Known =
    [
        "bot.outcome", "bot.route", "bot.subject", "bot.tries", "error.type", "gen_ai.operation.name", "gen_ai.request.model",
        "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "http.request.method", "http.response.status_code",
        "http.route",
    ];

    public override void OnStart(Activity data) => data.Parent?.SetCustomProperty(Found, Found);

    public override void OnEnd(Activity data)
    {
        if (IsIdle(data)) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        foreach (var (key, _) in data.TagObjects.ToList())
            if (!Known.Contains(key)) data.SetTag(key, null);
        // Without the words of an exception.
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }

    static bool IsIdle(Activity span) =>
        span.OperationName.StartsWith(Telemetry.TickPrefix, StringComparison.Ordinal) && span.GetCustomProperty(Found) is null;
}
