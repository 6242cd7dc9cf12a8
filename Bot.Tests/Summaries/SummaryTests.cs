using Bot.Sandbox;
using static Bot.Tests.Summaries.SummaryActs;

namespace Bot.Tests.Summaries;

/// <summary>A draft of a summary, accepted or edited, without a model.</summary>
public sealed class SummaryTests
{
    [Fact]
    public async Task A_draft_links_each_sentence_to_what_it_rests_on_and_stands_on_the_card_once_accepted()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Updates("We roll the loader back");
        var pinned = await afternoon.Ben.Says(Channel, "It began with loader 2.1");
        await pinned.React("pushpin");
        var loved = await afternoon.Finn.Says(Channel, "The deploy of Monday did it");
        await loved.React("heart");
        await afternoon.Chloe.Messages(Channel).First(m => m.Text.Contains("Monday", StringComparison.Ordinal)).React("heart");
        var draft = await afternoon.Chloe.Summarises();
        Assert.Contains("Composed from what is known.", draft.Text, StringComparison.Ordinal);
        Assert.Contains("ana: We roll the loader back (update)", draft.Text, StringComparison.Ordinal);
        Assert.Contains("ben: It began with loader 2.1 (message)", draft.Text, StringComparison.Ordinal);
        Assert.Contains("finn: The deploy of Monday did it (message)", draft.Text, StringComparison.Ordinal);
        var links = Live(draft.View.Definition).ToList();
        foreach (var said in (SeenMessage[])[pinned, loved])
            Assert.Contains(links, l => l.Contains($"/p{said.Posted.Micros}", StringComparison.Ordinal));
        Assert.DoesNotContain("Summary", afternoon.Card().Text, StringComparison.Ordinal);

