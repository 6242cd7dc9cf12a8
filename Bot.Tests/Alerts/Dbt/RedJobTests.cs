using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>One red job is one incident: what its card says while causes come and go.</summary>
public sealed class RedJobTests
{
    const string Channel = "#inc-1-dbt-build-stg-orders-failed-key-email-of-stg-orders-exists";

    [Fact]
    public async Task The_card_shows_what_is_known_of_what_fails_and_not_of_what_is_well()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders");
        Assert.Contains("stg_orders exists", Words(afternoon), StringComparison.Ordinal);
        await afternoon.Runs("expired stg_users", "error stg_orders");
        Assert.Contains("stg_orders exists", Words(afternoon), StringComparison.Ordinal);
        await afternoon.Runs("expired stg_users", "success stg_orders");
        Assert.Contains("password expired", Words(afternoon), StringComparison.Ordinal);
        // Above what is known and in its own line.
        Assert.Equal(3, Words(afternoon).Split("stg_users failed: password expired").Length);
        Assert.Equal(3, Words(afternoon).Split("of stg_orders exists").Length);
        await afternoon.Runs("success stg_users");
        Assert.Contains("password expired", Words(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_well_says_since_when_and_how_often_it_failed()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders");
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Runs("error stg_orders");
        Assert.Contains("2 times since 10:00 AM · last today at 11:00 AM", Words(afternoon), StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Runs("success stg_orders");
        Assert.Contains("2 times since 10:00 AM · well since today at 1:00 PM", Words(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_finds_other_things_says_how_many_are_new_and_how_many_went_away()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders", "fail a");
        Assert.DoesNotContain("last run", Words(afternoon), StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Runs("error stg_orders", "pass a", "fail b");
        Assert.Contains("2 of 3 still fail · last run: 1 new, 1 well again", Words(afternoon), StringComparison.Ordinal);
        Assert.Contains("New: b failed: 3 rows", Words(afternoon), StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Runs("error stg_orders", "pass a", "fail b");
        Assert.DoesNotContain("New:", Words(afternoon), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_that_is_skipped_while_it_is_red_is_part_of_what_it_waits_for(bool hasManifest)
    {
        await using var afternoon = await Afternoon.Begin();
        if (hasManifest)
        {
            using var kept = await afternoon.Puts(HttpMethod.Put, $"manifest{DbtSender.Job}", DbtFiles.Manifest);
            await afternoon.Runs("expired fct_orders", "fail not_null_users_id");
        }
        else await afternoon.Runs("expired fct_orders");

        const string channel = "#inc-1-dbt-build-fct-orders-failed-password-expired-for-user";
        await afternoon.Runs([.. hasManifest ? ["fail not_null_users_id"] : Array.Empty<string>(),
            "error stg_orders", "skipped fct_orders"]);
        var card = afternoon.Card(channel).Text;
        Assert.Contains("behind stg_orders", card, StringComparison.Ordinal);
        Assert.Contains("1 node skipped because of it: fct_orders.", card, StringComparison.Ordinal);
        // Said once, not with each run.
        var heard = afternoon.Ledger().Count;
        await afternoon.Runs("error stg_orders", "skipped fct_orders");
        Assert.Equal(heard + 1, afternoon.Ledger().Count);
        // What it waited for is well, and it fails as before.
        await afternoon.Runs("success stg_orders", "expired fct_orders");
        card = afternoon.Card(channel).Text;
        Assert.DoesNotContain("behind", card, StringComparison.Ordinal);
        Assert.Contains("stg_orders failed: Key (email)=(…) of stg_orders exists · ", card, StringComparison.Ordinal);
        Assert.Contains("2 times", card, StringComparison.Ordinal);
        await afternoon.Runs("success fct_orders", "pass not_null_users_id");
        Assert.Contains("Monitoring", afternoon.Card(channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_was_skipped_and_is_left_out_of_later_runs_is_red_until_it_is_run()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("expired fct_orders");
        await afternoon.Runs("error stg_orders", "skipped fct_orders");
        await afternoon.Runs("success stg_orders");
        Assert.Equal(1, Firing(afternoon));
        await afternoon.Runs("success fct_orders");
        Assert.Equal(0, Firing(afternoon));
    }

    [Fact]
    public async Task A_node_that_is_well_while_what_it_waited_for_is_red_waits_no_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("expired fct_orders");
        await afternoon.Runs("error stg_orders", "skipped fct_orders");
        await afternoon.Runs("success fct_orders");
        var card = afternoon.Card("#inc-1-dbt-build-fct-orders-failed-password-expired-for-user").Text;
        Assert.Contains("well since", card, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped since", card, StringComparison.Ordinal);
        Assert.Equal(1, Firing(afternoon));
    }

    [Fact]
    public async Task The_same_failure_of_another_environment_is_called_so()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders");
        await afternoon.Sends(
            DbtFiles.Run("error stg_orders"), DbtSender.Job.Replace("prod", "production", StringComparison.Ordinal));
        await afternoon.Finn.Slash("/incident list");
        afternoon.Finn.Sees("#inc-2-production-dbt-build-stg-orders-failed");
    }

    [Fact]
    public async Task A_job_of_which_only_the_environment_is_known_is_one_with_its_plain_alert()
    {
        await using var afternoon = await Afternoon.Begin();
        var plain = new { title = "nightly failed", status = "firing", metadata = new { job = "nightly", environment = "prod" } };
        await afternoon.Sends(DbtFiles.Run("error stg_orders"), "?job=nightly&environment=prod");
        await afternoon.Alert(plain);
        Assert.All(afternoon.Ledger(), alert => Assert.Equal(1, alert.Incident));
        // Prometheus calls what it watches a job.
        foreach (var rule in (string[])["Down", "Slow"])
            await afternoon.Alert(new
            {
                title = rule,
                status = "firing",
                deduplication_key = rule,
                metadata = new { job = "node", environment = "prod", alertname = rule },
            });
        Assert.Equal([1L, 1, 2, 3], afternoon.Ledger().Select(a => a.Incident!.Value).Order());
    }

    [Fact]
    public async Task In_the_morning_line_an_incident_stands_once_whatever_number_of_alerts_it_is_of()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        await afternoon.Runs("error stg_orders", "fail a");
        await afternoon.Until(new(2026, 3, 4, 9, 5, 0, TimeSpan.Zero));
        var line = afternoon.Finn.Sees("Overnight: 2 alerts", "#data-incidents").Text;
        Assert.Equal(2, line.Split(":arrow_right:").Length);
        Assert.EndsWith("· 2 alerts", line.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fails again")]
    [InlineData("is reopened")]
    public async Task Hours_that_open_are_not_said_to_open_once_they_have(string what)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Runs("error stg_orders");
        await afternoon.Card(Channel).Click("I'm on it");
        await afternoon.Ana.Slash("/incident takeover 1");
        await afternoon.Runs("success stg_orders");
        if (what == "is reopened")
        {
            await afternoon.Ana.Slash("/incident resolve 1");
            await afternoon.Ana.Modal.Submit();
        }

        await afternoon.Until(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        if (what == "fails again") await afternoon.Runs("error stg_orders");
        else await afternoon.Finn.Slash("/incident reopen 1");

        Assert.Contains("whose hours open tomorrow at", Words(afternoon), StringComparison.Ordinal);
        await afternoon.Until(new(2026, 3, 4, 9, 5, 0, TimeSpan.Zero));
        Assert.DoesNotContain("whose hours open", Words(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eight_hourly_runs_with_roots_that_change_are_one_incident_and_few_messages()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var before = afternoon.Workspace.Notifications.Count;
        string[] roots = [.. Enumerable.Range(0, 12).Select(n => $"root_{n:00}")];
        for (var hour = 0; hour < 8; hour++)
        {
            var red = roots.Skip(hour / 2 * 2).Take(6).ToHashSet();
            await afternoon.Runs([.. roots.Select(root => $"{(red.Contains(root) ? "fail" : "pass")} {root}")]);
            await afternoon.Plain("firing");
            await afternoon.Plain("firing", "staging");
            await afternoon.Pass(TimeSpan.FromMinutes(50));
        }

        Assert.Equal([1L], afternoon.Ledger().Select(a => a.Incident).OfType<long>().Distinct());
        var said = afternoon.Workspace.Do(() => afternoon.Workspace.Conversations.All
            .SelectMany(c => c.Messages.All).Where(m => m.App is not null && !m.IsLine).ToList());
        Assert.InRange(said.Count, 3, 10);
        Assert.All(
            afternoon.Workspace.Notifications.Skip(before).GroupBy(n => n.Person), told => Assert.InRange(told.Count(), 1, 2));
        var card = afternoon.Card("#inc-1-dbt-build-root-00-failed-3-rows");
        Assert.Contains("7 of 13 still fail", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_test_that_fails_has_found_no_rows()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Sends(DbtFiles.Run("fail is_valid").Replace(
            "test.acme.is_valid.0123456789", "unit_test.acme.dim_orders.test_is_valid", StringComparison.Ordinal));
        Assert.Equal("dim_orders.test_is_valid failed: actual differs from expected", afternoon.Ledger()[0].Title);
    }

    static string Words(Afternoon afternoon) => afternoon.Card(Channel).Text;

    static long Firing(Afternoon afternoon) => afternoon.Get<Database>().Read(
        db => db.ExecuteScalar<long>("select sum(firing_kinds) from incidents"));
}
