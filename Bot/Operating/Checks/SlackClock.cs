using System.Globalization;

namespace Bot.Operating.Checks;

/// <summary>This machine's clock beside Slack's.</summary>
static class SlackClock
{
    // Slack says it to the second, and an answer takes some.
    static readonly TimeSpan Much = TimeSpan.FromSeconds(30);

    /// <param name="there">What Slack's said; null where it did not say.</param>
    /// <param name="here">What this machine's says.</param>
    public static Finding Beside(DateTimeOffset? there, DateTimeOffset here) => (here - there) switch
    {
        null => Finding.Unknown("Slack does not say what time it is."),
        { } off when off.Duration() < Much => Finding.Well("This machine's clock agrees with Slack's."),
        { } off => Finding.Wrong(
            string.Create(
                CultureInfo.InvariantCulture,
                $"This machine's clock is {off.Duration().TotalSeconds:0} s "
                    + $"{(off > TimeSpan.Zero ? "ahead of" : "behind")} Slack's."),
            "Set it right (NTP): hand-offs and reminders go by it."),
    };
}
