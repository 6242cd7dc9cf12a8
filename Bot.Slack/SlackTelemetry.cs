using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bot.Slack;

/// <summary>
/// What is measured of the traffic with Slack. What tells figures apart are words of the protocol: never a person, a channel or
/// a text.
/// </summary>
public static class SlackTelemetry
{
    /// <summary>What its meter and its source of spans are called.</summary>
    public const string Name = "Bot.Slack";

    /// <summary>What errors beyond the first many are called, as whoever answers in Slack's place may invent them.</summary>
    public const string Other = "other";

    const int MostErrors = 200;

    static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 15];

    static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "bot.slack.call.duration", "s", "Requests to Slack's Web API, by method and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    static readonly Counter<double> Pauses = Meter.CreateCounter<double>(
        "bot.slack.pause", "s", "For how long Slack has asked to wait (429), by method.");

    static readonly Histogram<double> Acks = Meter.CreateHistogram(
        "bot.slack.ack.duration", "s", "From the receipt of an envelope to its acknowledgement, by kind.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    static readonly ConcurrentDictionary<string, bool> Errors = new();

    /// <summary>The span of an envelope; null where nobody looks.</summary>
    internal static Activity? Envelope(string kind) => Source.StartActivity(kind, ActivityKind.Consumer);

    /// <summary>The span of a call, whatever is sent for it; null where nobody looks.</summary>
    internal static Activity? Call(string method) => Source.StartActivity(method, ActivityKind.Client);

    /// <summary>Which handler it came to.</summary>
    internal static void Routed(Route route)
    {
        if (Activity.Current is { } span && span.Source == Source)
            span.SetTag("bot.route", $"{route.Kind} {route.Key} {route.Word}".TrimEnd());
    }

    /// <summary>Slack was told of an envelope.</summary>
    internal static void Acknowledged(string kind, TimeSpan took)
    {
        Acks.Record(took.TotalSeconds, KeyValuePair.Create("kind", (object?)kind));
        Activity.Current?.AddEvent(new("acknowledged"));
    }

    /// <summary>One request has ended.</summary>
    internal static void Sent(Activity? span, string method, string outcome, TimeSpan took)
    {
        var bounded = Bounded(outcome);
        Calls.Record(
            took.TotalSeconds, KeyValuePair.Create("method", (object?)method), KeyValuePair.Create("outcome", (object?)bounded));
        span?.SetTag("bot.outcome", bounded);
    }

    /// <summary>Slack asked to wait.</summary>
    internal static void Paused(Activity? span, string method, TimeSpan pause)
    {
        Pauses.Add(pause.TotalSeconds, KeyValuePair.Create("method", (object?)method));
        span?.AddEvent(new("asked to wait"));
    }

    static string Bounded(string outcome) =>
        Errors.ContainsKey(outcome) || (Errors.Count < MostErrors && IsWord(outcome) && Errors.TryAdd(outcome, true))
            ? outcome
            : Other;

    static bool IsWord(string outcome) => outcome.Length <= 60 && outcome.All(c => char.IsAsciiLetterLower(c) || c == '_');
}
