namespace Bot.Alerts.Dbt;

/// <summary>When dbt wrote an artifact; what has no time that can be believed is taken as newer than what is known.</summary>
static class DbtTime
{
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    // No dbt is older, so that an earlier time is of a clock that nobody set.
    static readonly DateTimeOffset First = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="said">The artifact's own time; the default where it has none.</param>
    /// <param name="now">The real time: a clock that is fast would make all that comes later look old.</param>
    public static DateTimeOffset Of(DateTimeOffset said, DateTimeOffset now) => said < First || said > now + Skew ? now : said;
}
