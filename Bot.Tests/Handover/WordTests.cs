using Bot.Handover;
using Bot.Storage;
using Bot.Tests.Home;
using Dapper;
using static Bot.Tests.Handover.WordStory;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Handover;

/// <summary>What whoever goes wants whoever comes to know. See <see cref="WordStory"/>.</summary>
public sealed class WordTests
{
    [Fact]
    public async Task Whoever_goes_is_asked_on_their_last_working_day_and_whoever_comes_reads_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T08:59Z"));
        Assert.Empty(afternoon.Ana.Briefs());
        await afternoon.Until(At("2026-03-06T09:00Z"));
        var asked = Assert.Single(afternoon.Ana.Briefs());
        asked.Says("Your hours end Mon 9 Mar, @finn is next.");
        Assert.Equal("Your hours end Mon 9 Mar", asked.Notification);
        Assert.Equal(["Leave a word for finn"], asked.Buttons);
        await asked.Click("Leave a word for finn");
        Assert.Contains("takes over Mon 9 Mar 09:00 (Europe/London).", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Fill(ForFinn, "The backfill of orders runs until noon").Submit();
        asked.Says("Your word waits for the hand-off.");
        await asked.Click("Change your word");
        Assert.Equal("The backfill of orders runs until noon", afternoon.Ana.Modal.Value(ForFinn));
        await afternoon.Ana.Modal.Fill(ForFinn, "The backfill of orders runs until noon.\n\nAsk Dev about prices.").Submit();
        afternoon.Finn.DoesNotSee("backfill");

        await afternoon.Until(At("2026-03-09T09:00Z"));
        var read = afternoon.Finn.Brief();
        read.Says("ana says:\n> The backfill of orders runs until noon.");
        Assert.Equal("You are on call until Mon 16 Mar. ana left you a word", read.Notification);
        Assert.Equal(["I have it", "Handover"], read.Buttons);
        await read.Click("Handover");
        Assert.Contains(
            "The backfill of orders runs until noon.\n\nAsk Dev about prices.", afternoon.Finn.Modal.Text,
            StringComparison.Ordinal);
        asked.Says("Handed over.");
        Assert.Empty(asked.Buttons);
        afternoon.Chloe.DoesNotSee("backfill");
        Assert.Single(afternoon.Ana.Briefs());
    }

    [Fact]
    public async Task Handover_stands_on_the_brief_and_on_Home_until_the_end_of_the_first_day()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-06T08:00Z"));
        (await afternoon.Home(afternoon.Ana)).DoesNotSee("is next as Data responder");
        await afternoon.Until(At("2026-03-06T10:00Z"));
        var ana = await afternoon.Home(afternoon.Ana);
        ana.Sees("finn is next as Data responder, Mon 9 Mar.");
        await ana.Press("Leave a word for finn");
        await afternoon.Ana.Modal.Fill(ForFinn, "Watch prices").Submit();
        Assert.Contains("Change your word", (await afternoon.Home(afternoon.Ana)).Buttons);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.DoesNotContain("Change your word", (await afternoon.Home(afternoon.Ana)).Buttons);
        var finn = await afternoon.Home(afternoon.Finn);
        finn.Sees("Your hours as Data responder have begun.");
        await finn.Press("Handover");
        Assert.Contains("Watch prices", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Close();
        await afternoon.Until(At("2026-03-09T16:59Z"));
        Assert.Contains("Handover", afternoon.Finn.Brief().Buttons);
        await afternoon.Until(At("2026-03-09T17:01Z"));
        Assert.DoesNotContain("Handover", afternoon.Finn.Brief().Buttons);
        (await afternoon.Home(afternoon.Finn)).DoesNotSee("Your hours as Data responder have begun.");
        afternoon.Finn.Brief().Says("Watch prices");
    }

