using Bot.Alerts;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>Alerts while nobody may be disturbed. Hours are 9 to 17 in London; it is a Tuesday, and Ana is on call.</summary>
public sealed class OvernightTests
{
    static readonly DateTimeOffset Night = new(2026, 3, 3, 23, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Morning = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Alerts_wait_in_one_quiet_line_that_is_edited_through_the_night()
    {
        await using var afternoon = await AtNight();
        await afternoon.Alert(Job("dbt_build"));
        var line = afternoon.Finn.Sees("Out of hours", "#data-incidents");
        Assert.Contains("1 alert waits until tomorrow at 9:00 AM", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", line.Text, StringComparison.Ordinal);
        var messages = afternoon.Finn.Messages("#data-incidents").Count();

        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Alert(Job("snapshots"));
        Assert.Contains("2 alerts wait until", line.Text, StringComparison.Ordinal);
        Assert.Contains("dbt_build failed · 2 times", line.Text, StringComparison.Ordinal);
        Assert.Contains("snapshots failed", line.Text, StringComparison.Ordinal);
        Assert.Equal(messages, afternoon.Finn.Messages("#data-incidents").Count());
        Assert.DoesNotContain(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
        Assert.Equal(
            "It is about branch main. It is out of hours, so it waits for the morning.", Decisions(afternoon)[^1].Reason);
    }

    [Fact]
    public async Task When_hours_open_what_still_fires_opens_with_the_responder_as_lead()
    {
        await using var afternoon = await AtNight();
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Alert(Job("snapshots"));
        await afternoon.Alert(Job("snapshots", "resolved"));
        var line = afternoon.Finn.Sees("Out of hours", "#data-incidents");
        Assert.Contains("snapshots failed · recovered", line.Text, StringComparison.Ordinal);

        await afternoon.Until(Morning);
        var card = afternoon.Card("#inc-1-dbt-build-failed");
        Assert.Contains("Waits for ana", card.Text, StringComparison.Ordinal);
        Assert.Contains("2 times", card.Text, StringComparison.Ordinal);
        afternoon.Ana.Sees("INC-1", "#inc-1-dbt-build-failed");
        Assert.Contains(
            "Overnight: 2 alerts; 1 recovered by themselves.", line.Text.Replace("*", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromSeconds(3));
        Assert.Contains(":arrow_right: #inc-1-dbt-build-failed", line.Text, StringComparison.Ordinal);
        Assert.Empty(line.Buttons);
        Assert.Null(afternoon.Finn.Look("INC-2", "#data-incidents"));
        Assert.Equal("It waited for the morning. It is about branch main. Opened INC-1.", Decisions(afternoon)[0].Reason);
    }

    [Fact]
    public async Task One_that_cannot_be_opened_keeps_no_other_waiting_and_is_tried_again()
    {
        await using var afternoon = await AtNight();
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Alert(Job("snapshots"));
        afternoon.Expect("Opening what waited as 1 failed");
        await Keep(afternoon, "nonsense");
        await afternoon.Until(Morning);
        Assert.Contains("Waits for ana", afternoon.Card("#inc-1-snapshots-failed").Text, StringComparison.Ordinal);
        await Keep(afternoon, """{"job": "dbt_build"}""");
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Contains("Waits for ana", afternoon.Card("#inc-2-dbt-build-failed").Text, StringComparison.Ordinal);
    }

    // As if a row had been written that nobody can read.
    static Task Keep(Afternoon afternoon, string metadata) => afternoon.Get<Database>().Change(tx =>
        tx.Db.Execute("update waiting_alerts set metadata = @metadata where id = 1", new { metadata }));

    [Fact]
    public async Task Open_now_opens_it_at_once_and_once()
    {
        await using var afternoon = await AtNight();
        await afternoon.Alert(Job("dbt_build"));
        var line = afternoon.Emi.Sees("Out of hours", "#data-incidents");
        await afternoon.Gus.Sees("Out of hours", "#data-incidents").Click("Open now");
        afternoon.Gus.Sees("Guests cannot use Data Responder.");
        await line.Click("Open now");
        await afternoon.Pass(TimeSpan.FromSeconds(3));
        Assert.Contains(":arrow_right: #inc-1-dbt-build-failed", line.Text, StringComparison.Ordinal);
        afternoon.Emi.Sees("INC-1", "#inc-1-dbt-build-failed");
        Assert.DoesNotContain(afternoon.Ana.Id, afternoon.Workspace.Conversations["#inc-1-dbt-build-failed"].Members);

        await afternoon.Alert(Job("dbt_build"));
        Assert.Equal("joined", Decisions(afternoon)[^1].Decision);
        await afternoon.Until(Morning);
        Assert.Contains(afternoon.Ana.Id, afternoon.Workspace.Conversations["#inc-1-dbt-build-failed"].Members);
        Assert.Null(afternoon.Finn.Look("INC-2", "#data-incidents"));
    }

    [Fact]
    public async Task A_night_through_which_the_bot_was_down_is_caught_up_on_once()
    {
        await using var afternoon = await AtNight();
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Stop();
        afternoon.Clock.Advance(TimeSpan.FromDays(1));
        await afternoon.Start();
        await afternoon.Pass(TimeSpan.FromSeconds(3));
        afternoon.Finn.Sees(":arrow_right: #inc-1-dbt-build-failed", "#data-incidents");
        Assert.DoesNotContain(afternoon.Ana.Id, afternoon.Workspace.Conversations["#inc-1-dbt-build-failed"].Members);
        await afternoon.Restart();
        Assert.Null(afternoon.Finn.Look("INC-2", "#data-incidents"));
    }

    [Fact]
    public async Task A_morning_with_many_alerts_is_a_storm()
    {
        await using var afternoon = await AtNight();
        foreach (var number in Enumerable.Range(1, 8)) await afternoon.Alert(Job($"job {number}"));
        await afternoon.Until(Morning);
        var storm = afternoon.Card("#inc-6-many-alerts-at-once").Text;
        foreach (var number in Enumerable.Range(6, 3)) Assert.Contains($"job {number} failed", storm, StringComparison.Ordinal);
        Assert.Null(afternoon.Finn.Look("INC-7", "#data-incidents"));
    }

    [Fact]
    public async Task A_rotation_may_have_a_group_told_at_once()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings"))
            .Choose("Called out of hours", "on-call-engineers").Submit();
        await afternoon.Until(Night);
        await afternoon.Alert(Job("dbt_build"));
        Assert.Contains(
            "The out-of-hours group is called", afternoon.Finn.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        afternoon.Gwen.Sees("The data team is out of hours: please look.", "#inc-1-dbt-build-failed");
        Assert.Null(afternoon.Finn.Look("Out of hours:", "#data-incidents"));
    }

    [Fact]
    public async Task When_a_group_is_to_be_told_after_all_nothing_waits_longer()
    {
        await using var afternoon = await AtNight();
        await afternoon.Alert(Job("dbt_build"));
        await (await Afternoon.Settings(afternoon.Ana)).Choose("Called out of hours", "on-call-engineers").Submit();
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        Assert.Contains("called", afternoon.Finn.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_failure_at_night_reopens_its_incident_quietly()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("dbt_build"));
        await afternoon.Card("#inc-1-dbt-build-failed").Click("Resolve");
        await afternoon.Finn.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Until(Night);
        await afternoon.Alert(Job("dbt_build"));
        Assert.Equal("reopened", Decisions(afternoon)[^1].Decision);
        Assert.Null(afternoon.Finn.Look("Out of hours:", "#data-incidents"));
    }

    static async Task<Afternoon> AtNight()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(Night);
        return afternoon;
    }

    static object Job(string job, string status = "firing") =>
        new { title = $"{job} failed", status, metadata = new { job, branch = "main" } };

    /// <summary>The ledger, oldest first.</summary>
    static List<AlertRow> Decisions(Afternoon afternoon) =>
        [.. afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 100)).AsEnumerable().Reverse()];
}
