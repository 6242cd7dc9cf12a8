using Bot.Sandbox;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Sandbox;

public sealed class SteeredClockTests
{
    static readonly DateTimeOffset Ten = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    readonly FakeTimeProvider wire = new();

    [Fact]
    public void Time_runs_at_its_speed_and_stands_still_at_zero()
    {
        var clock = new SteeredClock(Ten, 60, wire);
        wire.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Ten.AddMinutes(2), clock.GetUtcNow());
        clock.RunAt(0);
        wire.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Ten.AddMinutes(2), clock.GetUtcNow());
    }

    [Fact]
    public void Time_moves_forward_only()
    {
        var clock = new SteeredClock(Ten, 1, wire);
        clock.Steer(Ten.AddHours(-1), 1);
        Assert.Equal(Ten, clock.GetUtcNow());
        clock.Forward(TimeSpan.FromHours(3));
        Assert.Equal(Ten.AddHours(3), clock.GetUtcNow());
    }

    [Fact]
    public void A_line_carries_time_and_speed_to_another_process()
    {
        var clock = new SteeredClock(Ten, 0.5, wire);
        var other = SteeredClock.From(clock.Line);
        Assert.Equal(Ten, other.GetUtcNow(), TimeSpan.FromSeconds(5));
        Assert.Equal(0.5, other.Speed);
    }

    [Theory]
    [InlineData("2026-11-22", "2026-11-24T10:00:00+00:00")]
    [InlineData("2026-11-28", "2026-11-24T10:00:00+00:00")]
    [InlineData("2026-07-01", "2026-06-30T10:00:00+01:00")]
    public void Workspace_time_starts_on_a_Tuesday_at_ten_in_London(string today, string start) =>
        Assert.Equal(DateTimeOffset.Parse(start, null), Tuesday.Of(DateTimeOffset.Parse(today + "T12:00:00Z", null)));
}
