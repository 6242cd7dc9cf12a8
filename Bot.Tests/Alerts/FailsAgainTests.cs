namespace Bot.Tests.Alerts;

/// <summary>A failure that stops and comes again: at once it is the same one, after an hour it is news.</summary>
public sealed class FailsAgainTests
{
    const string Channel = "#inc-1-orders-are-late";

    static Task Alert(Afternoon afternoon, string status) =>
        afternoon.Alert(new { title = "orders are late", status, deduplication_key = "a" });

    static async Task<Afternoon> Recovered()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "chloe");
        await Alert(afternoon, "firing");
        await afternoon.Ana.Slash("/incident ack 1");
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await Alert(afternoon, "resolved");
        return afternoon;
    }

    [Fact]
    public async Task What_it_says_now_is_what_the_card_shows()
    {
        await using var afternoon = await Afternoon.Begin();
        object Rows(string description) =>
            new { title = "orders failed", status = "firing", deduplication_key = "a", description };
        await afternoon.Alert(Rows("3 rows rejected"));
        await afternoon.Alert(Rows("9000 rows rejected; disk full"));
        var card = afternoon.Card("#inc-1-orders-failed").Text;
        Assert.Contains("9000 rows rejected; disk full", card, StringComparison.Ordinal);
        Assert.DoesNotContain("3 rows rejected", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_hour_in_Monitoring_it_calls_the_lead_again()
    {
        await using var afternoon = await Recovered();
        await afternoon.Pass(TimeSpan.FromHours(3));
        await Alert(afternoon, "firing");
        var call = afternoon.Ana.Sees("fails again after 3 h in Monitoring", Channel);
        Assert.Equal(["ana"], call.Notified);
        afternoon.Finn.Sees("waits for ana", "#data-incidents");
        await call.Click("I'm on it");
        Assert.Contains("Investigating", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_that_the_card_says_it_and_nobody_is_called()
    {
        await using var afternoon = await Recovered();
        await afternoon.Pass(TimeSpan.FromMinutes(40));
        var before = afternoon.Workspace.Notifications.Count;
        await Alert(afternoon, "firing");
        Assert.Contains("Investigating", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Equal(before, afternoon.Workspace.Notifications.Count);
    }

    [Theory]
    [InlineData(5, false, false)]
    [InlineData(5, true, true)]
    [InlineData(10, false, true)]
    public async Task What_somebody_resolved_while_it_fired_is_quiet_for_ten_minutes_unless_it_was_well(
        int minutes, bool well, bool isBack)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "chloe");
        await Alert(afternoon, "firing");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        if (well) await Alert(afternoon, "resolved");
        await afternoon.Pass(TimeSpan.FromMinutes(minutes));
        await Alert(afternoon, "firing");
        Assert.Equal(isBack, afternoon.Ana.Look("is back", Channel) is not null);
        await afternoon.Ana.Slash("/incident alerts");
        if (!isBack) afternoon.Ana.Sees("it stays quiet for 10 min");
    }
}
