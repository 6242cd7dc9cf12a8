namespace Bot.Settings;

/// <summary>How whoever runs the bot watches it from outside; nothing of it costs anything where it is not set.</summary>
/// <param name="Metrics">The address of its own at which figures are read; null where they are not.</param>
/// <param name="IsExported">Whether figures and traces go to a collector, as OpenTelemetry's own variables say.</param>
/// <param name="Heartbeat">What is called each minute while the bot is ready; null where nobody waits for it.</param>
public sealed record WatchSettings(string? Metrics, bool IsExported, Uri? Heartbeat)
{
    const string Beats = "HEARTBEAT_URL", Collector = "OTEL_EXPORTER_OTLP_ENDPOINT", Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public static WatchSettings Read(IConfiguration from) =>
        new(Listening.Metrics(from), IsExportedBy(from), HeartbeatOf(from));

    // The exporter itself says nothing of what it cannot use, and sends nothing.
    static bool IsExportedBy(IConfiguration from)
    {
        if (from.Optional(Collector) is not { } text) return false;
        if (!(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw new CannotStartException(
                $"{Collector} is \"{text}\", which is no http or https address. Use one such as http://127.0.0.1:4317, or leave "
                    + "it out.");
        return from.Optional(Protocol) is null or "grpc" or "http/protobuf" ? true
            : throw new CannotStartException(
                $"{Protocol} is \"{from.Optional(Protocol)}\". Use grpc (port 4317) or http/protobuf (port 4318).");
    }

    // Its path may be all that keeps it secret.
    static Uri? HeartbeatOf(IConfiguration from) => from.Optional(Beats) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new CannotStartException(
            $"{Beats} is no http or https address. Copy it again from whatever waits for the bot's beat, or leave it out.");
}
