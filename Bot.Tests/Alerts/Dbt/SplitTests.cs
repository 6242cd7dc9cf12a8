namespace Bot.Tests.Alerts.Dbt;

/// <summary>Split: what fails in the incident of a job gets one of its own. It is a Tuesday, and Ana is on call.</summary>
public sealed class SplitTests
{
    const string Channel = "#inc-1-dbt-build-a-failed-3-rows", Other = "#inc-2-dbt-build-b-failed-3-rows";

    [Fact]
    public async Task What_is_chosen_has_an_incident_of_its_own_and_the_two_lead_to_each_other()
    {
        await using var afternoon = await Split();
        afternoon.Ana.Sees($"ben: split off into INC-2 {Other}: b failed: 3 rows", Channel);
        afternoon.Ana.Sees($"ben: split this off from INC-1 {Channel}: b failed: 3 rows", Other);
        Assert.DoesNotContain("b failed", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        var card = afternoon.Card(Other).Text;
        Assert.Contains("Major", card, StringComparison.Ordinal);
        Assert.Contains("Waits for ana", card, StringComparison.Ordinal);
        await afternoon.Ben.Slash("/incident timeline 2");
        Assert.Contains("split this off from INC-1", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stays_there_while_the_rest_of_its_job_stays_where_it_was()
    {
        await using var afternoon = await Split();
        await afternoon.Runs("fail a", "fail b", "fail c");
        Assert.Equal([("a", 1L), ("b", 2), ("c", 1)], Newest(afternoon, 3));
        await afternoon.Runs("pass a", "fail b", "pass c");
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", afternoon.Card(Other).Text, StringComparison.Ordinal);
        await afternoon.Runs("pass a", "pass b");
        Assert.Contains("Monitoring", afternoon.Card(Other).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_end_it_is_back_in_its_own_incident_and_not_in_that_of_its_job()
    {
        await using var afternoon = await Split();
        await afternoon.Runs("fail a", "pass b");
        await afternoon.Ana.Slash("/incident resolve 2");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Runs("fail a", "fail b");
        Assert.Equal([("a", 1L), ("b", 2)], Newest(afternoon, 2));
        Assert.Contains("back after", afternoon.Card(Other).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_thing_that_fails_cannot_be_split_nor_can_all_nor_what_is_over()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Runs("fail a");
        await afternoon.Ben.Slash("/incident split 1");
        Assert.Contains("Only one thing fails in INC-1", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();
        await afternoon.Runs("fail a", "fail b");
        await afternoon.Ben.Slash("/incident split 1");
        await afternoon.Ben.Modal.Tick("a failed: 3 rows").Tick("b failed: 3 rows").Submit();
        Assert.Contains("Leave at least one in INC-1", Assert.Single(afternoon.Ben.Modal.Errors).Value, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Ben.Modal.Tick("a failed: 3 rows", on: false).Submit();
        Assert.Contains("was resolved meanwhile", Assert.Single(afternoon.Ben.Modal.Errors).Value, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.Slash("/incident split 1");
        afternoon.Ben.Sees("INC-1 is resolved already.");
    }

    [Fact]
    public async Task What_others_have_split_off_meanwhile_is_not_there_any_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Runs("fail a", "fail b", "fail c");
        await afternoon.Ben.Slash("/incident split 1");
        await afternoon.Ana.Slash("/incident split 1");
        await afternoon.Ana.Modal.Tick("b failed: 3 rows").Submit();
        await afternoon.Ben.Modal.Tick("b failed: 3 rows").Submit();
        Assert.Equal("Split INC-1", afternoon.Ben.Modal.Title);
        Assert.DoesNotContain("b failed", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("Others were faster, or it is well", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Tick("c failed: 3 rows").Submit();
        Assert.Contains("c failed", afternoon.Card("#inc-3-dbt-build-c-failed-3-rows").Text, StringComparison.Ordinal);
    }

    static async Task<Afternoon> Split()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Runs("fail a", "fail b");
        await afternoon.Ben.Messages(Channel).First(m => m.IsPinned).Choose("…", "More…");
        await afternoon.Ben.Modal.Press("Split");
        await afternoon.Ben.Modal.Tick("b failed: 3 rows").Choose("Severity", "Major: wants somebody today").Submit();
        return afternoon;
    }

    static IEnumerable<(string, long)> Newest(Afternoon afternoon, int count) =>
        afternoon.Ledger().Take(count).Select(a => (a.Title.Split(' ')[0], a.Incident!.Value)).Order();
}
