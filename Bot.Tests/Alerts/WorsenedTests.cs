using Bot.Alerts;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Storage;
using static Bot.Tests.Alerts.MadeRoutes;
using static Bot.Tests.Alerts.SetRoutes;

namespace Bot.Tests.Alerts;

/// <summary>
/// What comes again is worse than it was, or comes by night: whoever its route calls is called. It is a Tuesday, and Ana is on
/// call.
/// </summary>
public sealed class WorsenedTests
{
    static object Load(string severity, string? impact = null, string status = "firing") => new
    {
        title = "load failed",
        status,
        deduplication_key = "load",
        metadata = new { job = "load", branch = "main", severity, impact },
    };

    [Fact]
    public async Task The_same_alert_makes_its_incident_as_bad_as_it_is_by_now_and_calls_for_that()
    {
        await using var afternoon = await With(Critical);
        await afternoon.Alert(Load("warning"));
        await afternoon.Ana.Slash("/incident take 1");
        await afternoon.Alert(Load("critical", "customer-facing"));
        Assert.Equal(Severity.Critical, afternoon.Incident(1).Severity);
        Assert.Equal(["ana"], afternoon.Ana.Sees("is worse now", "#inc-1-load-failed").Notified);
    }

    [Fact]
    public async Task What_people_have_made_of_it_stays_however_often_the_same_comes()
    {
        await using var afternoon = await With(Critical);
        await afternoon.Alert(Load("critical"));
        await afternoon.Ana.Slash("/incident severity minor 1");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(Severity.Minor, afternoon.Incident(1).Severity);
        await afternoon.Alert(Load("critical"));
        Assert.Equal(Severity.Minor, afternoon.Incident(1).Severity);
    }

    [Fact]
    public async Task What_is_back_is_as_bad_as_it_is_by_now()
    {
        await using var afternoon = await With(Critical);
        await afternoon.Alert(Load("warning"));
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Alert(Load("critical", "customer-facing"));
        Assert.Equal("reopened", Decisions(afternoon)[^1].Decision);
        Assert.Equal(Severity.Critical, afternoon.Incident(1).Severity);
    }

    [Fact]
    public async Task What_has_time_to_recover_has_none_once_it_is_worse()
    {
        await using var afternoon = await With(
            Critical, Route("Flaky", AtOnce with { WaitFirst = TimeSpan.FromHours(1) }, Is("job", "load")));
        await afternoon.Alert(Load("warning"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Alert(Load("critical", "customer-facing"));
        Assert.Equal("opened", Decisions(afternoon)[^1].Decision);
        await afternoon.Pass(TimeSpan.FromMinutes(61));
        Assert.Equal(2, Decisions(afternoon).Count);
    }

    [Fact]
    public async Task What_waits_for_the_morning_waits_no_longer_once_it_is_worse()
    {
        await using var afternoon = await With(
            Critical, Route("Morning", RouteAction.Default with { AtNight = AtNight.InTheMorning }, Is("job", "load")));
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Load("warning"));
        await afternoon.Alert(Load("critical", "customer-facing"));
        Assert.Equal(["waits", "opened"], Decisions(afternoon).Select(d => d.Decision));
        await afternoon.Until(Tuesday.AddDays(1).AddHours(10));
        Assert.Equal(2, Decisions(afternoon).Count);
        Assert.Null(afternoon.Finn.Look("INC-2", "#data-incidents"));
    }

    [Fact]
    public async Task What_waits_is_opened_as_bad_as_it_was_whatever_a_route_says_later()
    {
        var morning = RouteAction.Default with { AtNight = AtNight.InTheMorning, Severity = Severity.Major };
        await using var afternoon = await With(Route("Morning", morning, Is("job", "load")));
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Load("warning"));
        await afternoon.Set(Route("Nobody", new RouteAction.Keep(), Is("job", "load")));
        await afternoon.Alert(Load("warning"));
        await afternoon.Until(Tuesday.AddDays(1).AddHours(9).AddMinutes(1));
        Assert.Equal(Severity.Major, afternoon.Incident(1).Severity);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_back_by_night_calls_whom_its_route_calls_by_night(bool wasResolved)
    {
        await using var afternoon = await Preset();
        await afternoon.Until(Tuesday.AddHours(16));
        await afternoon.Alert(Job("orders", "customer-facing"));
        await afternoon.Ana.Slash("/incident take 1");
        await afternoon.Alert(Job("orders", "customer-facing", status: "resolved"));
        if (wasResolved)
        {
            await afternoon.Ana.Slash("/incident resolve 1");
            await afternoon.Ana.Modal.Submit();
        }

        Assert.DoesNotContain("gwen", Called(afternoon));
        await afternoon.Until(Tuesday.AddDays(1).AddHours(3));
        await afternoon.Alert(Job("orders", "customer-facing"));
        Assert.Contains("gwen", Called(afternoon));
    }

    [Fact]
    public async Task What_was_declined_is_not_quiet_once_it_is_worse()
    {
        await using var afternoon = await With(Critical, Asking);
        await afternoon.Alert(Job("nightly"));
        await afternoon.Ana.Sees("INC-1", "#data-incidents").Click("Decline…");
        await afternoon.Ana.Modal.Fill("Why it is no incident", "a backfill").Submit();
        await afternoon.Alert(Job("nightly"));
        Assert.Equal("stored", Decisions(afternoon)[^1].Decision);
        await afternoon.Alert(Job("nightly", "customer-facing"));
        Assert.Equal("opened", Decisions(afternoon)[^1].Decision);
    }

    [Fact]
    public async Task A_card_that_is_declined_leaves_nobody_uncalled_for_what_counted_on_its_call()
    {
        await using var afternoon = await Preset();
        var all = afternoon.Get<Database>().Read(AlertSettings.Routes.Now);
        var night = all.First(r => r.Name == "Customer-facing by night");
        await afternoon.Set([
            night with
            {
                Id = "asks",
                Conditions = [.. night.Conditions, Is("job", "nightly")],
                Action = (RouteAction.Open)night.Action with { TriageFirst = true },
            },
            .. all,
        ]);
        await afternoon.Until(Tuesday.AddHours(23));
        await afternoon.Alert(Job("nightly", "customer-facing"));
        await afternoon.Alert(Job("orders", "customer-facing"));
        Assert.Equal(["gwen"], afternoon.Gwen.Sees("INC-2", "#inc-2-orders-failed").Notified.Except(["finn"]));
    }

    [Fact]
    public async Task A_line_in_a_channel_is_well_also_where_an_incident_was_opened_for_it_since()
    {
        await using var afternoon = await With(Route("Line", new RouteAction.Say(null), Is("job", "orders")));
        await afternoon.Alert(Job("orders"));
        await afternoon.Set();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        Assert.Null(afternoon.Finn.Look(":red_circle:", "#data-incidents"));
    }

    [Fact]
    public async Task What_opens_an_incident_is_not_said_of_what_was_well_before()
    {
        await using var afternoon = await With(
            Route("Flaky", AtOnce with { WaitFirst = TimeSpan.FromMinutes(10) }, Is("job", "orders")));
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Alert(Job("orders"));
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal([null, null, 1L], Decisions(afternoon).Select(d => d.Incident));
    }
}
