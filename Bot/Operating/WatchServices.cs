using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bot.Hosting;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Bot.Summaries;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bot.Operating;

/// <summary>What lets others watch the bot; where nothing is set nothing of it is there.</summary>
static class WatchServices
{
    // What the model is called by whoever answers in its place is theirs to invent.
    static readonly string[] OfModel =
        ["gen_ai.operation.name", "gen_ai.request.model", "gen_ai.token.type", "error.type"];

    // Prometheus keeps this ending for parts of histograms; what they say changes nobody's mind.
    static readonly string[] Misnamed = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];

    public static IServiceCollection AddWatching(this IServiceCollection services, WatchSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Heartbeat is not null)
            services.AddSingleton<Heartbeat>().AddHostedService(all => all.GetRequiredService<Heartbeat>());
        return settings is { Metrics: null, IsExported: false } ? services : services.AddTelemetry(settings);
    }

    // Apart, so that where nothing is set not even the libraries are read from disk.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static IServiceCollection AddTelemetry(this IServiceCollection services, WatchSettings settings)
    {
        // Where a sender's own words would be taken along with its trace.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        services.Replace(ServiceDescriptor.Singleton<DistributedContextPropagator, TraceparentAlone>());
        var watched = services.AddOpenTelemetry().ConfigureResource(Name);
        watched.WithMetrics(metrics => Measure(metrics, settings));
        if (settings.IsExported) watched.WithTracing(Trace);
        services.AddSingleton<Gauges>().AddHostedService(all => all.GetRequiredService<Gauges>());
        return settings.Metrics is null ? services : services.AddSingleton<IStartupFilter, MetricsDoor>();
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last and win.
    static void Name(ResourceBuilder resource) => resource.Clear()
        .AddService("data-responder", serviceVersion: Health.Version).AddTelemetrySdk().AddEnvironmentVariableDetector();

    static void Measure(MeterProviderBuilder metrics, WatchSettings settings)
    {
        metrics.AddMeter(SlackTelemetry.Name, Telemetry.Name, AskModel.Telemetry, "Microsoft.AspNetCore.Hosting")
            .AddRuntimeInstrumentation()
            .AddView("gen_ai.*", new MetricStreamConfiguration { TagKeys = OfModel })
            .AddView(figure => Misnamed.Contains(figure.Name) ? MetricStreamConfiguration.Drop : null);
        if (settings.Metrics is not null) metrics.AddPrometheusExporter();
        if (settings.IsExported) metrics.AddOtlpExporter();
    }

    static void Trace(TracerProviderBuilder traces) => traces
        .AddSource(SlackTelemetry.Name, Telemetry.Name, AskModel.Telemetry)
        .AddAspNetCoreInstrumentation(o => o.Filter = http => !IsLook(http.Request.Path))
        .AddProcessor(new KnownTags())
        .AddOtlpExporter();

    // Whoever looks how the bot is does so all the time.
    static bool IsLook(PathString path) => path.StartsWithSegments("/health") || path == MetricsDoor.Path;
}
