using System.Net;
using System.Text;
using Bot.Alerts;
using Bot.Alerts.Json;

namespace Bot.Tests.Alerts.Senders;

/// <summary>The lists of Alertmanager and Grafana.</summary>
public sealed class AlertmanagerTests
{
    const string Check = "#inc-1-task-check-of-orders-daily-failed", Load = "#inc-2-task-load-of-orders-daily-failed";

    [Fact]
    public async Task Each_alert_of_a_group_is_its_own_and_recovers_by_itself()
    {
        await using var afternoon = await Afternoon.Begin();
        var answer = await Send(afternoon, Samples.Text("alertmanager/v0.25.firing-two.json"));
        Assert.Equal(["7bf1a2655318ab3f", "9099c271fc7eb627"],
            answer["alerts"]!.AsArray().Select(a => (string?)a!["deduplication_key"]));
        Assert.Equal("It is about environment prod. Opened INC-1.", (string?)answer["reason"]);
        Assert.Contains("Try 3 of 3 failed on <warehouse> & retried", afternoon.Card(Load).Text, StringComparison.Ordinal);

        await Send(afternoon, Samples.Text("alertmanager/v0.25.partly-resolved.json"));
        Assert.Contains("Monitoring", afternoon.Card(Load).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", afternoon.Card(Check).Text, StringComparison.Ordinal);

        await Send(afternoon, Samples.Text("alertmanager/v0.25.all-resolved.json"));
        Assert.Contains("Monitoring", afternoon.Card(Check).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alertmanager/derived.v0.34.firing-two.json")]
    [InlineData("alertmanager/derived.v0.34.incidentio-receiver.json")]
    public void Newer_versions_and_its_incidentio_receiver_say_the_same(string sample) => Assert.Equal(
        Read(Samples.Text("alertmanager/v0.25.firing-two.json")).Select(Said), Read(Samples.Text(sample)).Select(Said));

    static string Said(Heard heard) => $"{heard.Alert.Title}|{heard.Alert.Description}|{heard.Alert.Status}|"
        + $"{heard.Alert.Subject}|{heard.Alert.SourceUrl}|{heard.Began:O}|{heard.Ended}";

    [Fact]
    public async Task A_group_that_was_cut_says_how_many_more_there_are_and_what_is_not_in_it_still_fires()
    {
        await using var afternoon = await Afternoon.Begin();
        var cut = Samples.Text("alertmanager/v0.25.truncated.json");
        await Send(afternoon, cut);
        Assert.Contains("2 more alerts of this group did not fit into the message.",
            afternoon.Card("#inc-1-analytics-orders-1-is-stale").Text, StringComparison.Ordinal);
        // The first two are well and left out; of the others nothing was known.
        await Send(afternoon, cut.Replace("orders_", "items_", StringComparison.Ordinal)
            .Replace("3bd394edd664e5e8", "0", StringComparison.Ordinal)
            .Replace("3bd794edd668cebf", "1", StringComparison.Ordinal));
        Assert.DoesNotContain(
            "Monitoring", afternoon.Card("#inc-1-analytics-orders-1-is-stale").Text, StringComparison.Ordinal);
        afternoon.Finn.Sees("#inc-4-analytics-items-2-is-stale", "#data-incidents");
    }

    [Theory]
    [InlineData("alertmanager/v0.25.no-annotations.json", "FourXX", null)]
    [InlineData("alertmanager/v0.25.all-resolved.json", "Task check of orders_daily failed",
        "https://prometheus.example.com/graph?g0.expr=airflow_task_failed+%3E+0&g0.tab=1")]
    [InlineData("grafana/v11.firing-values.json", "High memory usage",
        "https://grafana.example.com/d/ece9fb32-7f71-4be9-bd94-2f23608ae5b9?orgId=1&viewPanel=2")]
    [InlineData("grafana/derived.no-data.json", "Memory (copy): no data",
        "https://grafana.example.com/d/ece9fb32-7f71-4be9-bd94-2f23608ae5b9?orgId=1&viewPanel=2")]
    public void The_title_says_what_is_wrong_and_leads_to_where_it_shows(string sample, string title, string? link)
    {
        var alert = Read(Samples.Text(sample))[0].Alert;
        Assert.Equal((title, link), (alert.Title, alert.SourceUrl));
    }

    [Fact]
    public void A_summary_too_long_for_a_phone_stands_below_the_alerts_name()
    {
        var (name, summary) = ("OrdersLate", new string('x', 200));
        var alert = Assert.Single(Read(Body("firing", "2026-03-03T09:00:00Z", note: $"\"summary\":\"{summary}\""))).Alert;
        Assert.Equal((name, summary), (alert.Title, alert.Description));
    }

    [Fact]
    public async Task Of_Grafana_what_is_gone_is_not_fixed()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, Samples.Text("grafana/v11.firing-values.json"));
        var answer = await Send(afternoon, Samples.Text("grafana/derived.resolved-missing-series.json"));
        Assert.Equal("It is gone, not fixed: what it watches has disappeared. INC-1 stays as it is.", (string?)answer["reason"]);
        var card = afternoon.Card("#inc-1-high-memory-usage");
        Assert.Contains("gone, not fixed: what it watches has disappeared", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fine again", card.Text, StringComparison.Ordinal);
        // It is back, and then well.
        await Send(afternoon, Samples.Text("grafana/v11.firing-values.json"));
        Assert.DoesNotContain("gone", afternoon.Card("#inc-1-high-memory-usage").Text, StringComparison.Ordinal);
        await Send(afternoon, Samples.Text("grafana/derived.resolved-missing-series.json")
            .Replace("\"grafana_state_reason\": \"MissingSeries\"", "\"x\": \"y\"", StringComparison.Ordinal));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-high-memory-usage").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Paused", "its rule was paused")]
    [InlineData("RuleDeleted", "its rule was deleted")]
    [InlineData("Updated", "its rule was changed")]
    [InlineData("NoData", "it has no data any more")]
    [InlineData("Error", "its rule cannot be evaluated")]
    [InlineData("NoData, KeepLast", "Grafana says NoData, KeepLast")]
    public void Every_reason_for_being_gone_is_said(string reason, string gone) => Assert.Equal(
        gone, Assert.Single(Read(Body(
            "resolved", "2026-03-03T09:00:00Z", note: $"\"grafana_state_reason\":\"{reason}\""))).Alert.Gone);

    [Fact]
    public async Task What_is_gone_overnight_still_waits_for_the_morning()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        await Send(afternoon, Body("firing", "2026-03-03T21:00:00Z"));
        Assert.Contains("waits for the morning", afternoon.Reason(), StringComparison.Ordinal);
        await Send(afternoon, Body("resolved", "2026-03-03T21:00:00Z", note: "\"grafana_state_reason\":\"Paused\""));
        Assert.Equal("It is gone, not fixed: its rule was paused. The alert that waits for the morning stays.",
            afternoon.Reason());
    }

