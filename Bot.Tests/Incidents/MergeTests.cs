using Bot.Incidents;
using Bot.Storage;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Incidents;

/// <summary>Merge: two incidents about the same become one. It is a Tuesday, and Ana is on call.</summary>
public sealed class MergeTests
{
    const string First = "#inc-1-orders-failed", Second = "#inc-2-stock-failed";

    [Fact]
    public async Task The_other_goes_on_with_all_alerts_and_each_leads_to_it()
    {
        await using var afternoon = await Two();
        await afternoon.Ben.Messages(Second).First(m => m.IsPinned).Choose("…", "More…");
        await afternoon.Ben.Modal.Press("Merge");
        Assert.Equal(["INC-1 · orders failed"], afternoon.Ben.Modal.Options("It is about the same as"));
        await afternoon.Ben.Modal.Choose("It is about the same as", "INC-1 · orders failed").Submit();
        afternoon.Ben.Sees($"ben: merged this into INC-1 {First}", Second);
        afternoon.Ben.Sees($"ben: merged INC-2 {Second} into this: stock failed", First);
        Assert.Contains("Merged into INC-1 by ben", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not an incident", string.Concat(afternoon.Ben.Messages(Second).Select(m => m.Text)),
            StringComparison.Ordinal);
        var card = afternoon.Card(First).Text;
        Assert.Contains("orders failed", card, StringComparison.Ordinal);
        Assert.Contains("stock failed", card, StringComparison.Ordinal);
        await afternoon.Alert(Job("stock"));
        Assert.Equal(1, Decisions(afternoon)[^1].Incident);
        await afternoon.Alert(Job("stock", status: "resolved"));
        Assert.DoesNotContain("Monitoring", afternoon.Card(First).Text, StringComparison.Ordinal);
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Contains("Monitoring", afternoon.Card(First).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_of_one_kind_in_both_are_counted_together()
    {
        await using var afternoon = await Two();
        await afternoon.Ben.Slash("/incident merge 2 into 1");
        Assert.Equal("INC-1 · orders failed", afternoon.Ben.Modal.Value("It is about the same as"));
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Slash("/incident reopen 2");
        await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Slash("/incident merge 1 into 2");
        await afternoon.Ben.Modal.Submit();
        var alerts = afternoon.Get<Database>().Read(db => IncidentAlerts.Alerts(db, 2));
        Assert.Equal([("orders failed", 1L), ("stock failed", 2)], alerts.Select(a => (a.Title, a.Count)).Order());
        Assert.All(afternoon.Get<Database>().Read(db => IncidentAlerts.Alerts(db, 1)), a => Assert.Equal(0, a.Firing));
    }

    [Fact]
    public async Task What_is_more_urgent_makes_the_other_so_and_calls_its_lead()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.Ana.Sees("INC-1", First).Click("I'm on it");
        await afternoon.Ben.Slash("/incident declare customers see old stock");
        await afternoon.Ben.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        await afternoon.Ben.Slash("/incident merge 2 into 1");
        await afternoon.Ben.Modal.Submit();
        Assert.Contains("Critical", afternoon.Card(First).Text, StringComparison.Ordinal);
        Assert.Equal(["ana"], afternoon.Ana.Sees("is worse now", First).Notified);
        afternoon.Ana.Sees("ben: merged INC-2", First);
    }

    [Fact]
    public async Task What_fails_is_not_watched_any_more()
    {
        await using var afternoon = await Two();
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Ben.Slash("/incident merge 2 into 1");
        await afternoon.Ben.Modal.Submit();
        Assert.Contains("Triage", afternoon.Card(First).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_expects_the_other_expects()
    {
        await using var afternoon = await Two();
        await afternoon.Ben.Slash("/incident expect 2");
        await afternoon.Ben.Modal.Choose("What", "A job").Fill("Its name", "backfill").Submit();
        await afternoon.Ben.Slash("/incident merge 2 into 1");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Alert(Job("backfill"));
        Assert.Equal(1, Decisions(afternoon)[^1].Incident);
    }

    [Fact]
    public async Task Nothing_is_merged_into_what_is_over_or_where_it_is_the_only_one()
    {
        await using var afternoon = await Two();
        await afternoon.Ben.Slash("/incident merge 2");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Ben.Modal.Choose("It is about the same as", "INC-1 · orders failed").Submit();
        Assert.Contains("INC-1 is resolved by now: choose another.", afternoon.Ben.Modal.Errors.Values);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.Slash("/incident merge 2");
        Assert.Contains("Nothing else is open", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.Slash("/incident merge 1");
        afternoon.Ben.Sees("INC-1 is resolved already.");
    }

    [Theory]
    [InlineData("merge", "merge")]
    [InlineData("merge 3", "merge")]
    [InlineData("merge INC-3 into 2", "merge")]
    [InlineData("merge into #inc-2-stock", "merge")]
    [InlineData("merge 2 3 into 1", "merge")]
    [InlineData("merge 2, 3 and 4 into 1", "merge")]
    [InlineData("merge requests are stuck", null)]
    [InlineData("merge into main fails", null)]
    public void The_word_begins_names_as_well(string typed, string? verb) => Assert.Equal(verb, Verbs.Of(typed));

    [Fact]
    public async Task In_its_own_channel_it_can_be_named_too_and_several_are_merged_one_by_one()
    {
        await using var afternoon = await Two();
        await afternoon.Ben.Joins("#inc-1-orders-failed");
        await afternoon.Ben.Slash("/incident merge 2 into 1", "#inc-1-orders-failed");
        Assert.Equal("Merge INC-2", afternoon.Ben.Modal.Title);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.Slash("/incident merge this into 2", "#inc-1-orders-failed");
        Assert.Equal(("Merge INC-1", "INC-2 · stock failed"), (
            afternoon.Ben.Modal.Title, afternoon.Ben.Modal.Value("It is about the same as")));
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.Slash("/incident merge 2 3 into 1", "#data-team");
        afternoon.Ben.Sees("One incident at a time, please");
    }

    static async Task<Afternoon> Two()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("stock"));
        return afternoon;
    }
}
