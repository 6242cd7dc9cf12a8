using Bot.Sandbox.Page.Tools;

namespace Bot.Tests.Page;

/// <summary>Where the clock's buttons lead.</summary>
public sealed class ClockMovesTests
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("2026-03-03T10:00Z", "Next morning", "2026-03-04T08:55Z")]
    [InlineData("2026-03-03T03:00Z", "Next morning", "2026-03-03T08:55Z")]
    [InlineData("2026-03-28T20:00Z", "Next morning", "2026-03-29T07:55Z")]
    [InlineData("2026-03-03T10:00Z", "Next DST change", "2026-03-29T01:00Z")]
    [InlineData("2026-03-29T01:00Z", "Next DST change", "2026-10-25T01:00Z")]
    public void Moves_are_told_in_the_viewers_zone(string now, string move, string to) =>
        Assert.Equal(DateTimeOffset.Parse(to, null), ClockMoves.From(DateTimeOffset.Parse(now, null), London, null)
            .Single(each => each.Name == move).To);

    [Fact]
    public void Without_a_rotation_there_is_no_hand_off_to_go_to()
    {
        var moves = ClockMoves.From(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, null);
        Assert.All(moves.Where(move => move.Name.Contains("and-off", StringComparison.Ordinal)), move => Assert.Null(move.To));
    }
}
