using Bot.Sandbox;
using Bot.Sandbox.Page.Tools;

namespace Bot.Tests.Page;

/// <summary>Where the clock's buttons lead.</summary>
public sealed class ClockMovesTests
{
    static Person Somebody(string zone) => new()
    {
        Id = "U1",
        TeamId = "T1",
        Handle = "ana",
        RealName = "Ana",
        Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        Has24Hours = zone == "Europe/London",
    };

    [Theory]
    [InlineData("Europe/London", "2026-03-03T10:00Z", "Tonight 22:00", "2026-03-03T22:00Z")]
    [InlineData("Europe/London", "2026-03-03T22:00Z", "Tonight 22:00", "2026-03-04T22:00Z")]
    [InlineData("America/New_York", "2026-03-03T10:00Z", "Tonight 10 PM", "2026-03-04T03:00Z")]
    [InlineData("Europe/London", "2026-03-03T10:00Z", "Hours open", "2026-03-04T09:01Z")]
    [InlineData("Europe/London", "2026-03-03T03:00Z", "Hours open", "2026-03-03T09:01Z")]
    [InlineData("Europe/London", "2026-03-06T22:00Z", "Hours open", "2026-03-09T09:01Z")]
    [InlineData("America/New_York", "2026-03-27T22:00Z", "Hours open", "2026-03-30T08:01Z")]
    [InlineData("Europe/London", "2026-03-03T10:00Z", "Next DST change", "2026-03-29T01:00Z")]
    [InlineData("Europe/London", "2026-03-29T01:00Z", "Next DST change", "2026-10-25T01:00Z")]
    public void Moves_lead_to_moments_worth_seeing(string zone, string now, string move, string to) =>
        Assert.Equal(DateTimeOffset.Parse(to, null), ClockMoves.From(DateTimeOffset.Parse(now, null), Somebody(zone), null)
            .Single(each => each.Name == move).To);

    [Fact]
    public void Without_a_rotation_there_is_no_hand_off_to_go_to()
    {
        var moves = ClockMoves.From(DateTimeOffset.UnixEpoch, Somebody("Europe/London"), null);
        Assert.All(moves.Where(move => move.Name.Contains("and-off", StringComparison.Ordinal)), move => Assert.Null(move.To));
    }
}
