using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Bot.Alerts;
using Bot.Domain.Alerts;
using Bot.Storage;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Alerts;

public sealed partial class AlertLogTests : IDisposable
{
    readonly Lines log = new();
    readonly AlertLog alerts;

    public AlertLogTests() => alerts = new(log);

    static Alert Failure(int n) => new() { Source = "ci", DeduplicationKey = $"k{n}", Title = "orders failed" };

    public void Dispose() => alerts.Dispose();

    [Fact]
    public void A_few_alerts_have_a_line_each()
    {
        for (var n = 0; n < 5; n++) alerts.Say(Failure(n), new("joined", "Again."));
        alerts.Dispose();
        Assert.Equal(5, log.Count);
        Assert.Equal("Alert k0 from ci is Firing: joined. Again.", log.All[0]);
    }

    [Fact]
    public async Task Of_many_the_rest_is_counted_and_what_opens_something_keeps_its_line()
    {
        const int Many = 5000;
        for (var n = 0; n < Many; n++) alerts.Say(Failure(n), new("joined storm", "Many fail."));
        alerts.Say(Failure(Many), new("opened", "It is about branch main."));
        Assert.InRange(log.Count, 2, Many / 10);
        Assert.Contains(log.All, line => line.Contains(": opened.", StringComparison.Ordinal));
        // By itself, whatever else its bot does.
        await Wait.Until(() => Told() == Many);
        alerts.Dispose();
        Assert.Equal(Many, Told());
    }

    [Fact]
    public void Those_that_could_not_be_kept_have_a_sentence_each_while_they_are_few()
    {
        var full = new StorageException("The disk is full.", new SilentException(), isAway: true);
        for (var n = 0; n < 1000; n++) alerts.Unkept("ci", full);
        alerts.Dispose();
        Assert.Equal("An alert from ci could not be kept: The disk is full.", log.All[0]);
        Assert.InRange(log.Count, 20, 100);
        Assert.EndsWith(" refused", log.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_counted_is_said_when_the_bot_stops()
    {
        for (var n = 0; n < 30; n++) alerts.Say(Failure(n), new("joined", "Again."));
        alerts.Dispose();
        Assert.Equal(30, Told());
    }

    /// <summary>How many joined, by a line of their own or in a sum.</summary>
    int Told() => log.All.Sum(line => Counted().Match(line) is { Success: true } sum ? int.Parse(sum.Groups[1].Value)
        : line.Contains(": joined", StringComparison.Ordinal) ? 1 : 0);

    [GeneratedRegex("^([0-9]+) more alerts came, too many for a line each: [0-9]+ joined( storm)?$")]
    private static partial Regex Counted();

    sealed class Lines : ILogger<AlertLog>
    {
        readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> All => [.. lines];

        public int Count => lines.Count;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));
    }
}
