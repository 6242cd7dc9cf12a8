using System.Globalization;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;

namespace Bot.Tests.OnCall;

public sealed class ShiftTextTests
{
    static readonly DateTimeOffset Now = At("2026-11-25T10:00Z");

    [Theory]
    [InlineData("0 9 * * 1", "Mondays 09:00")]
    [InlineData("30 17 * * FRI", "Fridays 17:30")]
    [InlineData("0 9 * * 7", "Sundays 09:00")]
    [InlineData("0 9 * * 1,4", "Mondays and Thursdays 09:00")]
    [InlineData("0 9 * * 1-5", "weekdays 09:00")]
    [InlineData("0 9 * * *", "every day 09:00")]
    [InlineData("0 9 1 * *", "on the first of the month 09:00")]
    [InlineData("0 9,21 * * *", null)]
    [InlineData("0 9 * * 1#1", null)]
    [InlineData("*/30 9 1 * *", null)]
    public void The_rhythm_of_hand_offs_has_a_name_people_use(string cron, string? said) =>
        Assert.Equal(said, HandOff.Known(cron).Spoken);

    [Theory]
    [InlineData("2026-11-30T09:00Z", "2026-12-07T09:00Z", "<@U1> · Mon 30 Nov – Mon 7 Dec")]
    [InlineData("2026-11-23T09:00Z", "2026-11-30T09:00Z", ":telephone_receiver: <@U1> · now – Mon 30 Nov")]
    [InlineData("2026-11-30T09:00Z", "2026-12-02T00:00Z", "<@U1> · Mon 30 Nov – Tue 1 Dec")]
    [InlineData("2026-12-02T00:00Z", "2026-12-07T09:00Z", "<@U1> · Wed 2 – Mon 7 Dec")]
    public void A_shift_in_a_list_is_its_days(string starts, string ends, string said) =>
        Assert.Equal(said, ShiftText.Line(Shift(starts, ends), Rotation("0 9 * * 1"), Zone("Europe/London"), Now));

    [Fact]
    public void Where_hand_offs_come_twice_a_day_the_hours_are_said() => Assert.Contains(
        "{date_short_pretty} {time}",
        ShiftText.Line(Shift("2026-11-26T09:00Z", "2026-11-26T21:00Z"), Rotation("0 9,21 * * *"), Zone("Europe/London"), Now),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Europe/London", "Hand-off Mondays 09:00")]
    [InlineData("Asia/Kolkata", "Hand-off Mondays 09:00 (Europe/London)")]
    public void The_zone_is_said_to_whoever_lives_in_another(string zone, string said) =>
        Assert.Equal(said, ShiftText.Rhythm(Rotation("0 9 * * 1"), Zone(zone), Now));

    static Rotation Rotation(string cron) => new(
        "r", "Responder", ["U1"], HandOff.Known(cron),
        new WorkingHours(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), Zone("Europe/London")));

    static Shift Shift(string starts, string ends) => new("r", "U1", At(starts), At(ends), "next in turn");

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
