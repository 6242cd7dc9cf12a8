using System.Globalization;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>
/// What recovers by itself ends by itself, and what is left open is asked about. Hours are 9 to 17 in London; it is a Tuesday,
/// and Ana is on call.
/// </summary>
public sealed class QuietEndTests
{
    const string Channel = "#inc-1-dbt-build-stg-orders-failed-key-email-of-stg-orders-exists";

    [Fact]
    public async Task Three_green_runs_that_nobody_had_to_do_with_end_it()
    {
        await using var afternoon = await DbtSender.Red();
        await afternoon.Hourly("success stg_orders");
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Hourly("success stg_orders");
        await afternoon.Hourly("success stg_orders");
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        var (told, said) = (afternoon.Workspace.Notifications.Count, afternoon.Finn.Messages("#data-incidents").Count());
        await afternoon.Hourly("success stg_orders");
        var line = afternoon.Ana.Sees(
            "Recovered by itself after 4 h: 3 runs in a row were well, and nobody was needed.", Channel);
        Assert.Empty(line.Notified);
        Assert.Contains("Resolved by itself", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Resolved by itself", afternoon.Finn.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        Assert.Empty(afternoon.Finn.Sees("INC-1", "#data-incidents").Replies);
        Assert.Equal(said, afternoon.Finn.Messages("#data-incidents").Count());
        Assert.Equal(told, afternoon.Workspace.Notifications.Count);
        // The same failure is back within a day.
        await afternoon.Runs("error stg_orders");
        Assert.Contains("back after", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_which_several_messages_tell_counts_once_and_a_red_one_begins_anew()
    {
        await using var afternoon = await DbtSender.Red();
        for (var run = 0; run < 3; run++)
        {
            await afternoon.Runs("success stg_orders");
            await afternoon.Plain("resolved");
            await afternoon.Pass(TimeSpan.FromHours(1));
        }

        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Hourly("error stg_orders");
        for (var run = 0; run < 3; run++) await afternoon.Hourly("success stg_orders");
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Hourly("success stg_orders");
        Assert.Contains("Resolved", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_alerts_that_are_resolved_three_times_more_end_theirs()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Plain("firing");
        for (var run = 0; run < 4; run++)
        {
            Assert.Null(afternoon.Ana.Look("Recovered by itself", "#inc-1-dbt-build-failed"));
            await afternoon.Pass(TimeSpan.FromMinutes(30));
            await afternoon.Plain("resolved");
        }

        afternoon.Ana.Sees("Recovered by itself", "#inc-1-dbt-build-failed");
    }

    [Theory]
    [InlineData("says")]
    [InlineData("presses")]
    public async Task What_somebody_had_to_do_with_is_offered_in_the_next_brief(string does)
    {
        await using var afternoon = await DbtSender.Red();
        if (does == "says")
        {
            await afternoon.Finn.Joins(Channel);
            await afternoon.Finn.Says(Channel, "I look at it");
        }
        else await afternoon.Card(Channel).Click("I'm on it");
        for (var run = 0; run < 5; run++) await afternoon.Hourly("success stg_orders");
        Assert.Contains("Monitoring", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-04T09:00Z"));
        var brief = (does == "says" ? afternoon.Ana : afternoon.Finn).Brief();
        brief.Says("INC-1: 4 runs in a row were well. Resolve it?");
        await brief.Click("Resolve");
        await (does == "says" ? afternoon.Ana : afternoon.Finn).Modal.Submit();
        brief.Says("INC-1 is resolved.");
        Assert.Empty(brief.Buttons);
    }

    [Fact]
    public async Task What_nothing_is_heard_of_for_three_working_days_is_asked_about_once_in_three()
    {
        await using var afternoon = await DbtSender.Red();
        await afternoon.Card(Channel).Click("I'm on it");
        List<string> asked = [];
        for (var day = At("2026-03-04T09:00Z"); day < At("2026-03-18T00:00Z"); day = day.AddDays(1))
        {
            await afternoon.Until(day);
            if (afternoon.Finn.Briefs().FirstOrDefault() is { } brief && brief.Posted.Ts is var ts
                && brief.Text.Contains("Still open?", StringComparison.Ordinal) && !asked.Contains(ts)) asked.Add(ts);
        }

        // Three whole days after that Tuesday, and three days later each time.
        Assert.Equal(["9", "12", "17"], asked.Select(ts => DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(ts.Split('.')[0], CultureInfo.InvariantCulture)).Day.ToString(CultureInfo.InvariantCulture)));
        var last = afternoon.Finn.Brief();
        last.Says("INC-1: nothing since Tue 3 Mar. Still open?");
        await last.Click("Keep it open");
        last.Says("You said that it is still open.");
        Assert.Equal([], last.Buttons);
        await afternoon.Until(At("2026-03-20T09:00Z"));
        afternoon.Finn.Brief().SaysNot("Still open?");
    }
}
