using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.Tests.Handover;

/// <summary>When hours go from one person to another, and when whoever goes is asked.</summary>
public sealed class ShiftChangeTests
{
    static readonly DateTimeOffset Monday = At("2026-03-02T09:00Z");

    /// <summary>Weekly shifts of A, B and C.</summary>
    static readonly Shift[] Weeks =
        [.. "ABC".Select((who, n) => new Shift("r", who.ToString(), Monday.AddDays(7 * n), Monday.AddDays(7 * (n + 1)), ""))];

    static List<string> Of(params (int From, int To, string Away, string Covering)[] covers) =>
    [
        .. ShiftChange.Of(Weeks, CoverLayout.Over(Weeks, covers.Select((c, n) => new Cover(
            n, "r", Monday.AddDays(c.From), Monday.AddDays(c.To), c.Away, c.Covering, "")))).Select(c => string.Create(
                CultureInfo.InvariantCulture, $"{c.From}→{c.To} {(c.At - Monday).TotalDays}")),
    ];

    [Fact]
    public void Who_has_the_last_hours_hands_over_to_who_has_the_first()
    {
        Assert.Equal(["A→B 7", "B→C 14"], Of());
        Assert.Equal(["C→B 7", "B→C 14"], Of((5, 7, "A", "C")));
        Assert.Equal(["A→C 7", "B→C 14"], Of((7, 9, "B", "C")));
        Assert.Equal(["A→B 7", "B→C 14"], Of((2, 3, "A", "C")));
    }

    [Fact]
    public void Who_goes_on_hands_over_when_they_stop() =>
        Assert.Equal(
            [["A→B 9", "B→C 14"], ["C→B 9", "B→C 14"], ["A→C 14"]],
            new[] { Of((7, 9, "B", "A")), Of((5, 7, "A", "C"), (7, 9, "B", "C")), Of((7, 14, "B", "A")) });

    [Fact]
    public void After_a_gap_it_comes_with_the_next_hours()
    {
        Shift[] apart = [Weeks[0] with { Ends = Monday.AddDays(4) }, Weeks[1]];
        var change = Assert.Single(ShiftChange.Of(apart, apart));
        Assert.Equal((Monday.AddDays(4), Monday.AddDays(7)), (change.Last.Ends, change.At));
    }

    [Theory]
    // Monday's hand-off on the Friday before, also where clocks change in between.
    [InlineData("Europe/London", "2026-03-09T09:00Z", "2026-03-06")]
    [InlineData("Europe/London", "2026-03-30T08:00Z", "2026-03-27")]
    [InlineData("America/New_York", "2026-03-09T09:00Z", "2026-03-06")]
    [InlineData("Asia/Kolkata", "2026-03-09T09:00Z", "2026-03-09")]
    // In the afternoon, at midnight, and in the night of the clocks.
    [InlineData("Europe/London", "2026-03-06T17:00Z", "2026-03-06")]
    [InlineData("Europe/London", "2026-03-06T12:59Z", "2026-03-05")]
    [InlineData("Europe/London", "2026-03-07T00:00Z", "2026-03-06")]
    [InlineData("Europe/London", "2026-03-29T23:00Z", "2026-03-27")]
    [InlineData("Europe/London", "2026-10-26T00:00Z", "2026-10-23")]
    public void Who_goes_is_asked_on_the_last_working_day_with_an_afternoon(string zone, string ends, string day)
    {
        var hours = new WorkingHours(
            Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), TimeZoneInfo.FindSystemTimeZoneById(zone));
        var last = new Shift("r", "A", At(ends).AddDays(-7), At(ends), "");
        var asked = new ShiftChange(last, last with { Person = "B", Starts = At(ends), Ends = At(ends).AddDays(7) }).Asked(hours);
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), asked?.Day);
    }

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
