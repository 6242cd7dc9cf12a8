using Bot.Domain.Alerts;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>
/// A line of the log for each alert while they are few. Of many within a second those that open nothing are counted, and one
/// line says a second later what became of them. Each bot counts what it took itself.
/// </summary>
public sealed class AlertLog : IDisposable
{
    const int MostLines = 20;
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly ILogger<AlertLog> log;
    readonly ITimer timer;
    readonly Lock counting = new();
    Dictionary<string, int> counted = [];
    long second;
    int lines;

    public AlertLog(ILogger<AlertLog> log)
    {
        this.log = log;
        timer = TimeProvider.System.CreateTimer(_ => Sum(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Say(Alert alert, Outcome outcome)
    {
        if (!log.IsEnabled(LogLevel.Information) || !HasRoom(outcome.Decision)) return;
        log.LogInformation("Alert {Key} from {Source} is {Status}: {Decision}. {Reason}",
            alert.DeduplicationKey, alert.Source, alert.Status, outcome.Decision, outcome.Reason);
    }

    /// <summary>Says that one was refused: in one sentence where it is for its database.</summary>
    public void Unkept(string source, Exception error)
    {
        if (!HasRoom("refused")) return;
        if (error is UnkeptException { IsAway: true })
            log.LogError("An alert from {Source} could not be kept: {Reason}", source, error.Message);
        else log.LogError(error, "An alert from {Source} could not be kept", source);
    }

    bool HasRoom(string decision)
    {
        if (decision.Contains("opened", StringComparison.Ordinal)) return true;
        lock (counting)
        {
            var now = TimeProvider.System.GetTimestamp() / TimeProvider.System.TimestampFrequency;
            if (now != second) (second, lines) = (now, 0);
            if (++lines <= MostLines) return true;
            if (counted.Count == 0) timer.Change(Second, Timeout.InfiniteTimeSpan);
            counted[decision] = counted.GetValueOrDefault(decision) + 1;
            return false;
        }
    }

    /// <summary>Says what became of those that had no line of their own.</summary>
    void Sum()
    {
        Dictionary<string, int> told;
        lock (counting)
        {
            if (counted.Count == 0) return;
            (told, counted) = (counted, []);
        }

        log.LogInformation(
            "{Count} more alerts came, too many for a line each: {Decisions}", told.Values.Sum(),
            string.Join(", ", told.OrderByDescending(d => d.Value).Select(d => $"{d.Value} {d.Key}")));
    }

    public void Dispose()
    {
        timer.Dispose();
        Sum();
    }
}
