using Bot.Domain.Incidents;
using Bot.Tests.Alerts;
using Bot.Tests.Alerts.Dbt;
using static Bot.Tests.Alerts.MadeRoutes;
using static Bot.Tests.Alerts.SetRoutes;

namespace Bot.Tests.Incidents;

/// <summary>What happens next to incidents that were merged. It is a Tuesday, and Ana is on call.</summary>
public sealed class MergedTests
{
    [Fact]
    public async Task Alerts_follow_also_into_an_older_incident_and_past_one_that_ended_between()
    {
        await using var afternoon = await With();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("stock"));
        await afternoon.Alert(Job("stock", status: "resolved"));
        await afternoon.Ana.Slash("/incident resolve 2");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromHours(26));
        await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Merge(3, 1);
        await afternoon.Alert(Job("stock"));
        Assert.Equal(1, Decisions(afternoon)[^1].Incident);
        await afternoon.Alert(Job("stock", status: "resolved"));
        Assert.Equal("recovered", Decisions(afternoon)[^1].Decision);
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Equal(IncidentStatus.Monitoring, afternoon.Incident(1).Status);
    }

    [Fact]
    public async Task What_somebody_works_on_makes_an_incident_of_the_card_that_it_goes_into()
    {
        await using var afternoon = await With(Asking);
        await afternoon.Alert(Job("nightly"));
        await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Slash("/incident take 2");
        await afternoon.Ben.Merge(2, 1);
        Assert.False(afternoon.Incident(1).Unaccepted);
        afternoon.Ben.Sees("INC-1", "#inc-1-nightly-failed");
    }

    [Fact]
    public async Task What_was_accepted_meanwhile_is_not_declined_by_an_open_form()
    {
        await using var afternoon = await With(Asking);
        await afternoon.Alert(Job("nightly"));
        await afternoon.Ana.Sees("INC-1", "#data-incidents").Click("Decline…");
        await afternoon.Ben.Sees("INC-1", "#data-incidents").Click("Accept");
        await afternoon.Ana.Modal.Fill("Why it is no incident", "mine").Submit();
        Assert.Contains("was accepted meanwhile", Assert.Single(afternoon.Ana.Modal.Errors).Value, StringComparison.Ordinal);
        Assert.True(afternoon.Incident(1).IsOpen);
    }

    [Fact]
    public async Task Warnings_that_it_is_to_fix_are_well_in_the_one_that_goes_on()
    {
        await using var afternoon = await With();
        await afternoon.Runs("pass z");
        await afternoon.Runs("warn a", "warn b");
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Choose("What becomes of them?", "Fix: open an incident").Submit();
        await afternoon.Ana.Modal.Fill("Name of the incident", "Keys").Submit();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Merge(1, 2);
        await afternoon.Runs("pass a", "pass b");
        await afternoon.Alert(Job("stock", status: "resolved"));
        Assert.Equal(0, afternoon.Incident(2).FiringKinds);
    }

    [Fact]
    public async Task A_recovery_elsewhere_counts_as_little_as_before()
    {
        static object In(string environment, string status) => new
        {
            title = "k failed",
            status,
            deduplication_key = "k",
            metadata = new { job = "k", environment, branch = "main" },
        };
        await using var afternoon = await With();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(In("prod", "firing"));
        await afternoon.Ben.Merge(2, 1);
        await afternoon.Alert(In("production", "resolved"));
        Assert.Equal("stored", Decisions(afternoon)[^1].Decision);
    }

    [Fact]
    public async Task Whoever_leads_the_one_that_goes_on_and_merges_them_is_there()
    {
        await using var afternoon = await With();
        await afternoon.Alert(Job("orders"));
        await afternoon.Ana.Slash("/incident take 1");
        await afternoon.Ben.Slash("/incident declare customers see it");
        await afternoon.Ben.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        await afternoon.Ana.Merge(2, 1);
        Assert.Equal(Severity.Critical, afternoon.Incident(1).Severity);
        Assert.Null(afternoon.Incident(1).WaitingSince);
    }

    [Fact]
    public async Task What_has_long_been_well_asks_somebody_again_when_something_that_fails_goes_into_it()
    {
        await using var afternoon = await With();
        await afternoon.Alert(Job("orders", "customer-facing"));
        await afternoon.Ana.Slash("/incident take 1");
        await afternoon.Alert(Job("orders", "customer-facing", status: "resolved"));
        await afternoon.Pass(TimeSpan.FromHours(4));
        await afternoon.Alert(Job("stock", "customer-facing"));
        await afternoon.Ben.Merge(2, 1);
        Assert.NotNull(afternoon.Incident(1).WaitingSince);
    }

    [Fact]
    public async Task The_job_of_what_was_split_off_stays_where_it_is_when_that_is_merged()
    {
        await using var afternoon = await With();
        await afternoon.Runs("fail a", "fail b");
        await afternoon.Ben.Slash("/incident split 1");
        await afternoon.Ben.Modal.Tick("b failed: 3 rows").Submit();
        await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Merge(2, 3);
        await afternoon.Runs("fail a", "fail b", "fail c");
        Assert.Equal(1, Decisions(afternoon).Last(d => d.Title.StartsWith("c ", StringComparison.Ordinal)).Incident);
    }

    [Fact]
    public async Task What_goes_into_one_that_is_merged_itself_leads_to_where_that_went()
    {
        await using var afternoon = await With();
        foreach (var job in new[] { "a", "b", "c" }) await afternoon.Alert(Job(job));
        await afternoon.Ben.Merge(3, 2);
        await afternoon.Ben.Merge(2, 1);
        Assert.Equal(1, afternoon.Incident(3).MergedInto);
        await afternoon.Alert(Job("c"));
        Assert.Equal(1, Decisions(afternoon)[^1].Incident);
    }

    [Fact]
    public async Task Looking_at_a_card_ends_no_asking_and_a_new_name_accepts_nothing()
    {
        await using var afternoon = await With(
            Asking with { Action = AtOnce with { TriageFirst = true, Severity = Severity.Critical } });
        await afternoon.Alert(Job("nightly"));
        await afternoon.Ana.Sees("INC-1", "#data-incidents").Click("Decline…");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ben.Slash("/incident rename 1 to nightly was red");
        await afternoon.Ben.Modal.Submit();
        Assert.True(afternoon.Incident(1).Unaccepted);
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Contains(afternoon.Chloe.Messages(), m =>
            m.Channel == "(direct)" && m.Text.Contains("Is it an incident?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_typed_words_mean_is_said_where_it_cannot_be()
    {
        await using var afternoon = await With();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Slash("/incident merge 2 into 99");
        Assert.Contains("INC-99 is not open", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.Slash("/incident merge 2 into 2");
        Assert.Contains("INC-2 cannot go into itself", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }
}