        await draft.Press("Accept");
        Assert.Contains(
            "On the card: composed from what is known, accepted by chloe", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("ana: We roll the loader back (update)", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.Contains("accepted by chloe", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/incident timeline 1");
        Assert.Contains("accepted the summary", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_to_be_done_is_left_until_it_is_done()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup watch the queue @ben", Channel);
        Assert.Contains("Follow-up #1: watch the queue (ben) (follow-up)", (await afternoon.Chloe.Summarises()).Text,
            StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Close();
        await afternoon.Ana.Resolves("a retry");
        var draft = afternoon.Ana.Sees("Draft of the summary of INC-1", Channel);
        Assert.Contains("Follow-up #1: watch the queue (ben) (follow-up)", draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing is known to be left", draft.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/followup done 1");
        Assert.DoesNotContain("Follow-up #1", (await afternoon.Chloe.Summarises()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_draft_leaves_the_accepted_one_until_it_is_accepted_itself()
    {
        await using var afternoon = await Begin();
        await (await afternoon.Ana.Summarises()).Press("Accept");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Updates("Rolled back");
        var later = await afternoon.Ben.Summarises();
        Assert.Contains("Until then the card shows the one", later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ana: Rolled back", afternoon.Card().Text, StringComparison.Ordinal);
        await later.Press("Accept");
        Assert.Contains("ana: Rolled back (update)", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.Contains("accepted by ben", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_keeps_links_and_is_accepted_at_once_unless_somebody_says_otherwise()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Updates("We roll the loader back");
        await (await afternoon.Ben.Summarises()).Press("Edit");
        await afternoon.Ben.Modal.Fill("Steps so far", "Ana rolled loader 2.1 back\nFinance was told").Submit();
        var card = afternoon.Card();
        Assert.Contains("Ana rolled loader 2.1 back.", card.Text, StringComparison.Ordinal);
        Assert.Contains("Finance was told.", card.Text, StringComparison.Ordinal);
        Assert.Contains("edited, accepted by ben", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_edited_is_shown_again_and_goes_only_by_the_button_for_a_new_draft()
    {
        await using var afternoon = await Begin();
        await (await afternoon.Ana.Summarises()).Press("Edit");
        await afternoon.Ana.Modal.Fill("Problem", "Orders are wrong").Tick("Accept it: the card shows it", on: false).Submit();
        Assert.Contains("Orders are wrong.", (await afternoon.Ben.Summarises()).Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Press("New draft");
        Assert.DoesNotContain("Orders are wrong", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("orders failed (card)", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Accept");
        Assert.Contains("Another draft was asked for meanwhile.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_did_meanwhile_is_said_and_nothing_of_it_is_lost()
    {
        await using var afternoon = await Begin();
        await (await afternoon.Ana.Summarises()).Press("Edit");
        // Of what nobody has edited, another asks anew.
        await afternoon.Ben.Summarises();
        await afternoon.Ana.Modal.Fill("Problem", "Orders are wrong").Submit();
        var why = Assert.Single(afternoon.Ana.Modal.Errors).Value;
        Assert.Contains("Another draft was asked for meanwhile.", why, StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();

        // Both read the same one, and one edits it.
        await (await afternoon.Ana.Summarises()).Press("Edit");
        await afternoon.Ana.Modal.Fill("Problem", "Orders are wrong").Tick("Accept it: the card shows it", on: false).Submit();
        var read = await afternoon.Ben.Summarises();
        Assert.Contains("Orders are wrong.", read.Text, StringComparison.Ordinal);
        Assert.Contains("Edited by ana.", read.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Edit");
        await afternoon.Ana.Modal.Fill("Problem", "Orders of Monday are wrong")
            .Tick("Accept it: the card shows it", on: false).Submit();
        await read.Press("Accept");
        Assert.Contains("ana edited it meanwhile. Read it again.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("accepted by", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Press("Accept");
        Assert.Contains("Orders of Monday are wrong.", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Press("Accept");
        Assert.Contains("ben accepted it already", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_resolve_the_channel_has_the_draft_which_is_one_line_once_it_is_accepted()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Resolves("rolled the loader back");
        var draft = afternoon.Ben.Sees("Draft of the summary of INC-1", Channel);
        Assert.Contains("Fix: rolled the loader back (change)", draft.Text, StringComparison.Ordinal);
        Assert.Empty(draft.Notified);
        await draft.Click("Accept");
        Assert.Contains("ben accepted the summary of INC-1: it stands on the card.", draft.Text, StringComparison.Ordinal);
        Assert.Empty(draft.Buttons);
        Assert.Contains("Fix: rolled the loader back (change)", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_an_end_is_gone_once_the_incident_is_opened_again()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Resolves();
        var draft = afternoon.Ben.Sees("Draft of the summary of INC-1", Channel);
        var accept = draft.Aim("Accept");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ana.Slash("/incident reopen 1");
        Assert.Contains("INC-1 was opened again, so this draft is gone: /incident summary", draft.Text, StringComparison.Ordinal);
        Assert.Empty(draft.Buttons);
        await accept();
        afternoon.Ben.Sees("INC-1 was opened again since. Ask for a new draft.");
        Assert.DoesNotContain("accepted by", afternoon.Card().Text, StringComparison.Ordinal);
        await (await afternoon.Ben.Summarises()).Press("Accept");
        Assert.Contains("accepted by ben", afternoon.Card().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It is over", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_edited_before_it_was_opened_again_can_be_read_and_not_accepted()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Resolves();
        await (await afternoon.Ana.Summarises()).Press("Edit");
        await afternoon.Ana.Modal.Fill("Problem", "Orders are wrong").Tick("Accept it: the card shows it", on: false).Submit();
        await afternoon.Ana.Modal.Press("Edit");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ben.Slash("/incident reopen 1");
        await afternoon.Ana.Modal.Fill("Problem", "All orders are wrong").Submit();
        Assert.Contains("opened again since", Assert.Single(afternoon.Ana.Modal.Errors).Value, StringComparison.Ordinal);
        var read = await afternoon.Ben.Summarises();
        Assert.Contains("Orders are wrong.", read.Text, StringComparison.Ordinal);
        Assert.Contains("INC-1 was opened again since.", read.Text, StringComparison.Ordinal);
        Assert.Equal(["New draft"], read.Buttons);
        await read.Press("New draft");
        Assert.DoesNotContain("Orders are wrong", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_that_was_accepted_before_it_was_opened_again_says_so()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Resolves();
        await afternoon.Ben.Sees("Draft of the summary of INC-1", Channel).Click("Accept");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("opened again", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident reopen 1");
        Assert.Contains(", before it was opened again", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_survives_a_restart_and_so_does_the_wish_for_one()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Resolves();
        await afternoon.Restart();
        await afternoon.Ben.Sees("Draft of the summary of INC-1", Channel).Click("Accept");
        Assert.Contains("accepted by ben", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_joins_late_is_offered_to_catch_up_where_nobody_else_sees_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Emi.Joins(Channel);
        afternoon.Emi.DoesNotSee("read what has happened so far");
        await afternoon.Ana.Updates("We roll the loader back");
        await (await afternoon.Ana.Summarises()).Press("Accept");
        await afternoon.Ana.Modal.Close();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Ana.Updates("Half of it is loaded");
        await afternoon.Gwen.Joins(Channel);
        var offer = afternoon.Gwen.Sees("read what has happened so far", Channel);
        Assert.True(offer.IsEphemeral);
        afternoon.Ana.DoesNotSee("read what has happened so far");
        await offer.Click("Catch me up");
        var read = afternoon.Gwen.Modal;
        Assert.Equal("Catch up on INC-1", read.Title);
        Assert.Contains("ana: We roll the loader back (update)", read.Text, StringComparison.Ordinal);
        Assert.Contains("accepted by ana", read.Text, StringComparison.Ordinal);
        Assert.Contains("New since then", read.Text, StringComparison.Ordinal);
        Assert.Contains("ana: Half of it is loaded (update)", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cards_menu_catches_up_at_once_where_nobody_has_written_a_summary()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Says(Channel, "hello");
        await afternoon.Ben.Messages(Channel).First(m => m.IsPinned).Choose("…", "Catch me up");
        Assert.Contains("Composed from what is known.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("Its alert still fires (card)", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("ana leads it (investigating)", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }
}
