using Bot.Alerts;
using Bot.People;
using Bot.Storage;

namespace Bot.Tests.Alerts;

/// <summary>What alerts do to incidents, as people see it.</summary>
public sealed class AlertLifeTests
{
    const string Channel = "#inc-1-dbt-failed";

    [Fact]
    public async Task Resolved_moves_the_incident_to_Monitoring_and_offers_Resolve()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing"));
        await afternoon.Alert(Dbt("resolved"));
        var card = afternoon.Card(Channel);
        Assert.Contains("Monitoring", card.Text, StringComparison.Ordinal);
        Assert.Contains("fine again", card.Text, StringComparison.Ordinal);
        await card.Click("Resolve");
        Assert.DoesNotContain("Still firing", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Fill("What fixed it", "A retry").Submit();
        Assert.Contains("Resolved", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_while_it_still_fires_asks_first()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing"));
        await afternoon.Card(Channel).Click("Resolve");
        Assert.Contains("Still firing: dbt failed", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_again_leaves_Monitoring()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing"));
        await afternoon.Alert(Dbt("resolved"));
        await afternoon.Alert(Dbt("firing"));
        var card = afternoon.Card(Channel);
        Assert.Contains("Triage", card.Text, StringComparison.Ordinal);
        Assert.Contains("2 times", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Red_resolved_and_red_again_within_a_day_is_one_channel()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing"));
        await Resolve(afternoon);
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Alert(Dbt("firing"));
        var card = afternoon.Card(Channel);
        Assert.Contains("back after 2 h", card.Text, StringComparison.Ordinal);
        Assert.Equal("Back after 2 h: INC-1 is open again.", Latest(afternoon).Reason);
        await Resolve(afternoon);
        await afternoon.Pass(TimeSpan.FromHours(23));
        await afternoon.Alert(Dbt("firing"));
        Assert.Equal("Back after 23 h, for the second time: INC-1 is open again.", Latest(afternoon).Reason);
        Assert.Null(afternoon.Finn.Look("INC-2", "#data-incidents"));
        await Resolve(afternoon);
        await afternoon.Pass(TimeSpan.FromHours(24));
        await afternoon.Alert(Dbt("firing"));
        afternoon.Finn.Sees("INC-2", "#data-incidents");
    }

    [Fact]
    public async Task What_was_declined_stays_quiet_for_a_day()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing"));
        await afternoon.Card(Channel).Choose("…", "Change status, severity, lead…");
        await afternoon.Finn.Modal.Choose("Status", "Declined").Submit();
        await afternoon.Pass(TimeSpan.FromHours(3));
        await afternoon.Alert(Dbt("firing"));
        Assert.Equal("INC-1 was declined 3 h ago for the same key; it stays quiet for a day.", Latest(afternoon).Reason);
        Assert.Contains("Declined", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(21));
        await afternoon.Alert(Dbt("firing"));
        afternoon.Finn.Sees("INC-2", "#data-incidents");
    }

    [Fact]
    public async Task A_storm_that_was_resolved_while_it_fired_comes_back_with_one_alert_only()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:StormLimit"] = "1" });
        foreach (var number in Enumerable.Range(1, 4)) await afternoon.Alert(Job(number));
        await afternoon.Card("#inc-2-many-alerts-at-once").Click("Resolve");
        await afternoon.Finn.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(Job(3));
        await afternoon.Alert(Job(3, "resolved"));
        Assert.Equal("It is resolved: INC-2 is in Monitoring and Resolve is offered.", Latest(afternoon).Reason);
    }

    [Fact]
    public async Task A_pull_request_and_a_staging_job_make_no_channel_and_ping_nobody()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing", branch: "feature/x"));
        await afternoon.Alert(Dbt("firing", environment: "staging"));
        Assert.DoesNotContain(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
        Assert.Equal("Kept, nobody told: staging is no production environment.", Latest(afternoon).Reason);
    }

    [Theory]
    [InlineData("prod,")]
    [InlineData("[prod]")]
    [InlineData("(Production)")]
    [InlineData("prod;")]
    [InlineData("prod/")]
    [InlineData("prod/none")]
    [InlineData("staging, prod")]
    [InlineData("\"prod\"")]
    [InlineData("[]")]
    public async Task What_may_be_production_is_taken_for_it(string environment)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing", environment: environment));
        Assert.Contains(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[staging]")]
    [InlineData("non-prod")]
    [InlineData("dev, staging")]
    public async Task What_is_another_environment_in_any_brackets_is_kept_quietly(string environment)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing", environment: environment));
        Assert.Equal($"Kept, nobody told: {environment} is no production environment.", Latest(afternoon).Reason);
    }

    [Fact]
    public async Task A_staging_pass_does_not_touch_the_production_incident_even_under_its_key()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Dbt("firing", key: "k"));
        await afternoon.Alert(Dbt("resolved", environment: "staging", key: "k"));
        await afternoon.Alert(Dbt("resolved", branch: "feature/x", key: "k"));
        await afternoon.Alert(Dbt("resolved", branch: "master", key: "k"));
        Assert.Equal("It passed on master; INC-1 is about main.", Latest(afternoon).Reason);
        Assert.Contains("Triage", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_that_was_read_leniently_only_offers_Resolve()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert("""{"title": "dbt failed", "status": "firing"}""");
        await afternoon.Alert("""{"title": "dbt failed", "status": "resolved",}""");
        var card = afternoon.Card(Channel);
        Assert.Contains("Triage", card.Text, StringComparison.Ordinal);
        Assert.Contains("fine again", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_shares_one_incident_until_ten_minutes_pass_without_one()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var number in Enumerable.Range(1, 8)) await afternoon.Alert(Job(number));
        var storm = afternoon.Card("#inc-6-many-alerts-at-once");
        foreach (var number in Enumerable.Range(6, 3))
            Assert.Contains($"job {number} failed", storm.Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(9));
        await afternoon.Alert(Job(9));
        await afternoon.Alert(Job(7));
        Assert.Contains("job 9 failed", afternoon.Card("#inc-6-many-alerts-at-once").Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Finn.Look("INC-7", "#data-incidents"));
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        await afternoon.Alert(Job(10));
        afternoon.Finn.Sees("INC-7 job 10 failed", "#data-incidents");
    }

