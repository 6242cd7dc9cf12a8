using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bot.Storage;

/// <summary>
/// What is measured and traced of the bot's own work. What tells figures and spans apart are words of the code, of which there
/// are few: never a person, a channel, an incident or a text.
/// </summary>
public static class Telemetry
{
    /// <summary>What its meter and its source of spans are called.</summary>
    public const string Name = "Bot";

    /// <summary>How the span of a look at what is due begins; see <see cref="Tick"/>.</summary>
    public const string TickPrefix = "tick ";

    // What is asked for later than this is work of its own.
    static readonly TimeSpan SameWork = TimeSpan.FromMinutes(1);

    static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

    static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> Waits = Meter.CreateHistogram(
        "bot.store.wait.duration", "s", "How long changes waited for the one that writes.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    static readonly Histogram<double> Changes = Meter.CreateHistogram(
        "bot.store.change.duration", "s", "How long changes took to be on disk, once begun.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    static readonly Counter<long> Alerts = Meter.CreateCounter<long>(
        "bot.alerts", null, "Alerts that were taken in, by the kind of their source and what came of them.");

    static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "bot.calls", null, "How often people were called for an incident, by the rung of the ladder.");

    /// <summary>
    /// What a wake carries, so that bringing it to Slack is seen as a part of what woke it, in whichever process and however
    /// soon; null where nobody looks.
    /// </summary>
    public static string? Trace => Source.HasListeners() && Activity.Current is { Recorded: true } span ? span.Id : null;

    /// <summary>The same for what is woken later by as much.</summary>
    internal static string? After(TimeSpan delay, string? trace) => delay > SameWork ? null : trace;

    /// <summary>An alert is kept.</summary>
    /// <param name="kind">Of its source.</param>
    /// <param name="decision">The ledger's word for what came of it.</param>
    public static void Alert(string kind, string decision) => Alerts.Add(
        1, KeyValuePair.Create("kind", (object?)kind), KeyValuePair.Create("decision", (object?)decision));

    /// <summary>Somebody is called.</summary>
    public static void Call(string rung) => Calls.Add(1, KeyValuePair.Create("rung", (object?)rung));

    /// <summary>A change is on disk.</summary>
    internal static void Changed(TimeSpan waited, TimeSpan took)
    {
        Waits.Record(waited.TotalSeconds);
        Changes.Record(took.TotalSeconds);
    }

    /// <summary>A change as a part of what is under way; null where that is not looked at.</summary>
    internal static Activity? Change() => Activity.Current is null ? null : Source.StartActivity("change");

    /// <summary>A step of a change, once it is over.</summary>
    internal static void Step(Activity change, string name, TimeSpan from, TimeSpan to)
    {
        var began = change.StartTimeUtc;
        using var step = Source.StartActivity(
            ActivityKind.Internal, change.Context, startTime: began + from, name: name);
        step?.SetEndTime(began + to);
    }

    /// <summary>A subject is brought to Slack.</summary>
    /// <param name="kind">What kind of subject.</param>
    /// <param name="trace">Of what woke it.</param>
    /// <param name="tries">How often that failed.</param>
    public static Activity? Bring(string kind, string? trace, long tries)
    {
        if (!Source.HasListeners()) return null;
        ActivityContext.TryParse(trace, null, isRemote: true, out var woke);
        var span = Source.StartActivity($"bring {kind}", ActivityKind.Consumer, woke);
        return span?.SetTag("bot.subject", kind).SetTag("bot.tries", tries);
    }

    /// <summary>A look at what is due; one that finds nothing is not kept.</summary>
    public static Activity? Tick(string what) => Source.HasListeners() ? Source.StartActivity(TickPrefix + what) : null;
}
