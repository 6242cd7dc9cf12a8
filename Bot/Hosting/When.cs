using System.Globalization;
using Bot.Slack;

namespace Bot.Hosting;

/// <summary>Times in messages: Slack shows them in each reader's own zone.</summary>
public static class When
{
    /// <summary>"today at 10:05", "Mar 3rd at 10:05".</summary>
    public static string At(DateTimeOffset at) => Mrkdwn.Date(at, "{date_short_pretty} at {time}", Utc(at));

    public static string At(long unixMilliseconds) => At(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds));

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("ddd d MMM HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
