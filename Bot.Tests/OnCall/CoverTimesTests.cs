using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

public sealed class CoverTimesTests
{
    static readonly WorkingHours London = new(
        Weekdays.MondayToFriday, new(9, 0), new(17, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Theory]
    [InlineData("2026-03-03T08:40Z", "2026-03-03T08:40Z", "2026-03-03T08:55Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-03T08:50Z", "2026-03-03T08:55Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-03T09:00Z", "2026-03-03T08:45Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-09T09:00Z", "2026-03-09T08:45Z")]
    public void An_unanswered_request_is_announced_fifteen_minutes_before_the_start_or_after_asking(
        string asked, string starts, string announced) =>
        Assert.Equal(At(announced), CoverTimes.EscalatesAt(At(asked), At(starts)));

    [Theory]
    [InlineData("2026-03-03T08:40Z", "2026-03-09T09:00Z", "2026-03-05T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-08T09:00Z", "2026-03-05T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-31T12:00Z", "2026-03-27T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-05T12:00Z", "2026-03-03T09:00Z")]
    [InlineData("2026-03-03T08:40Z", "2026-03-04T12:00Z", null)]
    [InlineData("2026-03-03T08:50Z", "2026-03-05T12:00Z", null)]
    [InlineData("2026-03-03T09:00Z", "2026-03-05T12:00Z", null)]
    public void One_reminder_comes_when_hours_open_two_working_days_before(string asked, string starts, string? reminder) =>
        Assert.Equal(reminder is null ? null : At(reminder), CoverTimes.RemindsAt(At(asked), At(starts), London));

    // Told on a Friday at six in London, unless said otherwise.
    [Theory]
    [InlineData("2026-03-06T18:00Z", "2026-03-16T09:00Z", "2026-03-09T09:00Z")]
    [InlineData("2026-03-05T10:00Z", "2026-03-16T09:00Z", "2026-03-05T10:00Z")]
    [InlineData("2026-03-06T18:00Z", "2026-03-07T18:00Z", "2026-03-06T18:00Z")]
    [InlineData("2026-03-06T18:00Z", "2026-03-09T09:30Z", "2026-03-09T09:00Z")]
    [InlineData("2026-03-06T18:00Z", "2026-03-09T00:00Z", "2026-03-08T09:00Z")]
    [InlineData("2026-03-06T18:00Z", "2026-03-08T08:00Z", "2026-03-07T09:00Z")]
    [InlineData("2026-03-06T18:00Z", "2026-03-08T09:00Z", "2026-03-07T09:00Z")]
    [InlineData("2026-03-08T23:00Z", "2026-03-01T09:00Z", "2026-03-09T09:00Z")]
    public void What_can_wait_waits_until_somebodys_hours_open_and_no_longer_than_the_last_day_before(
        string now, string starts, string told)
    {
        var hours = new Stretch(At(starts), At(starts).AddHours(12));
        Assert.Equal(At(told), CoverTimes.ReachesAt(At(now), hours, London));
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
