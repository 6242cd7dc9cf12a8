using System.Globalization;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>For how many days things are kept. What is open, and what a figure of the last two years needs, stays.</summary>
public sealed record RetentionOptions
{
    const int Longest = 3650;

    /// <summary>Bodies of alerts, as they came.</summary>
    public int Bodies { get; init; } = 30;

    /// <summary>Briefs, since they were sent.</summary>
    public int Briefs { get; init; } = 90;

    /// <summary>What is known of the messages in Slack of incidents that are over, since they ended.</summary>
    public int Posts { get; init; } = 90;

    /// <summary>The timelines of incidents that are over, and who did what else, since it happened.</summary>
    public int History { get; init; } = 730;

    public static RetentionOptions Read(IConfiguration from) => new()
    {
        Bodies = Days(from, nameof(Bodies), 30),
        Briefs = Days(from, nameof(Briefs), 90),
        Posts = Days(from, nameof(Posts), 90),
        History = Days(from, nameof(History), 730),
    };

    static int Days(IConfiguration from, string name, int otherwise)
    {
        var key = $"Retention:{name}";
        if (from.Optional(key) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Longest
            ? days
            : throw new CannotStartException(
                $"{Configured.Variable(key)} is \"{text}\". Use a whole number of days from 1 to {Longest}.");
    }
}

/// <summary>Forgets what has been kept for long enough: a little in each minute, so that nothing else waits for it.</summary>
public sealed class Retention(Database database, RetentionOptions options)
{
    const int MostAtOnce = 500;

    readonly List<(int Days, Func<Tx, long, int, int> Forget)> kinds = [];

    /// <summary>
    /// Calls <paramref name="forget"/> with the moment before which things are too old (workspace time, unix milliseconds) and with
    /// how many may go at once.
    /// </summary>
    public void Keep(Func<RetentionOptions, int> days, Func<Tx, long, int, int> forget) => kinds.Add((days(options), forget));

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var (days, forget) in kinds)
            await database.Change(tx => forget(tx, (now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds(), MostAtOnce));
    }
}
