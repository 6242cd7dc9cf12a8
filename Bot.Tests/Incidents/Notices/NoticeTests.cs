using System.Net;
using Bot.Tests.Alerts.Dbt;
using static Bot.Tests.Incidents.Notices.NoticeStory;

namespace Bot.Tests.Incidents.Notices;

/// <summary>What readers of data are told while an incident is open, and what becomes of it.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task Readers_are_told_since_when_it_is_stale_and_until_when_and_the_incident_says_who_was_told()
    {
        await using var afternoon = await Told("#sales", "#finance");
        foreach (var channel in (string[])["#sales", "#finance"])
            Assert.Single(afternoon.Reads(channel)).Has(Stale, "10:00 AM, next refresh", "11:00 AM.", "INC-1");
        afternoon.Card().Has("Told: #sales, #finance (Revenue dashboard)");
        afternoon.Ana.Sees("ana: told #sales, #finance about “Revenue dashboard”", Channel);
        await afternoon.Ben.Slash("/incident timeline 1");
        afternoon.Ben.Modal.Text.Has("told #sales, #finance about “Revenue dashboard”");
    }

    [Fact]
    public async Task Without_a_time_none_is_promised()
    {
        await using var afternoon = await Begin();
        await (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has($"{Stale} ", "10:00 AM. We say here when it is fresh again.");
        await afternoon.Pass(TimeSpan.FromHours(5));
        Assert.DoesNotContain("late", Assert.Single(afternoon.Reads("#sales")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_edits_the_same_message_and_other_channels_follow()
    {
        await using var afternoon = await Told("#sales", "#finance");
        await afternoon.Ivy.Creates("#board");
        var list = await afternoon.Ivy.Notice();
        list.Text.Has("stale since", "#sales", "#finance");
        await list.Press("Change");
        var form = afternoon.Ivy.Modal;
        Assert.Equal("11:00", form.Value("Next refresh: time"));
        await form.PickTime("Next refresh: time", "12:30").Fill("What else readers should know", "Totals are right")
            .ChooseChannels("Channels", "#sales", "#board").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("12:30", "Totals are right");
        Assert.Single(afternoon.Reads("#board")).Has("12:30", "Totals are right");
        Assert.Empty(afternoon.Reads("#finance"));
        afternoon.Card().Has("Told: #sales, #board (Revenue dashboard)");
        afternoon.Ana.Sees("ivy: changed the notice “Revenue dashboard”: expected", Channel);
    }

    [Fact]
    public async Task Past_its_time_it_says_that_it_is_late_until_another_time_is_given()
    {
        await using var afternoon = await Told();
        await afternoon.Pass(TimeSpan.FromMinutes(29));
        Assert.Single(afternoon.Reads("#sales")).Has("next refresh");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(afternoon.Reads("#sales")).Has("It was expected", "11:00 AM, and is late.");
        afternoon.Ana.Sees("“Revenue dashboard” was expected", Channel).Plain().Has("and is late: its readers are told so");
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Single(afternoon.Ana.Messages(Channel), m => m.Text.Contains("is late", StringComparison.Ordinal));
        await (await afternoon.Ana.Notice()).Press("Change");
        await afternoon.Ana.Modal.Fill("What else readers should know", "We are at it").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("and is late.", "We are at it");
        await (await afternoon.Ana.Notice()).Press("Change");
        await afternoon.Ana.Modal.PickTime("Next refresh: time", "12:00").Submit();
        Assert.DoesNotContain("late", Assert.Single(afternoon.Reads("#sales")), StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Single(afternoon.Reads("#sales")).Has("12:00 PM, and is late.");
    }

    [Fact]
    public async Task Resolving_the_incident_tells_them_that_it_is_fresh_and_for_how_long_it_was_not()
    {
        await using var afternoon = await Told();
        await afternoon.Fails("orders", status: "resolved");
        Assert.Single(afternoon.Reads("#sales")).Has(Stale);
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh, "10:30 AM (stale for 30 min).");
        afternoon.Card().Has("Told: #sales (Revenue dashboard, over)");
        await afternoon.Ben.Slash("/incident timeline 1");
        afternoon.Ben.Modal.Text.Has("told readers that it is over: “Revenue dashboard”");
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.DoesNotContain("late", Assert.Single(afternoon.Reads("#sales")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_no_incident_was_a_false_alarm()
    {
        await using var afternoon = await Told();
        await afternoon.Ana.Slash("/incident decline 1 a backfill", "#general");
        await afternoon.Ana.Modal.Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("Revenue dashboard is well: it was a false alarm.");
    }

    [Fact]
    public async Task It_can_be_cleared_while_the_incident_goes_on()
    {
        await using var afternoon = await Told();
        await (await afternoon.Ben.Notice()).Press("Clear");
        afternoon.Ben.Modal.Text.Has("Readers are told that it is over.");
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
        Assert.DoesNotContain("Readers of", afternoon.Card(), StringComparison.Ordinal);
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has("10:30 AM (stale for 30 min)");
    }

    [Fact]
    public async Task Something_else_is_said_in_words_alone()
    {
        await using var afternoon = await Begin(exposure: null);
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales");
        await form.Submit();
        Assert.True(form.IsOpen);
        await form.Fill("What readers should know", "Invoices are missing").PickTime("Expected to be over: time", "09:00")
            .Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("Invoices are missing\nSince", "expected to be over", "9:00 AM");
        afternoon.Card().Has("(Invoices are missing)");
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has("Over since", ": Invoices are missing");
    }

    [Fact]
    public async Task When_it_is_back_the_notice_is_offered_and_not_posted()
    {
        await using var afternoon = await Told("#sales", "#finance");
        await afternoon.Ana.Resolves();
        Assert.DoesNotContain("Readers of", afternoon.Card(), StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await afternoon.Ben.Slash("/incident reopen 1", "#general");
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
        afternoon.Card().Has("Readers of Revenue dashboard do not know yet.");
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Click("Tell them…");
        var form = afternoon.Ana.Modal;
        form.Value("Channels").Has("#sales", "#finance");
        await form.Submit();
        Assert.Equal(2, afternoon.Reads("#sales").Count);
        afternoon.Reads("#sales")[0].Has(Stale);
        afternoon.Reads("#sales")[1].Has(Fresh);
        Assert.DoesNotContain("Readers of", afternoon.Card(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_one_that_was_in_words_alone_and_after_a_day_none()
    {
        await using var afternoon = await Begin(exposure: null);
        await (await afternoon.Ana.Notice()).Fill("What readers should know", "Invoices are missing")
            .ChooseChannels("Channels", "#sales").Submit();
        await afternoon.Ana.Resolves();
        await afternoon.Pass(TimeSpan.FromHours(20));
        await afternoon.Ben.Slash("/incident reopen 1", "#general");
        Assert.Equal("Invoices are missing", (await afternoon.Ana.Notice()).Value("What readers should know"));
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Resolves();
        await afternoon.Pass(TimeSpan.FromHours(25));
        await afternoon.Ben.Slash("/incident reopen 1", "#general");
        Assert.Equal("", (await afternoon.Ana.Notice()).Value("What readers should know"));
    }

    [Fact]
    public async Task With_dbts_manifest_what_it_shows_is_offered_with_the_time_of_the_first_failure()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ivy.Creates("#sales");
        using var kept = await afternoon.Puts(HttpMethod.Put, $"manifest{DbtSender.Job}", DbtFiles.Manifest);
        Assert.Equal(HttpStatusCode.Accepted, kept.StatusCode);
        await afternoon.Hourly("error stg_orders");
        await afternoon.Hourly("error stg_orders");
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        var form = await afternoon.Ana.Notice();
        Assert.Equal(["Revenue dashboard", "Something else"], form.Options("What is stale"));
        Assert.Equal("10:00", form.Value("Since: time"));
        await form.ChooseChannels("Channels", "#sales").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has(Stale, "10:00");
    }

    [Fact]
    public async Task After_a_restart_nothing_is_said_twice()
    {
        await using var afternoon = await Told();
        await afternoon.Restart();
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Single(afternoon.Reads("#sales")).Has("and is late");
    }
}
