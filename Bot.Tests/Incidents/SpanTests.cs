using Bot.Incidents;

namespace Bot.Tests.Incidents;

/// <summary>How long something took or waited, as people say it.</summary>
public sealed class SpanTests
{
    [Theory]
    [InlineData(0, 0, 0, 59, "less than a minute")]
    [InlineData(0, 0, 1, 0, "1 min")]
    [InlineData(0, 0, 59, 59, "59 min")]
    [InlineData(0, 1, 0, 0, "1 h")]
    [InlineData(0, 1, 12, 0, "1 h 12 min")]
    [InlineData(0, 23, 59, 59, "23 h 59 min")]
    [InlineData(1, 0, 0, 0, "1 day")]
    [InlineData(1, 0, 59, 0, "1 day")]
    [InlineData(1, 1, 0, 0, "1 day 1 h")]
    [InlineData(1, 23, 59, 0, "1 day 23 h")]
    [InlineData(2, 0, 0, 0, "2 days")]
    [InlineData(14, 23, 0, 0, "14 days")]
    public void A_span_is_said_as_people_say_it(int days, int hours, int minutes, int seconds, string said) =>
        Assert.Equal(said, LineText.Span((long)new TimeSpan(days, hours, minutes, seconds).TotalMilliseconds));
}
