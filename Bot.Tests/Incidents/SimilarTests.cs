using Bot.Incidents.Similar;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Alerts.Dbt;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Incidents;

/// <summary>Incidents that are like one: in its channel when it is new, and for whoever asks. Ana is on call.</summary>
public sealed class SimilarTests
{
    const string Old = "#inc-1-shopify-orders-are-late", Seen = "This has been seen before";
    const string Same = "It is the same one", NotSame = "Not the same";

    /// <summary>INC-1 is over, and a week later it is so again.</summary>
    static async Task<Afternoon> Again(bool isOver = true)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("Shopify orders are late", lead: "ben");
        await afternoon.Finn.Declares("Nobody can open the tableau login page");
        await afternoon.Finn.Slash("/incident decline 2");
        await afternoon.Finn.Modal.Submit();
        if (isOver)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(70));
            await afternoon.Ben.Slash("/incident resolve 1 Restarted the loader");
            await afternoon.Ben.Modal.Submit();
            await afternoon.Pass(TimeSpan.FromDays(7));
        }

        await afternoon.Finn.Declares("Orders of Shopify delayed");
        return afternoon;
    }

    const string Third = "#inc-3-orders-of-shopify-delayed";

    [Fact]
    public async Task A_new_incidents_channel_reads_what_is_like_it_how_that_was_dealt_with_by_whom_and_how_long_it_took()
    {
        await using var afternoon = await Again();
        var message = afternoon.Ana.Sees(Seen, Third);
        Assert.Contains(Old, message.Text, StringComparison.Ordinal);
        foreach (var said in (string[])["Both are about", "“shopify”", "“orders”"])
            Assert.Contains(said, message.Text, StringComparison.Ordinal);
        Assert.Contains("Fixed: Restarted the loader", message.Text, StringComparison.Ordinal);
        Assert.Contains("ben · resolved", message.Text, StringComparison.Ordinal);
        Assert.Contains("after 1 h 10 min", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tableau", message.Text, StringComparison.Ordinal);
        Assert.Equal([Same], message.Buttons);
        Assert.Empty(message.Notified);
        var card = afternoon.Ana.Messages(Third).First(m => m.IsPinned);
        Assert.True(string.CompareOrdinal(card.Posted.Ts, message.Posted.Ts) < 0);
    }

    [Fact]
    public async Task Where_nothing_is_like_it_nothing_is_said()
    {
        await using var afternoon = await Again();
        await afternoon.Ana.Slash("/incident similar 2");
        Assert.Contains("Nothing like INC-2 has been seen before.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("🔥🔥🔥");
        Assert.DoesNotContain(afternoon.Ana.Messages("#inc-4"), m => m.Text.Contains(Seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_shows_them_in_its_channel_with_a_number_and_from_the_menu()
    {
        await using var afternoon = await Again();
        await afternoon.Chloe.Joins(Third);
        await afternoon.Chloe.Slash("/incident similar", Third);
        Assert.Equal("Like INC-3", afternoon.Chloe.Modal.Title);
        Assert.Contains("Fixed: Restarted the loader", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/incident similar 1", "#general");
        Assert.Contains(Third, afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/incident", Third);
        await afternoon.Chloe.Modal.Press("See similar ones");
        Assert.Contains("Fixed: Restarted the loader", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/incident similar", "#general");
        Assert.Contains(
            "Which incident do you want to see what is like?", afternoon.Chloe.Screen("#general"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_as_one_that_is_over_is_linked_on_both_timelines_and_cards_until_somebody_says_no()
    {
        await using var afternoon = await Again();
        await afternoon.Ana.Sees(Seen, Third).Click(Same);
        afternoon.Ana.Sees($"ana: this is the same as INC-1 {Old}", Third);
        Assert.Contains($"The same as {Old} (resolved)", afternoon.Card(Third).Text, StringComparison.Ordinal);
        Assert.Contains("The same as", afternoon.Card(Old).Text, StringComparison.Ordinal);
        foreach (var number in (int[])[1, 3])
        {
            await afternoon.Ana.Slash($"/incident timeline {number}");
            Assert.Contains("this is the same as INC-", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
            await afternoon.Ana.Modal.Close();
        }

        var message = afternoon.Ana.Sees(Seen, Third);
        Assert.Contains("Linked as the same", message.Text, StringComparison.Ordinal);
        Assert.Equal([NotSame], message.Buttons);
        await message.Click(NotSame);
        afternoon.Ana.Sees("this is not the same as INC-1", Third);
        Assert.DoesNotContain("The same as", afternoon.Card(Third).Text, StringComparison.Ordinal);
        Assert.Equal([Same], afternoon.Ana.Sees(Seen, Third).Buttons);
    }

    [Fact]
    public async Task In_the_modal_it_is_linked_where_it_stands()
    {
        await using var afternoon = await Again();
        await afternoon.Ben.Slash("/incident similar 3");
        await afternoon.Ben.Modal.Press(Same);
        Assert.Contains("Linked as the same", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Press(NotSame);
        Assert.Equal([Same], afternoon.Ben.Modal.Buttons);
    }

    [Fact]
    public async Task The_same_as_one_that_is_open_is_merged_into_it()
    {
        await using var afternoon = await Again(isOver: false);
        await afternoon.Ana.Sees("This may be one that is open", Third).Click(Same);
        Assert.Equal("INC-1 · Shopify orders are late", afternoon.Ana.Modal.Value("It is about the same as"));
        await afternoon.Ana.Modal.Submit();
        Assert.Contains("Merged into INC-1", afternoon.Card(Third).Text, StringComparison.Ordinal);
        // What went into another one is found as that one, by its own words too.
        await afternoon.Finn.Declares("Delayed again: Shopify");
        await afternoon.Ana.Slash("/incident similar 4");
        Assert.Contains(Old, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Third, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_model_with_the_same_error_comes_first_whatever_it_is_called()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Hourly("error stg_orders");
        await afternoon.Hourly("success stg_orders");
        await afternoon.Ana.Slash("/incident rename 1 Something quite different");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve 1 Took the column back");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromDays(3));
        await afternoon.Runs("error stg_orders");
        var message = afternoon.Ana.Sees(Seen);
        Assert.Contains("The same model, the same error", message.Text, StringComparison.Ordinal);
        Assert.Contains("Fixed: Took the column back", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_pull_request_stands_beside_it()
    {
        await using var afternoon = await Again();
        await afternoon.Ben.Slash("/incident pr 1 https://github.com/acme/dbt/pull/12", "#general");
        await afternoon.Ana.Slash("/incident similar 3");
        Assert.Contains("acme/dbt#12", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_and_whoever_left_find_nothing()
    {
        await using var afternoon = await Again();
        await afternoon.Get<Profiles>().Know(afternoon.Gus.Id, TestContext.Current.CancellationToken);
        var found = (string person) => afternoon.Get<Database>().Read(db => FindSimilar.Matches(
            db, Viewer.Of(person), Bot.Incidents.IncidentStore.Find(db, Viewer.Public, 3)!, 0.1, 5)).Count;
        Assert.Equal(0, found(afternoon.Gus.Id));
        Assert.Equal(1, found(afternoon.Ana.Id));
    }

    [Theory]
    [InlineData("\"orders\" OR * NEAR(shopify, late) AND NOT ' ; drop table incidents; --")]
    [InlineData("shopify:* & !orders | (late <-> ''")]
    [InlineData("<!channel> shopify *orders* `late` <https://example.com|orders>")]
    [InlineData("订单 shopify 延迟 🔥 orders")]
    public async Task Whatever_is_typed_is_words_and_no_query(string name)
    {
        await using var afternoon = await Again();
        await afternoon.Finn.Declares(name);
        await afternoon.Ana.Slash("/incident similar 4");
        Assert.Contains("Fixed: Restarted the loader", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(afternoon.Workspace.Notifications, n => n.Message.Text.Contains(Seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_behind_the_verb_are_the_name_of_an_incident()
    {
        await using var afternoon = await Again();
        await afternoon.Finn.Slash("/incident similar orders are late too");
        Assert.Equal("similar orders are late too", afternoon.Finn.Modal.Value("Name"));
    }
}
