using Bot.Tests.Home;
using static Bot.Tests.Handover.WordStory;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Handover;

/// <summary>Covers at a hand-off, and several rotations of one person. See <see cref="WordStory"/>.</summary>
public sealed class WordCoverTests
{
    [Fact]
    public async Task Whoever_covers_the_last_hours_is_asked_and_all_that_was_written_is_read()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Prices are odd");
        await afternoon.Covers(afternoon.Chloe, afternoon.Ana, "2026-03-05T17:00Z", "2026-03-09T09:00Z");
        await afternoon.Until(At("2026-03-06T09:00Z"));
        afternoon.Chloe.Brief().Says("Your hours end Mon 9 Mar, @finn is next.");
        Assert.DoesNotContain(afternoon.Ana.Briefs(), b => b.Text.Contains("is next", StringComparison.Ordinal));
        await afternoon.Chloe.Brief().Click("Leave a word for finn");
        await afternoon.Chloe.Modal.Fill(ForFinn, "Stock as well").Submit();
        // What Ana wrote is hers to change until then.
        Assert.Contains("Change your word", (await afternoon.Home(afternoon.Ana)).Buttons);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Finn.Brief().Says("chloe says: … 1 more\n> Stock as well");
        await afternoon.Finn.Brief().Click("Handover");
        Assert.Contains("Prices are odd", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("Stock as well", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_covers_the_first_hours_reads_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Covers(afternoon.Chloe, afternoon.Finn, "2026-03-09T09:00Z", "2026-03-10T00:00Z");
        await afternoon.Until(At("2026-03-06T09:00Z"));
        afternoon.Ana.Brief().Says("@chloe is next.");
        await afternoon.Ana.LeavesWord("Prices are odd", "What should chloe know?");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Chloe.Brief().Says("ana says:\n> Prices are odd");
        afternoon.Finn.DoesNotSee("Prices are odd");
    }

    [Fact]
    public async Task Whoever_goes_on_for_the_next_one_is_asked_when_they_stop_and_a_word_waits_until_then()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Prices are odd");
        await afternoon.Covers(afternoon.Ana, afternoon.Finn, "2026-03-09T09:00Z", "2026-03-11T00:00Z");
        await afternoon.Until(At("2026-03-06T09:00Z"));
        Assert.Empty(afternoon.Ana.Briefs());
        await afternoon.Until(At("2026-03-10T09:00Z"));
        afternoon.Finn.DoesNotSee("Prices are odd");
        afternoon.Ana.Brief().Says("@finn is next.");
        Assert.Equal(["Change your word"], afternoon.Ana.Brief().Buttons);
        await afternoon.Ana.LeavesWord("Prices are well again");
        await afternoon.Until(At("2026-03-11T09:00Z"));
        var brief = afternoon.Finn.Brief();
        brief.Says("ana says:\n> Prices are well again");
        Assert.Contains("Handover", brief.Buttons);
    }

    [Fact]
    public async Task A_cover_in_the_midst_of_a_shift_hands_nothing_over()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Prices are odd");
        await afternoon.Covers(afternoon.Chloe, afternoon.Ana, "2026-03-04T00:00Z", "2026-03-05T00:00Z");
        await afternoon.Until(At("2026-03-04T09:00Z"));
        afternoon.Chloe.DoesNotSee("Prices are odd");
        await afternoon.Chloe.Slash("/cover word");
        afternoon.Chloe.Sees("You hand over to nobody");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Finn.Brief().Says("ana says:\n> Prices are odd");
    }

    [Fact]
    public async Task Of_two_rotations_each_has_its_own_word_in_one_brief()
    {
        await using var afternoon = await Begin();
        // The older one comes first.
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ana.Slash("/cover rota new");
        await afternoon.Ana.Modal.Fill("Name", "Platform").ChoosePeople("Members", "ana", "dev").Submit();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        var brief = Assert.Single(afternoon.Ana.Briefs());
        brief.Says("Your hours as Data responder end Mon 9 Mar, @finn is next.");
        brief.Says("Your hours as Platform end Mon 9 Mar, @dev is next.");
        await afternoon.Ana.Slash("/cover word platform");
        await afternoon.Ana.Modal.Fill("What should dev know?", "Disks are full").Submit();
        await afternoon.Ana.LeavesWord("Prices are odd");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Finn.Brief().Says("> Prices are odd");
        await afternoon.Until(At("2026-03-09T15:00Z"));
        Assert.Contains(afternoon.Dev.Briefs(), b => b.Text.Contains("Disks are full", StringComparison.Ordinal));
        afternoon.Dev.DoesNotSee("Prices are odd");
        afternoon.Finn.DoesNotSee("Disks are full");
    }
}
