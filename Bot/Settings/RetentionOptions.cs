using System.Globalization;

namespace Bot.Settings;

/// <summary>For how many days things are kept. What is open, and what a figure of the last two years needs, stays.</summary>
public sealed record RetentionOptions
{
    const int Most = 3650;

    /// <summary>Bodies of alerts, as they came.</summary>
    public int Bodies { get; init; } = 30;

    /// <summary>Briefs, since they were sent.</summary>
    public int Briefs { get; init; } = 90;

    /// <summary>What is known of the messages in Slack of incidents that are over, since they ended.</summary>
    public int Posts { get; init; } = 90;

    /// <summary>The timelines of incidents that are over, and who did what else, since it happened.</summary>
    public int History { get; init; } = 730;

    /// <summary>Copies of a database file as it was before an upgrade: not days but how many, the newest.</summary>
    public int UpgradeCopies { get; init; } = 3;

    public static RetentionOptions Read(IConfiguration from)
    {
        var usual = new RetentionOptions();
        return new()
        {
            Bodies = Whole(from, nameof(Bodies), usual.Bodies),
            Briefs = Whole(from, nameof(Briefs), usual.Briefs),
            Posts = Whole(from, nameof(Posts), usual.Posts),
            History = Whole(from, nameof(History), usual.History),
            UpgradeCopies = Whole(from, nameof(UpgradeCopies), usual.UpgradeCopies, "copies"),
        };
    }

    static int Whole(IConfiguration from, string name, int otherwise, string of = "days")
    {
        var key = $"Retention:{name}";
        if (from.Optional(key) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole is >= 1 and <= Most
            ? whole
            : throw new CannotStartException(
                $"{Configured.Variable(key)} is \"{text}\". Use a whole number of {of} from 1 to {Most}.");
    }
}
