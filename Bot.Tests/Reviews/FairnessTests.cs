using Bot.Domain.Reviews;
using Bot.Reviews;
using Bot.Sandbox;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.Reviews;

public sealed class FairnessTests
{
    [Fact]
    public async Task The_owner_sees_who_worked_what_covers_laid_over()
    {
        await using var afternoon = await AfterTwoShifts();
        await afternoon.Ana.Slash("/cover fairness");
        // Monday to Friday 09:00 to 17:00: ana worked Tuesday from 12:00, Thursday and Friday, ben the Wednesday in between and
        // his own week.
        afternoon.Ana.Sees(
            "ben had the most: 48 h in hours (average 23), 1 shift, took 24 h from others. chloe had the least: 0 h.");
        Assert.Equal(["ben", "ana", "chloe", "avg"], Names(afternoon.Ana));
        Assert.Equal(["ben", "48", "192", "1", "24/1", "-", "0"], Line(afternoon.Ana, "ben"));
        Assert.Equal(["ana", "21", "117", "1", "-", "24/1", "1"], Line(afternoon.Ana, "ana"));
        Assert.Equal(["chloe", "0", "0", "0", "-", "-", "0"], Line(afternoon.Ana, "chloe"));
        Assert.Contains("Nobody was on call.", afternoon.Ana.Sees("Q4 2025").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_reads_one_line_of_their_own_and_the_others_average()
    {
        await using var afternoon = await AfterTwoShifts();
        await afternoon.Ben.Slash("/cover fairness");
        afternoon.Ben.Sees("Q1 2026 so far\nYou: 48 h in hours, others on average 11 h; 1 shift, took 24 h from others.");
        Assert.Empty(Names(afternoon.Ben));
        await afternoon.Emi.Slash("/cover fairness");
        afternoon.Emi.Sees("You were not on call; the members had 23 h in hours on average.");
        await afternoon.Ivy.Slash("/cover fairness");
        Assert.Equal(["ben", "ana", "chloe", "avg"], Names(afternoon.Ivy));
    }

    [Fact]
    public async Task Another_period_is_shown_in_the_same_place()
    {
        await using var afternoon = await AfterTwoShifts();
        await afternoon.Ben.Slash("/cover fairness responder");
        await afternoon.Ben.Sees("Q1 2026 so far").Choose("Period", "4 weeks");
        Assert.Contains("The 4 weeks before", afternoon.Ben.Sees("Last 4 weeks").Text, StringComparison.Ordinal);
        await afternoon.Ben.Sees("Last 4 weeks").Choose("Period", "Year");
        afternoon.Ben.Sees("2026 so far");
    }

    [Fact]
    public async Task A_rotation_that_is_not_there_is_named_and_guests_are_refused()
    {
        await using var afternoon = await Begin("2026-03-03T12:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover fairness engineers");
        afternoon.Ana.Sees("There is no rotation \"engineers\". There is Data responder.");
        await afternoon.Gus.Slash("/cover fairness", "#general");
        afternoon.Gus.Sees("Guests cannot use Data Responder.");
    }

    [Theory]
    [InlineData(40, 40, 40, "Shared evenly: 40 h in hours each.")]
    [InlineData(40, 32, 36, "Shared evenly: 32 to 40 h in hours each.")]
    [InlineData(100, 80, 90, "Shared evenly: 80 to 100 h in hours each.")]
    [InlineData(40, 24, 32, "*a* had the most: 40 h in hours (average 32), 0 shifts. *b* had the least: 24 h.")]
    [InlineData(0, 0, 0, "Nobody was on call.")]
    public void The_table_comes_to_a_sentence(int a, int b, int c, string said)
    {
        List<Load> loads = [.. new[] { ("a", a), ("b", b), ("c", c) }
            .Select(l => new Load(l.Item1) { InHours = TimeSpan.FromHours(l.Item2), OnCall = TimeSpan.FromHours(l.Item2) })];
        Assert.Equal(said, FairnessWords.Of(loads, p => p));
    }

    [Fact]
    public void The_table_fits_a_phone()
    {
        var loads = Enumerable.Range(0, 30).Select(i => new Load($"Maximiliane the {i}th")
        {
            OnCall = TimeSpan.FromHours(8760 - i),
            InHours = TimeSpan.FromHours(72.25 * i),
            Shifts = 365 - i,
            Took = TimeSpan.FromHours(120.5),
            TimesTook = 9,
            Gave = TimeSpan.FromHours(7.25),
            TimesGave = 3,
            Disturbed = 140,
        }).ToList();
        Assert.All(FairnessTable.Of(loads, p => p).Split('\n'), line => Assert.InRange(line.Length, 1, 36));
    }

    /// <summary>
    /// Ana from Tuesday 3 March 12:00, ben covers her Wednesday, an incident on Thursday night; then ben's week; now it is
    /// chloe's.
    /// </summary>
    static async Task<Afternoon> AfterTwoShifts()
    {
        var afternoon = await Begin("2026-03-03T12:00Z", "ana", "ben", "chloe");
        await afternoon.Until(At("2026-03-04T00:00Z"));
        await afternoon.Ben.Slash("/cover take");
        await afternoon.Ben.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Until(At("2026-03-05T22:00Z"));
        await afternoon.Dev.Slash("/incident");
        await afternoon.Dev.Modal.Fill("Name", "Orders are late").Submit();
        await afternoon.Until(At("2026-03-16T09:00Z"));
        return afternoon;
    }

    static IEnumerable<string> Names(Member member) => Rows(member).Select(r => r[0]);

    static string[] Line(Member member, string name) => Rows(member).Single(r => r[0] == name);

    /// <summary>The lines of the running period's table.</summary>
    static List<string[]> Rows(Member member) =>
        [.. member.Sees("2026 so far").Text.Split("so far")[1].Split("Q4 2025")[0].Split('\n')
            .Select(l => l.Trim('`').Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(r => r.Length == 7)];
}
