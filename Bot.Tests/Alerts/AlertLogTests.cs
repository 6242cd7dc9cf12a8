using System.Text.RegularExpressions;
using Bot.Alerts;
using Bot.Domain.Alerts;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Alerts;

public sealed partial class AlertLogTests
{
    readonly Lines log = new();
    readonly AlertLog alerts;

    public AlertLogTests() => alerts = new(log);

    static Alert Failure(int n) => new() { Source = "ci", DeduplicationKey = $"k{n}", Title = "orders failed" };

    Task Sum() => alerts.Sum(default, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_few_alerts_have_a_line_each()
    {
        for (var n = 0; n < 5; n++) alerts.Say(Failure(n), new("joined", "Again."));
        await Sum();
        Assert.Equal(5, log.Count);
        Assert.Equal("Alert k0 from ci is Firing: joined. Again.", log[0]);
    }

    [Fact]
    public async Task Of_many_the_rest_is_counted_and_what_opens_something_keeps_its_line()
    {
        const int Many = 5000;
        for (var n = 0; n < Many; n++) alerts.Say(Failure(n), new("joined storm", "Many fail."));
        alerts.Say(Failure(Many), new("opened", "It is about branch main."));
        Assert.InRange(log.Count, 2, Many / 10);
        Assert.Contains(": opened.", log[^1], StringComparison.Ordinal);
        var lines = log.Count - 1;
        await Sum();
        var counted = int.Parse(Counted().Match(log[^1]).Groups[1].Value);
        Assert.Equal(Many, lines + counted);
        await Sum();
        Assert.Equal(lines + 2, log.Count);
    }

    [GeneratedRegex("^([0-9]+) more alerts came, too many for a line each: [0-9]+ joined storm$")]
    private static partial Regex Counted();

    sealed class Lines : List<string>, ILogger<AlertLog>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
