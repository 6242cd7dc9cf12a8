using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

public sealed class WorkingHoursTests
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    static readonly WorkingHours Office = new(Weekdays.MondayToFriday, new(9, 0), new(17, 0), London);
    static readonly WorkingHours Night = Office with { From = new(22, 0), To = new(6, 0) };
    static readonly WorkingHours Always = new(Weekdays.EveryDay, default, default, London);

    [Theory]
    [InlineData("2026-11-24T09:00Z", true)]
    [InlineData("2026-11-24T16:59Z", true)]
    [InlineData("2026-11-24T17:00Z", false)]
    [InlineData("2026-11-28T12:00Z", false)]
    [InlineData("2026-06-24T08:00Z", true)]
    public void Office_hours_are_on_the_wall_in_London(string t, bool open) => Assert.Equal(open, Office.Contains(At(t)));

    [Theory]
    [InlineData("2026-11-27T23:00Z", true)]
    [InlineData("2026-11-28T05:59Z", true)]
    [InlineData("2026-11-28T06:00Z", false)]
    [InlineData("2026-11-28T23:00Z", false)]
    [InlineData("2026-11-30T05:00Z", false)]
    public void To_before_from_means_over_midnight_and_the_night_belongs_to_the_day_it_began(string t, bool open) =>
        Assert.Equal(open, Night.Contains(At(t)));

    [Fact]
    public void Hours_open_on_Monday_when_asked_on_Friday_evening()
    {
        Assert.Equal(At("2026-11-30T09:00Z"), Office.OpensAt(At("2026-11-27T18:00Z")));
        Assert.Equal(At("2026-11-27T17:00Z"), Office.OpenUntil(At("2026-11-29T18:00Z")));
    }

    [Fact]
    public void Round_the_clock_never_closes()
    {
        Assert.Null(Always.ClosesAt(At("2026-03-28T12:00Z")));
        Assert.Null((Always with { From = new(9, 0), To = new(9, 0) }).ClosesAt(At("2026-03-28T12:00Z")));
    }

    [Fact]
    public void A_working_day_stays_eight_hours_across_the_change_of_the_clocks_and_a_night_does_not()
    {
        var sunday = Night with { Days = Weekdays.Saturday };
        Assert.Equal(At("2026-03-29T05:00Z"), sunday.ClosesAt(At("2026-03-28T22:00Z")));
        Assert.Equal(At("2026-10-25T06:00Z"), sunday.ClosesAt(At("2026-10-24T21:00Z")));
    }

    [Fact]
    public void A_time_that_spring_skips_is_the_moment_of_the_jump()
    {
        var early = Office with { Days = Weekdays.Sunday, From = new(1, 30), To = new(3, 0) };
        Assert.Equal(At("2026-03-29T01:00Z"), early.OpensAt(At("2026-03-29T00:00Z")));
        Assert.False((early with { From = new(1, 15), To = new(1, 45) }).Contains(At("2026-03-29T01:00Z")));
    }

    [Fact]
    public void A_time_that_autumn_brings_twice_is_the_earlier() =>
        Assert.Equal(
            At("2026-10-25T00:30Z"),
            (Office with { Days = Weekdays.Sunday, From = new(1, 30) }).OpensAt(At("2026-10-25T00:00Z")));

    [Fact]
    public void A_day_that_the_zone_left_out_has_no_hours()
    {
        // Samoa crossed the date line: there was no Friday, 30 December 2011.
        var apia = new WorkingHours(Weekdays.Friday, new(9, 0), new(17, 0), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"));
        Assert.Equal(
            new DateTime(2012, 1, 6, 9, 0, 0),
            TimeZoneInfo.ConvertTime(apia.OpensAt(At("2011-12-26T12:00Z"))!.Value, apia.Zone).DateTime);
    }

    [Fact]
    public void Open_is_what_the_clock_on_the_wall_shows() => Gen.Select(Hours, Instant).Sample((hours, t) =>
    {
        var wall = TimeZoneInfo.ConvertTime(t, hours.Zone).DateTime;
        if (ClocksChangeNear(hours.Zone, t)) return;
        var (time, overnight) = (TimeOnly.FromDateTime(wall), hours.To <= hours.From);
        var today = hours.Days.Has(wall.DayOfWeek) && time >= hours.From && (overnight || time < hours.To);
        var lastNight = overnight && hours.Days.Has(wall.AddDays(-1).DayOfWeek) && time < hours.To;
        Assert.Equal(today || lastNight, hours.Contains(t));
    }, iter: Cases);

    [Fact]
    public void Opening_and_closing_agree_with_being_open() => Gen.Select(Hours, Instant).Sample((hours, t) =>
    {
        var opens = hours.OpensAt(t)!.Value;
        Assert.True(opens >= t && hours.Contains(opens));
        Assert.Equal(opens == t, hours.Contains(t));
        if (opens > t) Assert.False(hours.Contains(opens.AddTicks(-1)));
        if (hours.ClosesAt(opens) is { } closes)
            Assert.True(closes > opens && !hours.Contains(closes) && hours.Contains(closes.AddTicks(-1)));
    }, iter: Cases);

    static bool ClocksChangeNear(TimeZoneInfo zone, DateTimeOffset t) =>
        zone.GetUtcOffset(t.AddHours(-26)) != zone.GetUtcOffset(t.AddHours(26));

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
