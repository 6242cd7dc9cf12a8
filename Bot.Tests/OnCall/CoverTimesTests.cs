using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

public sealed class CoverTimesTests
{
    static readonly WorkingHours London = new(Weekdays.MondayToFriday, new(9, 0), new(17, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Theory]
    [InlineData("2026-03-03T08:40Z", "2026-03-03T08:40Z", "2026-03-03T08:55Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-03T08:50Z", "2026-03-03T08:55Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-03T09:00Z", "2026-03-03T08:45Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-09T09:00Z", "2026-03-09T08:45Z")]
    public void An_unanswered_request_is_announced_fifteen_minutes_before_the_start_or_after_asking(string asked, string starts, string announced) =>
        Assert.Equal(At(announced), CoverTimes.EscalatesAt(At(asked), At(starts)));

    [Theory]
    [InlineData("2026-03-03T08:40Z", "2026-03-09T09:00Z", "2026-03-05T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-08T09:00Z", "2026-03-05T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-31T12:00Z", "2026-03-27T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-05T12:00Z", "2026-03-03T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-04T12:00Z", null)]
    public void One_reminder_comes_when_hours_open_two_working_days_before(string asked, string starts, string? reminder) =>
        Assert.Equal(reminder is null ? null : At(reminder), CoverTimes.RemindsAt(At(asked), At(starts), London));

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
