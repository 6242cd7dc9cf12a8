using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts;

/// <summary>
/// Routes as an admin makes them, and what they do. Hours are 9 to 17 in London; it is a Tuesday, and Ana is on call.
/// </summary>
public sealed class RoutesTests
{
    // The table of who is told: by whom it is felt, by day, by night, at the weekend, on a holiday and over the change of clocks.
    [Theory]
    [InlineData("2026-03-03T14:00", "customer-facing", "opened", "Major", "ana")]
    [InlineData("2026-03-04T03:00", "customer-facing", "opened", "Major", "gwen")]
    [InlineData("2026-03-08T14:00", "customer-facing", "opened", "Major", "gwen")]
    [InlineData("2026-03-03T14:00", "internal", "opened", "Minor", "ana")]
    [InlineData("2026-03-04T03:00", "internal", "waits", null, null)]
    [InlineData("2026-03-08T14:00", "internal", "waits", null, null)]
    [InlineData("2026-03-03T14:00", "unknown", "opened", "Major", "ana")]
    [InlineData("2026-03-04T03:00", "unknown", "opened", "Major", "gwen")]
    // London's clocks go forward on 29 March: 08:30 on the wall is closed, an hour later on the wall is open.
    [InlineData("2026-03-30T07:30", "internal", "waits", null, null)]
    [InlineData("2026-03-30T08:30", "internal", "opened", "Minor", "ana")]
    public async Task The_preset_tells_whom_it_says(string at, string impact, string decision, string? severity, string? called)
    {
        await using var afternoon = await Preset();
        await afternoon.Until(DateTimeOffset.Parse($"{at}:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await afternoon.Alert(Job("orders", impact));
        var last = Decisions(afternoon)[^1];
        Assert.Equal(decision, last.Decision);
        Assert.Contains($"impact is {impact}", last.Reason, StringComparison.Ordinal);
        if (severity is not null)
            Assert.Contains(severity, afternoon.Finn.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        else afternoon.Finn.Sees("Out of hours", "#data-incidents");
        Assert.Equal(called is null ? [] : [called], Called(afternoon));
    }

    // What people declare asks the same routes, and the form's last line says who is told.
    [Theory]
    [InlineData("2026-03-03T14:00", "Customers", "ana is called now", "ana")]
    [InlineData("2026-03-04T03:00", "Customers", "@on-call-engineers is called now", "gwen")]
    [InlineData("2026-03-04T03:00", "People inside the company", "who hears of it", null)]
    public async Task What_people_declare_calls_whom_the_routes_say(string at, string affected, string said, string? called)
    {
        await using var afternoon = await Preset();
        await afternoon.Until(DateTimeOffset.Parse($"{at}:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await afternoon.Dev.Slash("/incident declare Orders are gone");
        await afternoon.Dev.Modal.Choose("Who is affected", affected);
        Assert.Contains(said, afternoon.Dev.Modal.Text, StringComparison.Ordinal);
        await afternoon.Dev.Modal.Submit();
        await afternoon.Dev.Modal.Close();
        Assert.Equal(called is null ? [] : [called], Called(afternoon).Except(["dev"]));
    }

    [Fact]
    public async Task What_customers_turn_out_to_feel_by_night_calls_the_engineers_too()
    {
        await using var afternoon = await Preset();
        await afternoon.Until(Tuesday.AddDays(1).AddHours(3));
        await afternoon.Dev.Slash("/incident declare Orders are gone");
        await afternoon.Dev.Modal.Choose("Who is affected", "People inside the company").Submit();
        await afternoon.Dev.Modal.Close();
        Assert.Empty(Called(afternoon).Except(["dev"]));
        await afternoon.Dev.Slash("/incident status 1");
        await afternoon.Dev.Modal.Choose("Who is affected", "Customers");
        Assert.Contains("@on-call-engineers is called now", afternoon.Dev.Modal.Text, StringComparison.Ordinal);
        await afternoon.Dev.Modal.Submit();
        Assert.Equal(["gwen"], Called(afternoon).Except(["dev"]));
    }

    [Fact]
    public async Task On_a_holiday_of_whoever_is_on_call_it_is_whoever_stands_in()
    {
        await using var afternoon = await Preset();
        await afternoon.Ana.Slash("/cover leave");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-04").PickDate("Last day", "2026-03-04").Submit();
        await afternoon.Until(Tuesday.AddDays(1).AddHours(14));
        await afternoon.Alert(Job("orders", "internal"));
        Assert.Equal(["ben"], Called(afternoon));
    }

    [Fact]
    public async Task Where_everybody_is_on_holiday_it_is_out_of_hours()
    {
        await using var afternoon = await Preset();
        foreach (var person in new[] { afternoon.Ana, afternoon.Ben })
        {
            await person.Slash("/cover leave");
            await person.Modal.PickDate("First day", "2026-03-04").PickDate("Last day", "2026-03-04").Submit();
        }

        await afternoon.Until(Tuesday.AddDays(1).AddHours(14));
        await afternoon.Alert(Job("orders", "customer-facing"));
        Assert.Contains("working hours are not open", Decisions(afternoon)[^1].Reason, StringComparison.Ordinal);
        Assert.Equal(["gwen"], Called(afternoon));
    }

    [Fact]
    public async Task What_waited_for_the_morning_opens_as_its_route_said()
    {
        await using var afternoon = await Preset();
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Job("orders", "internal"));
        await afternoon.Until(Tuesday.AddDays(1).AddHours(9));
        Assert.Contains("Waits for ana", afternoon.Card("#inc-1-orders-failed").Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "It waited for the morning. Its route opens it then.", Decisions(afternoon)[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_of_the_engineers_takes_it_leads_and_in_the_morning_the_responder_can_take_over()
    {
        await using var afternoon = await Preset();
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Job("orders", "customer-facing"));
        await afternoon.Gwen.Sees("please look", "#inc-1-orders-failed").Click("I'm on it");
        Assert.Contains("Gwen", afternoon.Card("#inc-1-orders-failed").Text, StringComparison.OrdinalIgnoreCase);
        await afternoon.Until(Tuesday.AddDays(1).AddHours(9));
        var card = Assert.Single(afternoon.Ana.Messages("#inc-1-orders-failed"), m => m.IsPinned);
        await card.Click("Take over");
        Assert.Contains("ana", afternoon.Card("#inc-1-orders-failed").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_customers_feel_makes_the_storm_that_it_joins_as_bad_as_that()
    {
        await using var afternoon = await Preset(new() { ["Incidents:StormLimit"] = "1" });
        await afternoon.Alert(Job("one", "internal"));
        await afternoon.Alert(Job("two", "internal"));
        await afternoon.Alert(Job("three", "customer-facing"));
        Assert.Equal(["opened", "opened storm", "joined storm"], Decisions(afternoon).Select(d => d.Decision));
        var said = afternoon.Finn.Sees("INC-2", "#data-incidents").Text;
        Assert.Contains("Major", said, StringComparison.Ordinal);
        Assert.Contains("customers affected", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_tells_nobody_lets_what_is_open_recover()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("snapshots"));
        var form = await NewRoute(afternoon.Ivy, "Quiet jobs", "job", "is", "snapshots");
        await form.Choose("What becomes of it", "Keep it, tell nobody");
        await form.Submit();
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Alert(Job("snapshots", status: "resolved"));
        Assert.Equal("recovered", Decisions(afternoon)[^1].Decision);
        await afternoon.Card("#inc-1-snapshots-failed").Click("Resolve");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Alert(Job("snapshots"));
        Assert.Equal(
            ("stored", "Route “Quiet jobs” takes it: job is snapshots."),
            (Decisions(afternoon)[^1].Decision, Decisions(afternoon)[^1].Reason));
    }

    [Fact]
    public async Task What_recovers_in_its_time_is_a_flake_and_what_does_not_is_told()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var form = await NewRoute(afternoon.Ivy, "Flaky jobs", "job", "is", "snapshots");
        await form.Fill("Minutes to recover first", "10").Submit();
        await afternoon.Ivy.Modal.Submit();

        await afternoon.Alert(Job("snapshots"));
        await afternoon.Pass(TimeSpan.FromMinutes(9));
        await afternoon.Alert(Job("snapshots", status: "resolved"));
        Assert.Equal(["settles", "flake"], Decisions(afternoon).Select(d => d.Decision));
        Assert.Null(afternoon.Finn.Look("INC-1", "#data-incidents"));

        await afternoon.Alert(Job("snapshots"));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Alert(Job("snapshots"));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Contains("2 times", afternoon.Card("#inc-1-snapshots-failed").Text, StringComparison.Ordinal);
        Assert.StartsWith("It did not recover by itself.", Decisions(afternoon)[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_third_flake_of_a_kind_opens_an_incident_that_shows_the_three()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var form = await NewRoute(afternoon.Ivy, "Flaky jobs", "job", "is", "snapshots");
        await form.Fill("Minutes to recover first", "10").Submit();
        await afternoon.Ivy.Modal.Submit();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(afternoon.Finn.Look("#inc-1-", "#data-incidents"));
            await afternoon.Alert(Job("snapshots"));
            await afternoon.Pass(TimeSpan.FromMinutes(5));
            await afternoon.Alert(Job("snapshots", status: "resolved"));
        }

        afternoon.Finn.Sees("#inc-1-snapshots-failed-3-times-red-and-green-again", "#data-incidents");
        await afternoon.Alert(Job("snapshots"));
        await afternoon.Alert(Job("snapshots", status: "resolved"));
        Assert.Null(afternoon.Finn.Look("#inc-2-", "#data-incidents"));
    }

    [Fact]
    public async Task What_a_route_writes_to_the_ledger_is_an_entry_until_it_is_well()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var form = await NewRoute(afternoon.Ivy, "Slow jobs", "severity", "is", "warning");
        await form.Choose("What becomes of it", "Write it to the warning ledger");
        await form.Submit();
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Close();
        var slow = new { title = "orders is slow", status = "firing", metadata = new { job = "orders", severity = "warning" } };
        await afternoon.Alert(slow);
        Assert.Equal("ledger", Decisions(afternoon)[^1].Decision);
        await afternoon.Ana.Slash("/incident warnings");
        Assert.Contains("orders is slow", Text(afternoon.Ana), StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(slow with { status = "resolved" });
        await afternoon.Ana.Slash("/incident warnings");
        Assert.DoesNotContain("orders is slow", Text(afternoon.Ana), StringComparison.Ordinal);
        Assert.Null(afternoon.Finn.Look("INC-1", "#data-incidents"));
    }

    [Fact]
    public async Task A_line_in_a_channel_is_edited_while_it_fires_and_when_it_is_well()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var form = await NewRoute(afternoon.Ivy, "Staging", "environment", "is", "staging");
        await form.Choose("What becomes of it", "Say it in a channel");
        await form.ChooseChannel("Channel", "#general").Submit();
        await afternoon.Ivy.Modal.Submit();

        await afternoon.Alert(Job("orders", environment: "staging"));
        var line = afternoon.Finn.Sees("orders failed", "#general");
        await afternoon.Alert(Job("orders", environment: "staging"));
        Assert.Contains("orders failed · 2 times", line.Text, StringComparison.Ordinal);
        await afternoon.Alert(Job("orders", environment: "staging", status: "resolved"));
        Assert.Contains("well again", line.Text, StringComparison.Ordinal);
        Assert.Empty(line.Notified);
        Assert.Null(afternoon.Finn.Look("INC-1", "#data-incidents"));
    }
}
