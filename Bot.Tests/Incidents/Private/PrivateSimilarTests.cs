using Bot.Storage;
using Dapper;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>A private incident is like another one for those inside alone, and moves nothing that others read.</summary>
public sealed class PrivateSimilarTests
{
    const string Again = "#inc-2-payroll-is-leaked-again", Seen = "This has been seen before";

    static async Task<Afternoon> Both()
    {
        var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident declare Payroll is leaked again", "#general");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.CloseAll();
        return afternoon;
    }

    [Fact]
    public async Task Where_all_read_it_is_like_nothing()
    {
        await using var afternoon = await Both();
        afternoon.Ben.DoesNotSee(Seen);
        afternoon.Ben.DoesNotSee("INC-1");
        await afternoon.Ben.Slash("/incident similar 2", "#general");
        Assert.Contains("Nothing like INC-2 has been seen before", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_inside_are_shown_it_until_they_leave()
    {
        await using var afternoon = await Both();
        await afternoon.Finn.Slash("/incident similar 2", "#general");
        Assert.Contains(Channel, afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press("It is the same one");
        Assert.Contains("Nothing like INC-2 has been seen before", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_says_that_it_is_the_same_as_the_other()
    {
        await using var afternoon = await Both();
        await afternoon.Ben.Slash("/incident resolve 2 It was a drill", "#general");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Finn.Slash("/incident similar 1", "#general");
        await afternoon.Finn.Modal.Press("It is the same one");
        Assert.Contains("Not everybody may see both", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The same as", afternoon.Card(afternoon.Ben, Again).Text, StringComparison.Ordinal);
        afternoon.Ben.DoesNotSee("INC-1");
    }

    [Fact]
    public async Task What_was_the_same_before_it_became_private_is_named_on_no_card()
    {
        await using var afternoon = await Both();
        await afternoon.Ben.Slash("/incident resolve 2 It was a drill", "#general");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Slash("/incident declare Payroll is leaked once more", "#general");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Ben.Slash("/incident similar 3", "#general");
        await afternoon.Ben.Modal.Press("It is the same one");
        const string Third = "#inc-3-payroll-is-leaked-once-more";
        Assert.Contains("The same as", afternoon.Card(afternoon.Ben, Third).Text, StringComparison.Ordinal);
        await afternoon.TurnsPrivate(2, afternoon.Chloe);
        await afternoon.Get<Database>().Wake("incident:3");
        await afternoon.Settle();
        Assert.DoesNotContain("The same as", afternoon.Card(afternoon.Ben, Third).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_one_that_all_see_does_not_go_into_it()
    {
        await using var afternoon = await Both();
        await afternoon.Finn.Slash("/incident similar 2", "#general");
        await afternoon.Finn.Modal.Press("It is the same one");
        Assert.Null(afternoon.Finn.Modal.SubmitLabel);
        afternoon.Ben.DoesNotSee("INC-1");
    }

    [Fact]
    public async Task What_went_into_it_makes_it_no_more_like_others()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares("Shopify invoices vanished", "dev");
        await afternoon.Chloe.Slash("/incident merge 2 into 1", "#general");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Get<Database>().Wake("similar_changed:1");
        await afternoon.Ben.Slash("/incident declare Shopify invoices vanished again", "#general");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Finn.Slash("/incident similar 3", "#general");
        Assert.DoesNotContain(Channel, afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_words_count_for_nobody()
    {
        await using var afternoon = await Begin();
        Assert.Equal(0, Counted(afternoon, "payroll"));
        await afternoon.Ben.Slash("/incident declare Stock is wrong", "#general");
        await afternoon.Ben.Modal.Submit();
        Assert.Equal(1, Counted(afternoon, "stock"));
        await afternoon.TurnsPrivate(2, afternoon.Ben);
        await afternoon.Get<Database>().Wake("similar_changed:2");
        await afternoon.Settle();
        Assert.Equal(0, Counted(afternoon, "stock"));
    }

    static long Counted(Afternoon afternoon, string word) => afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
        "select coalesce(sum(incidents), 0) from incident_words where word = @word", new { word }));
}