    [Fact]
    public async Task Of_a_storm_the_card_says_how_many_and_shows_five()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:StormLimit"] = "1" });
        foreach (var number in Enumerable.Range(1, 39)) await afternoon.Alert(Job(number));
        var card = afternoon.Card("#inc-2-many-alerts-at-once").Text;
        Assert.Contains("INC-2 38 alerts at once", card, StringComparison.Ordinal);
        Assert.Equal(5, card.Split('\n').Count(l => l.Contains("failed", StringComparison.Ordinal)));
        Assert.Contains("… 33 more: /incident alerts", card, StringComparison.Ordinal);
        afternoon.Finn.Sees("INC-2 38 alerts at once", "#data-incidents");
    }

    [Fact]
    public async Task A_storm_is_over_when_all_of_it_has_recovered()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:StormLimit"] = "1" });
        foreach (var number in Enumerable.Range(1, 3)) await afternoon.Alert(Job(number));
        await afternoon.Alert(Job(2, "resolved"));
        Assert.Equal("It is resolved; 1 of 2 alerts in INC-2 still fire.", Latest(afternoon).Reason);
        await afternoon.Alert(Job(3, "resolved"));
        Assert.Contains("Monitoring", afternoon.Card("#inc-2-many-alerts-at-once").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_storm_rule_can_be_turned_off()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:StormLimit"] = "0" });
        foreach (var number in Enumerable.Range(1, 8)) await afternoon.Alert(Job(number));
        afternoon.Finn.Sees("INC-8 job 8 failed", "#data-incidents");
    }

    static async Task Resolve(Afternoon afternoon)
    {
        await afternoon.Alert(Dbt("resolved"));
        await afternoon.Card(Channel).Click("Resolve");
        await afternoon.Finn.Modal.Submit();
    }

    static object Dbt(string status, string branch = "main", string? environment = null, string? key = null) =>
        new { title = "dbt failed", status, deduplication_key = key, metadata = new { branch, environment, job = "dbt_build" } };

    static object Job(int number, string status = "firing") => new { title = $"job {number} failed", status };

    static AlertRow Latest(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 1)).Single();
}
