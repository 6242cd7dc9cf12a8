using System.Globalization;

namespace Bot.Tests.Home;

/// <summary>Who is told when, in a fortnight of three people on three continents.</summary>
public sealed class FortnightTests
{
    /// <summary>The hours of the rotation are those of London, or those of whoever is on call.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_is_woken_for_what_can_wait_and_nobody_reads_two_briefs_a_day(bool onOwnClocks)
    {
        await using var fortnight = await Fortnight.Live(onOwnClocks);
        var all = fortnight.Told.All;
        Assert.Empty(all.Where(d => fortnight.Class(d) is null).Select(d => d.ToString()));
        var briefs = all.Where(d => fortnight.Class(d) == "brief").ToLookup(d => $"{d.Person} {Day(d)}", d => d.Text);
        Assert.Empty(briefs.Where(b => b.Count() > 1).Select(b => b.Key));
        Assert.Equal([], Promised.Where(p => !briefs[p.Who].Any()).Select(p => p.Who));
        foreach (var (who, begins) in Promised) Assert.StartsWith(begins, Assert.Single(briefs[who]), StringComparison.Ordinal);
        Assert.Contains(all, d => fortnight.Class(d) == "urgent");
        // Dev read at nine what he leads, and at half past two what he takes over, in the same message.
        var dev = fortnight.Afternoon.Dev.Briefs().Single(b => b.Text.Contains("after @ben", StringComparison.Ordinal));
        dev.Says("You are on call until Mon 16 Mar, after @ben.");
        Assert.Matches("You have it. You took [0-9]+.", dev.Text);
    }

    static readonly (string Who, string Begins)[] Promised =
    [
        ("ben Mon 2", "You are on call until Mon 9 Mar"),
        ("ana Wed 4", "You are on call until <!date"), ("ben Thu 5", "You are on call again until Mon 9 Mar"),
        ("dev Fri 6", "You are on call Mon 9 – Mon 16 Mar"), ("dev Mon 9", "You are on call Mon 9 – Mon 16 Mar. You lead"),
        ("ben Mon 9", "You lead "), ("ana Fri 13", "You are on call Mon 16 – Mon 23 Mar"),
    ];

    static string Day(Disturbance told) =>
        Fortnight.Wall(told.Person, told.At).ToString("ddd d", CultureInfo.InvariantCulture);
}