    [Fact]
    public async Task An_older_episode_that_comes_late_reopens_nothing_and_calms_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, Body("firing", "2026-03-03T09:30:00Z"));
        await Send(afternoon, Body("resolved", "2026-03-03T09:00:00.123456789Z", "2026-03-03T09:10:00Z"));
        Assert.Equal("It is about what began 29 min before the last that is known of it, so it changes nothing.",
            afternoon.Reason());
        Assert.DoesNotContain("Monitoring", afternoon.Card("#inc-1-orderslate").Text, StringComparison.Ordinal);
        await Send(afternoon, Body("resolved", "2026-03-03T09:30:00Z", "2026-03-03T09:40:00Z"));
        await Send(afternoon, Body("firing", "2026-03-03T10:00:00+01:00"));
        Assert.Contains("changes nothing", afternoon.Reason(), StringComparison.Ordinal);
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-orderslate").Text, StringComparison.Ordinal);
        await Send(afternoon, Body("firing", "2026-03-03T09:50:00Z"));
        Assert.DoesNotContain("Monitoring", afternoon.Card("#inc-1-orderslate").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_still_fires_is_heard_though_it_is_said_to_have_begun_earlier()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, Body("firing", "2026-03-03T09:30:00Z"));
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(15));
        // Of two who watch it, the one who saw it first.
        await Send(afternoon, Body("firing", "2026-03-03T09:29:00Z"));
        Assert.Contains("INC-1 is open again", afternoon.Reason(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_read_takes_no_other_along()
    {
        await using var afternoon = await Afternoon.Begin();
        var answer = await Send(afternoon, """
            {"alerts": [{"status": "firing", "labels": null, "fingerprint": "a"}, 3,
                {"status": "firing", "labels": {"alertname": "GoodOne"}, "fingerprint": "b"}]}
            """);
        Assert.Equal(["unreadable", "unreadable", "b"],
            answer["alerts"]!.AsArray().Select(a => (string?)a!["deduplication_key"]));
        Assert.NotNull(afternoon.Card("#inc-2-goodone"));
        Assert.Contains("has no labels", afternoon.Card("#inc-1-unreadable-alert-from-circleci").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_of_many_long_alerts_is_read_whole()
    {
        await using var afternoon = await Afternoon.Begin();
        var entries = Enumerable.Range(0, 250).Select(i => $$$"""
            {"status": "resolved", "labels": {"alertname": "A{{{i}}}"},
             "annotations": {"description": "{{{new string('x', 1500)}}}"}}
            """);
        var answer = await Send(afternoon, $$"""{"alerts": [{{string.Join(", ", entries)}}]}""");
        Assert.Equal(250, answer["alerts"]!.AsArray().Select(a => (string?)a!["deduplication_key"]).Distinct().Count());
    }

    [Fact]
    public async Task A_list_of_no_alerts_opens_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        var answer = await Send(afternoon, """{"receiver": "bot", "status": "resolved", "alerts": []}""");
        Assert.Equal("It lists no alerts.", (string?)answer["reason"]);
    }

    [Fact]
    public void Of_a_very_long_list_the_rest_is_told_as_one()
    {
        var entries = Enumerable.Range(0, LenientJson.Most + 3).Select(
            i => $$$"""{"status": "firing", "labels": {"alertname": "A{{{i}}}"}, "fingerprint": "{{{i}}}"}""");
        var heard = Read($$"""{"alerts": [{{string.Join(", ", entries)}}]}""");
        Assert.Equal(LenientJson.Most + 1, heard.Count);
        Assert.Contains(
            $"One body holds at most {LenientJson.Most} alerts; this one holds {LenientJson.Most + 3}.",
            heard[^1].Alert.Description, StringComparison.Ordinal);
        Assert.Contains("A1002", Encoding.UTF8.GetString(heard[^1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_watch_the_same_the_one_that_began_first_may_say_that_it_is_over()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, Body("firing", "2026-03-03T09:30:05Z"));
        await Send(afternoon, Body("resolved", "2026-03-03T09:30:00Z", "2026-03-03T09:40:00Z"));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-orderslate").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_far_ahead_makes_nothing_old()
    {
        await using var afternoon = await Afternoon.Begin();
        await Send(afternoon, Body("firing", "2036-03-03T09:30:00Z"));
        await Send(afternoon, Body("resolved", "2026-03-03T09:30:00Z", "2026-03-03T09:40:00Z"));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-orderslate").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grafanas_button_that_tests_a_contact_point_opens_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        var answer = await Send(afternoon, """
            {"status":"firing","alerts":[{"status":"firing","labels":{"alertname":"TestAlert","instance":"Grafana"},
            "annotations":{"summary":"Notification test"},"startsAt":"2026-03-03T09:00:00Z","fingerprint":"57c6d9296de2ad39"}]}
            """);
        Assert.Equal("It is Grafana's own test: it has arrived, and opens nothing.", (string?)answer["reason"]);
        Assert.Null(afternoon.Finn.Look("INC-1"));
    }

    [Fact]
    public async Task Without_the_sources_token_nothing_is_kept()
    {
        await using var afternoon = await Afternoon.Begin();
        using var response = await afternoon.Post(
            "v1/alertmanager/circleci", new StringContent(Body("firing", "2026-03-03T09:00:00Z")), token: "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(afternoon.Ledger());
    }

    static string Body(string status, string starts, string ends = "0001-01-01T00:00:00Z", string note = "") => $$$"""
        {"version":"4","status":"{{{status}}}","alerts":[{"status":"{{{status}}}","labels":{"alertname":"OrdersLate"},
        "annotations":{{{{note}}}},"startsAt":"{{{starts}}}","endsAt":"{{{ends}}}","generatorURL":"","fingerprint":"a1"}]}
        """;

    static IReadOnlyList<Heard> Read(string body) => AlertBody.Read("circleci", Encoding.UTF8.GetBytes(body));

    static async Task<System.Text.Json.Nodes.JsonObject> Send(Afternoon afternoon, string body)
    {
        using var response = await afternoon.Post("v1/alertmanager/circleci", new StringContent(body));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await afternoon.Settle();
        return await response.Json();
    }
}
