using Bot.Tests.Alerts;
using static Bot.Tests.Incidents.Notices.NoticeStory;

namespace Bot.Tests.Incidents.Notices;

/// <summary>Notices where several incidents have to do with the same.</summary>
public sealed class NoticeTogetherTests
{
    const string Stock = "#inc-2-stock-failed";

    [Fact]
    public async Task Merging_an_incident_takes_its_notices_along()
    {
        await using var afternoon = await Told();
        await afternoon.Fails("stock", exposure: null);
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        await afternoon.Ben.Merge(1, 2);
        Assert.Single(afternoon.Reads("#sales")).Has(Stale, "INC-2");
        afternoon.Card(Stock).Has("Told: #sales (Revenue dashboard)");
        afternoon.Ana.Sees("the notice “Revenue dashboard” came along from INC-1", Stock);
        await afternoon.Ana.Resolves(2);
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
    }

    [Fact]
    public async Task A_form_that_was_open_meanwhile_changes_it_where_it_is_now()
    {
        await using var afternoon = await Told();
        await (await afternoon.Finn.Notice()).Press("Change");
        await afternoon.Fails("stock", exposure: null);
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        await afternoon.Ben.Merge(1, 2);
        await afternoon.Finn.Modal.Fill("What else readers should know", "Stock too").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("Stock too", "INC-2");
    }

    [Fact]
    public async Task What_another_open_incident_hits_is_not_fresh_and_goes_on_there()
    {
        await using var afternoon = await Told();
        await afternoon.Fails("stock");
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        await afternoon.Fails("orders", status: "resolved");
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has(Stale, "INC-2");
        await afternoon.Ana.Resolves(2);
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
    }

    [Fact]
    public async Task What_is_well_in_the_other_one_does_not_hold_it_up()
    {
        await using var afternoon = await Told();
        await afternoon.Fails("stock");
        await afternoon.Fails("stock", status: "resolved");
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh, "INC-1");
    }

    [Fact]
    public async Task What_is_split_off_takes_the_notices_along_that_nothing_else_hits()
    {
        await using var afternoon = await Begin();
        await afternoon.Fails("stock", "Stock report");
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        await afternoon.Ben.Merge(2, 1);
        await (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales").Submit();
        await (await afternoon.Ana.Notice()).Press("Another notice");
        await afternoon.Ana.Modal.ChooseChannels("Channels", "#finance").Submit();
        Assert.Single(afternoon.Reads("#finance")).Has("Stock report is stale", "INC-1");
        await afternoon.Ben.Slash("/incident split 1", "#general");
        await afternoon.Ben.Modal.Tick("stock failed").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has(Stale, "INC-1");
        Assert.Single(afternoon.Reads("#finance")).Has("Stock report is stale", "INC-3");
    }

    const string StockDashboard = "Stock dashboard";

    /// <summary>Stock's own notice went with it into orders, which ended.</summary>
    static async Task<Afternoon> EndedWithTheOther()
    {
        var afternoon = await Begin();
        await afternoon.Fails("stock", StockDashboard);
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        await (await afternoon.Ana.Notice(2)).ChooseChannels("Channels", "#sales").Submit();
        await afternoon.Ana.Merge(2, 1);
        return afternoon;
    }

    [Fact]
    public async Task Undone_it_is_offered_to_tell_readers_that_it_was_not_over()
    {
        await using var afternoon = await EndedWithTheOther();
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has($"{StockDashboard} is fresh again", "INC-1");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Slash("/incident unmerge 2", "#general");
        Assert.Single(afternoon.Reads("#sales")).Has($"{StockDashboard} is fresh again", "INC-2");
        var card = afternoon.Card(Stock);
        card.Has($"Readers of {StockDashboard} do not know yet.");
        Assert.DoesNotContain("Told:", card, StringComparison.Ordinal);
        var form = await afternoon.Ana.Notice(2);
        Assert.Equal((StockDashboard, "#sales"), (form.Value("What is stale"), form.Value("Channels")));
        await form.Submit();
        Assert.Equal(2, afternoon.Reads("#sales").Count);
        afternoon.Reads("#sales")[0].Has($"{StockDashboard} is stale since", "INC-2");
        Assert.DoesNotContain("do not know yet", afternoon.Card(Stock), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_well_by_then_is_over()
    {
        await using var afternoon = await EndedWithTheOther();
        await afternoon.Fails("stock", StockDashboard, "resolved");
        await afternoon.Ana.Resolves();
        await afternoon.Ana.Slash("/incident unmerge 2", "#general");
        Assert.Contains("Monitoring", afternoon.Card(Stock), StringComparison.Ordinal);
        Assert.DoesNotContain("do not know yet", afternoon.Card(Stock), StringComparison.Ordinal);
        afternoon.Card(Stock).Has($"Told: #sales ({StockDashboard}, over)");
    }

    [Fact]
    public async Task Readers_of_one_channel_are_told_of_the_same_once()
    {
        await using var afternoon = await Told();
        await afternoon.Fails("stock");
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        var form = await afternoon.Ben.Notice(2);
        Assert.Contains("INC-1 tells readers in #sales already.", form.Text, StringComparison.Ordinal);
        await form.ChooseChannels("Channels", "#sales", "#finance").Submit();
        Assert.Equal(
            "INC-1 tells readers of it in one of these channels already: take that one off.",
            Assert.Single(afternoon.Ben.Modal.Errors).Value);
        await afternoon.Ben.Modal.ChooseChannels("Channels", "#finance").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has(Stale, "INC-1");
        Assert.Single(afternoon.Reads("#finance")).Has(Stale, "INC-2");
        await (await afternoon.Ben.Notice(2)).Press("Change");
        await afternoon.Ben.Modal.ChooseChannels("Channels", "#sales", "#finance").Submit();
        Assert.NotEmpty(afternoon.Ben.Modal.Errors);
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Ben.Merge(2, 1);
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
        Assert.Single(afternoon.Reads("#finance")).Has(Fresh);
    }

    [Fact]
    public async Task What_another_incident_tells_all_its_readers_is_not_offered()
    {
        await using var afternoon = await Begin();
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales");
        await form.Tick($"For {Dashboard}").Submit();
        await afternoon.Fails("stock");
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        Assert.DoesNotContain("do not know yet", afternoon.Card(Stock), StringComparison.Ordinal);
        Assert.Equal("", (await afternoon.Ben.Notice(2)).Value("Channels"));
    }
}
