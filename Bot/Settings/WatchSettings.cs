namespace Bot.Settings;

/// <summary>How whoever runs the bot watches it from outside; nothing of it costs anything where it is not set.</summary>
/// <param name="Metrics">The address of its own at which figures are read; null where they are not.</param>
/// <param name="IsExported">Whether figures and traces go to a collector, as OpenTelemetry's own variables say.</param>
/// <param name="Heartbeat">What is called each minute while the bot is ready; null where nobody waits for it.</param>
public sealed record WatchSettings(string? Metrics, bool IsExported, Uri? Heartbeat)
{
    const string Beats = "HEARTBEAT_URL";

    public static WatchSettings Read(IConfiguration from) =>
        new(Listening.Metrics(from), from.Optional("OTEL_EXPORTER_OTLP_ENDPOINT") is not null, HeartbeatOf(from));

    // Its path may be all that keeps it secret.
    static Uri? HeartbeatOf(IConfiguration from) => from.Optional(Beats) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new CannotStartException(
            $"{Beats} is no http or https address. Copy it again from whatever waits for the bot's beat, or leave it out.");
}
