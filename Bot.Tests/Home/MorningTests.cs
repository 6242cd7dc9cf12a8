using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Tests.Home;

public sealed class MorningTests
{
    [Theory]
    [InlineData("Europe/London", "09:00", "17:00", "2026-03-27T23:00Z", "2026-03-27T09:00Z", "2026-03-27T17:00Z")]
    [InlineData("Europe/London", "09:00", "17:00", "2026-03-30T06:00Z", "2026-03-30T08:00Z", "2026-03-30T16:00Z")]
    [InlineData("America/New_York", "09:00", "17:00", "2026-03-09T15:00Z", "2026-03-09T13:00Z", "2026-03-09T21:00Z")]
    [InlineData("Asia/Kathmandu", "10:00", "18:30", "2026-03-09T05:00Z", "2026-03-09T04:15Z", "2026-03-09T12:45Z")]
    [InlineData("Europe/London", "22:00", "06:00", "2026-03-03T23:00Z", "2026-03-03T22:00Z", "2026-03-04T06:00Z")]
    [InlineData("Europe/London", "07:00", "23:00", "2026-03-03T12:00Z", "2026-03-03T07:00Z", "2026-03-03T17:00Z")]
    public void The_morning_of_a_day_is_when_its_hours_open(
        string zone, string from, string to, string at, string opens, string until)
    {
        var hours = new WorkingHours(Weekdays.MondayToFriday, Time(from), Time(to), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var morning = Morning.Of(hours, At(at))!.Value;
        Assert.Equal((At(opens), At(until)), (morning.Opens, morning.Until));
    }

    [Fact]
    public void There_is_none_on_a_day_without_hours_and_nobody_is_woken_for_one()
    {
        var weekdays = new WorkingHours(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), TimeZoneInfo.Utc);
        Assert.Null(Morning.Of(weekdays, At("2026-03-07T10:00Z")));
        var always = new WorkingHours(Weekdays.EveryDay, TimeOnly.MinValue, TimeOnly.MinValue, TimeZoneInfo.Utc);
        Assert.Equal(At("2026-03-07T09:00Z"), Morning.Of(always, At("2026-03-07T00:00Z"))!.Value.Opens);
    }

    [Theory]
    [InlineData("2026-03-09T09:00Z", "2026-03-06")]
    [InlineData("2026-03-07T12:00Z", "2026-03-06")]
    [InlineData("2026-03-10T00:00Z", "2026-03-09")]
    [InlineData("2026-03-11T23:59Z", "2026-03-10")]
    public void The_working_day_before_leaves_the_weekend_out(string starts, string day)
    {
        var weekdays = new WorkingHours(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), TimeZoneInfo.Utc);
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Morning.WorkingDayBefore(weekdays, At(starts)));
    }

    static TimeOnly Time(string wall) => TimeOnly.Parse(wall, CultureInfo.InvariantCulture);

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
