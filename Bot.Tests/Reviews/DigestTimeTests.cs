using System.Globalization;
using Bot.Domain.Reviews;

namespace Bot.Tests.Reviews;

/// <summary>When a review comes by itself, as people type it.</summary>
public sealed class DigestTimeTests
{
    [Theory]
    [InlineData("mon 9:00 Europe/London", "Mon 09:00 Europe/London")]
    [InlineData("  Fridays 16:30   UTC ", "Fri 16:30 UTC")]
    [InlineData("0 9 * * 1 America/New_York", "0 9 * * 1 America/New_York")]
    [InlineData("30 8 1 * * UTC", "30 8 1 * * UTC")]
    public void It_is_kept_as_it_can_be_typed_again(string typed, string kept)
    {
        Assert.True(DigestTime.TryParse(typed, out var time, out _));
        Assert.Equal(kept, time.Written);
        Assert.True(DigestTime.TryParse(kept, out var again, out _));
        Assert.Equal(time, again);
    }

    [Theory]
    [InlineData("", "is neither a day with a time nor a cron expression of five fields.")]
    [InlineData("soon", "“soon” is neither a day with a time nor a cron expression of five fields.")]
    [InlineData("Mon 25:00 UTC", "“25:00” is no time of a day.")]
    [InlineData("Mon 09:00", "Name the time zone behind it.")]
    [InlineData("Mon 09:00 Narnia", "There is no time zone “Narnia”.")]
    [InlineData("0 9 * * 1", "Name the time zone behind it.")]
    [InlineData("0 9 31 2 * UTC", "names a date that never comes.")]
    [InlineData("0 9,17 * * 1 UTC", "comes more than once a day.")]
    [InlineData("* * * * * UTC", "comes more than once a day.")]
    [InlineData("0 99 * * 1 UTC", "is neither a day with a time nor a cron expression of five fields.")]
    public void What_is_wrong_is_a_sentence_with_an_example(string typed, string says)
    {
        Assert.False(DigestTime.TryParse(typed, out _, out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.EndsWith("Write it as Mon 09:00 Europe/London, or as a cron expression: 0 9 * * 1 Europe/London.", problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-23T09:00Z", "2026-03-30T07:59Z", null)]
    [InlineData("2026-03-23T09:00Z", "2026-03-30T08:00Z", "2026-03-30T08:00Z")]
    [InlineData("2026-03-23T08:59Z", "2026-03-24T08:00Z", "2026-03-23T09:00Z")]
    // The latest of several.
    [InlineData("2026-03-08T00:00Z", "2026-03-24T08:00Z", "2026-03-23T09:00Z")]
    public void Nine_stays_nine_when_clocks_change(string after, string now, string? last)
    {
        static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
        Assert.True(DigestTime.TryParse("Mon 09:00 Europe/London", out var time, out _));
        Assert.Equal(last is null ? null : At(last), time.Last(At(after), At(now)));
    }
}
