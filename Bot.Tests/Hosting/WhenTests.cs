using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;

namespace Bot.Tests.Hosting;

public sealed class WhenTests
{
    [Theory]
    [InlineData("2026-12-09", "2026-12-09", "Wed 9 Dec")]
    [InlineData("2026-12-09", "2026-12-11", "Wed 9 – Fri 11 Dec")]
    [InlineData("2026-11-30", "2026-12-07", "Mon 30 Nov – Mon 7 Dec")]
    [InlineData("2026-12-28", "2027-01-04", "Mon 28 Dec – Mon 4 Jan")]
    [InlineData("2027-05-25", "2027-05-25", "Tue 25 May 2027")]
    [InlineData("2027-05-24", "2027-05-24", "Mon 24 May")]
    [InlineData("2026-05-26", "2026-05-27", "Tue 26 – Wed 27 May")]
    [InlineData("2026-05-24", "2026-05-26", "Sun 24 – Tue 26 May 2026")]
    [InlineData("2027-04-30", "2027-06-01", "Fri 30 Apr – Tue 1 Jun 2027")]
    [InlineData("2026-12-30", "2027-12-01", "Wed 30 Dec 2026 – Wed 1 Dec 2027")]
    public void Days_say_a_month_once_and_a_year_only_where_it_is_not_near(string first, string last, string said) =>
        Assert.Equal(said, When.Days(Day(first), Day(last), Day("2026-11-25")));

    // On both sides of the date line, and in a zone that has no midnight on the day when its clocks are put forward.
    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-12-08T10:00Z", "2026-12-11T10:00Z", "Wed 9 – Fri 11 Dec")]
    [InlineData("Pacific/Pago_Pago", "2026-12-09T11:00Z", "2026-12-10T11:00Z", "Wed 9 Dec")]
    [InlineData("Europe/London", "2026-12-09T00:00Z", "2026-12-12T00:00Z", "Wed 9 – Fri 11 Dec")]
    [InlineData("Europe/London", "2026-10-25T00:00+01:00", "2026-10-26T00:00Z", "Sun 25 Oct")]
    [InlineData("Asia/Beirut", "2027-03-28T00:00+02:00", "2027-03-29T00:00+03:00", "Sun 28 Mar")]
    public void Whole_days_are_said_as_days(string zone, string starts, string ends, string said) =>
        Assert.Equal(said, When.Hours(Hours(starts, ends), Zone(zone), At("2026-11-25T10:00Z")));

    [Fact]
    public void Hours_inside_a_day_say_the_day_once()
    {
        var said = When.Hours(Hours("2026-11-25T10:10Z", "2026-11-25T18:00Z"), Zone("Europe/London"), At("2026-11-25T10:00Z"));
        Assert.Equal(
            "<!date^1795601400^{date_short_pretty} {time}|Wed 25 Nov 10:10 UTC> – <!date^1795629600^{time}|18:00 UTC>", said);
    }

    [Theory]
    [InlineData("Europe/London", "the end of ")]
    [InlineData("Asia/Kolkata", "at {time}")]
    public void Midnight_is_the_end_of_a_day_for_whoever_has_it_so(string zone, string said) =>
        Assert.Contains(said, When.Until(At("2026-11-26T00:00Z"), Zone(zone)), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-25T09:00Z", "2026-11-26T00:00Z", "now – the end of today")]
    [InlineData("2026-11-25T09:00Z", "2026-11-27T00:00Z", "now – the end of Thu 26 Nov")]
    [InlineData("2026-11-25T09:00Z", "2026-11-25T18:00Z", "now – 18:00")]
    [InlineData("2026-11-25T09:00Z", "2026-11-30T09:00Z", "now – Mon 30 Nov 09:00")]
    [InlineData("2026-12-09T10:10Z", "2026-12-09T18:00Z", "Wed 9 Dec 10:10 – 18:00")]
    [InlineData("2026-12-09T10:10Z", "2026-12-10T00:00Z", "Wed 9 Dec 10:10 – 24:00")]
    [InlineData("2026-12-09T10:10Z", "2026-12-11T00:00Z", "Wed 9 Dec 10:10 – the end of Thu 10 Dec")]
    [InlineData("2026-12-09T00:00Z", "2026-12-12T00:00Z", "Wed 9 – Fri 11 Dec")]
    [InlineData("2026-12-09T23:00Z", "2026-12-10T01:00Z", "Wed 9 Dec 23:00 – Thu 10 Dec 01:00")]
    public void In_a_form_that_names_the_zone_the_wall_says_it(string starts, string ends, string said) =>
        Assert.Equal(said, When.Wall(Hours(starts, ends), Zone("Europe/London"), At("2026-11-25T10:00Z")));

    // Clocks go back at 02:00 in London: the day has 25 hours.
    [Fact]
    public void A_day_with_an_hour_more_ends_at_its_own_midnight() => Assert.Equal(
        "Sat 24 Oct 12:00 – the end of Sun 25 Oct",
        When.Wall(Hours("2026-10-24T11:00Z", "2026-10-26T00:00Z"), Zone("Europe/London"), At("2026-10-20T10:00Z")));

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static Stretch Hours(string starts, string ends) => new(At(starts).ToUniversalTime(), At(ends).ToUniversalTime());

    static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