    [Fact]
    public async Task What_it_says_is_text_and_calls_nobody()
    {
        await using var afternoon = await Begin();
        var word = $"<!channel> *look* at <@{afternoon.Dev.Id}> & <https://evil.example|this> {new string('x', 2900)}";
        await afternoon.Ana.LeavesWord(word);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var brief = afternoon.Finn.Brief();
        Assert.Equal(["finn"], brief.Notified);
        Assert.Contains("<!channel> *look* at", brief.Text, StringComparison.Ordinal);
        await brief.Click("Handover");
        Assert.Contains(word, afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_hand_off_it_stands_as_it_is()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Watch prices");
        await afternoon.Ana.Slash("/cover word");
        var open = afternoon.Ana.Modal;
        await afternoon.Until(At("2026-03-09T09:00Z"));
        await open.Fill(ForFinn, "Too late").Submit();
        Assert.Contains("These hours are handed over", afternoon.Ana.Modal.Errors[ForFinn], StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/cover word");
        afternoon.Ana.Sees("You hand over to nobody as far as shifts are laid out.");
        await afternoon.Finn.Brief().Click("Handover");
        Assert.DoesNotContain("Too late", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_taken_back()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Watch prices");
        await afternoon.Ana.LeavesWord("");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Finn.Brief().SaysNot("ana says");
        Assert.Equal(["I have it"], afternoon.Finn.Brief().Buttons);
    }

    [Fact]
    public async Task What_is_typed_behind_the_command_is_in_the_form_below_what_is_kept()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/cover word prices are odd");
        Assert.Equal("prices are odd", afternoon.Ana.Modal.Value(ForFinn));
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/cover word and stock");
        Assert.Equal("prices are odd\nand stock", afternoon.Ana.Modal.Value(ForFinn));
        await afternoon.Finn.Slash("/cover word hello");
        afternoon.Finn.Sees("You hand over to nobody");
    }

    [Fact]
    public async Task Whoever_hands_over_to_nobody_is_not_asked()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Until(At("2026-03-06T09:00Z"));
        Assert.Empty(afternoon.Ana.Briefs());
        await afternoon.Ana.Slash("/cover word");
        afternoon.Ana.Sees("You hand over to nobody");
    }

    [Fact]
    public async Task A_bot_that_was_down_at_the_hand_off_hands_it_over_when_it_is_back()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Watch prices");
        await afternoon.Stop();
        await afternoon.Until(At("2026-03-09T11:00Z"));
        await afternoon.Start();
        await afternoon.Restart();
        afternoon.Finn.Brief().Says("ana says:\n> Watch prices");
        Assert.Single(afternoon.Finn.Briefs(), b => b.Text.Contains("after @ana", StringComparison.Ordinal));
    }

    [Fact]
    public async Task They_are_kept_as_long_as_briefs()
    {
        await using var afternoon = await Begin(new() { ["Retention:Briefs"] = "3" });
        await afternoon.Ana.LeavesWord("Watch prices");
        long Kept() => afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>("select count(*) from handover_words"));
        // What waits for a hand-off stays.
        await afternoon.Until(At("2026-03-09T08:59Z"));
        Assert.Equal(1, Kept());
        await afternoon.Until(At("2026-03-12T08:59Z"));
        Assert.Equal(1, Kept());
        await afternoon.Until(At("2026-03-12T09:02Z"));
        Assert.Equal(0, Kept());
    }

    [Fact]
    public async Task The_history_says_who_left_one_and_never_what_it_says()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.LeavesWord("Watch prices");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var noted = afternoon.Get<Database>().Read(db => db.Query<string>(
            "select verb from history where verb in @verbs order by id",
            new { verbs = (string[])[HandoverFacts.Left.Word, HandoverFacts.Handed.Word] }));
        Assert.Equal([HandoverFacts.Left.Word, HandoverFacts.Handed.Word], noted);
        Assert.Equal(0, afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
            "select count(*) from history where before like '%prices%' or after like '%prices%' or why like '%prices%'")));
    }
}
