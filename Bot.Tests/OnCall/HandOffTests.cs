using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

public sealed class HandOffTests
{
    [Theory]
    [InlineData("", "Say when the shift changes hands.")]
    [InlineData("every monday", "2 fields")]
    [InlineData("0 9 * *", "4 fields")]
    [InlineData("0 0 9 * * 1", "seconds cannot be given")]
    [InlineData("61 9 * * 1", "minutes value must be a number between 0 and 59")]
    [InlineData("0 25 * * 1", "hours value must be a number between 0 and 23")]
    [InlineData("0 9 * * MOO", "days of week")]
    [InlineData("0 9 31 2 *", "never comes")]
    [InlineData("*/15 * * * *", "more than once an hour")]
    [InlineData("0,30 9 * * 1", "more than once an hour")]
    [InlineData("H 9 * * 1", "\"H 9 * * 1\" is not a hand-off time")]
    [InlineData("H H(9-17) * * 1", "is not a hand-off time")]
    [InlineData("H/2 9 * * 1", "is not a hand-off time")]
    [InlineData("99999999999999999999 9 * * 1", "is not a hand-off time")]
    [InlineData("~ 9 * * 1", "is not a hand-off time")]
    [InlineData("@reboot", "is not a hand-off time")]
    [InlineData("@every 1w", "is not a hand-off time")]
    [InlineData("@every_second", "more than once an hour")]
    [InlineData("0 9 * * 1#6", "is not a hand-off time")]
    [InlineData("0 9 L-40 * *", "is not a hand-off time")]
    [InlineData("0 9 1W,15W * *", "is not a hand-off time")]
    [InlineData("CRON_TZ=UTC 0 9 * * 1", "six fields")]
    [InlineData("0 9 31 4,6 *", "never comes")]
    [InlineData("0 9 1 * * every 2 weeks from 2026-11-30", "goes with days of the week and one time")]
    public void A_bad_hand_off_is_refused_with_what_is_wrong_and_an_example(string cron, string says)
    {
        Assert.False(HandOff.TryParse(cron, out _, out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.Contains("\"0 9 * * 1\" is every Monday 09:00", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 9 * * 1", "Every Monday 09:00")]
    [InlineData("  0  9 * *  1-5 ", "Every weekday 09:00")]
    [InlineData("30 8 * * 1#1", "30 8 * * 1#1")]
    [InlineData("@weekly", "@weekly")]
    [InlineData("0 9 L * *", "0 9 L * *")]
    [InlineData("0 9 15W * *", "0 9 15W * *")]
    [InlineData("0 9 * * FRI-MON", "0 9 * * FRI-MON")]
    [InlineData("0 9 ? * MON", "0 9 ? * MON")]
    [InlineData("0 9 29 2 *", "0 9 29 2 *")]
    [InlineData("0 * * * *", "0 * * * *")]
    public void A_good_one_is_named_as_people_chose_it(string cron, string name)
    {
        Assert.True(HandOff.TryParse(cron, out var handOff, out var problem), problem);
        Assert.Equal(name, handOff.Name);
    }

    [Theory]
    [InlineData("Europe/Dublin", "15 1 * * *", "2026-03-29T00:10Z", "2026-03-29T01:00Z", "2026-03-30T00:15Z")]
    [InlineData("Africa/Casablanca", "45 2 * * *", "2026-03-22T01:40Z", "2026-03-22T02:00Z", "2026-03-23T01:45Z")]
    [InlineData("Europe/London", "30 1 * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    public void A_hand_off_that_the_clocks_skip_or_repeat_comes_once(
        string zone, string cron, string now, string first, string second)
    {
        var (handOff, tz) = (RandomRotations.Parse(cron), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(At(first), handOff.After(At(now), tz));
        Assert.Equal(At(second), handOff.After(At(first), tz));
    }

    [Theory]
    [InlineData("Europe/London", "2026-03-23T09:00Z", "2026-03-30T08:00Z")]
    [InlineData("Europe/London", "2026-10-19T08:00Z", "2026-10-26T09:00Z")]
    [InlineData("America/New_York", "2026-03-02T14:00Z", "2026-03-09T13:00Z")]
    [InlineData("Asia/Kathmandu", "2026-03-23T03:15Z", "2026-03-30T03:15Z")]
    public void Nine_on_Monday_stays_nine_on_Monday_when_the_clocks_change(string zone, string now, string next) =>
        Assert.Equal(At(next), HandOff.EveryMonday.After(At(now), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("0 9 * * 1 every 2 weeks from 2026-02-31", "There is no day 2026-02-31.")]
    [InlineData("0 9 * * 1 every 1 weeks from 2026-11-30", "Choose 2 to 12 weeks.")]
    [InlineData("0 9 * * 1 every 99 weeks from 2026-11-30", "Choose 2 to 12 weeks.")]
    public void A_cycle_that_cannot_be_is_refused(string text, string says)
    {
        Assert.False(HandOff.TryParse(text, out _, out var problem));
        Assert.StartsWith(says, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_second_Monday_is_counted_from_the_day_that_begins_a_cycle()
    {
        var handOff = RandomRotations.Parse("0 9 * * 1 every 2 weeks from 2026-11-30");
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        Assert.Equal(At("2026-11-30T09:00Z"), handOff.After(At("2026-11-25T10:00Z"), london));
        Assert.Equal(At("2026-12-14T09:00Z"), handOff.After(At("2026-11-30T09:00Z"), london));
        Assert.Equal(At("2026-11-16T09:00Z"), handOff.After(At("2026-11-02T09:00Z"), london));
        Assert.Equal("Mondays 09:00, every 2 weeks from 30 Nov 2026", handOff.Name);
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
