using System.Globalization;

namespace Bot.Settings;

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
