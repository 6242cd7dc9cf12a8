using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts;

public sealed class IntakeTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_CircleCI_body_opens_an_incident_with_channel_card_and_announcement()
    {
        await using var afternoon = await Afternoon.Begin();
        using var response = await afternoon.Alert(SampleAlert.Body);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = await Answer(response);
        Assert.Equal("success", (string?)answer["status"]);
        Assert.Equal("circleci|acme/dbt|main||acme/dbt dbt_build failure", (string?)answer["deduplication_key"]);
        Assert.Equal("It is about branch main. Opened INC-1.", (string?)answer["reason"]);

        var card = afternoon.Card("#inc-1-dbt-build-failed-on-main");
        Assert.Contains("Triage", card.Text, StringComparison.Ordinal);
        Assert.Contains(
            "acme/dbt · main · build 4711 · 0a1b2c3 Revert \"Add refunds to orders\"", card.Text, StringComparison.Ordinal);
        Assert.Single(card.Text.Split("dbt_build").Skip(1));
        Assert.Contains("I'll lead", card.Buttons);
        afternoon.Finn.Sees("INC-1 dbt_build failed on main", "#data-incidents");
    }

    [Fact]
    public async Task The_same_alert_again_counts_two_on_one_incident_by_an_edit()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(SampleAlert.Body);
        var messages = afternoon.Finn.Messages("#inc-1-dbt-build-failed-on-main").Count();
        await afternoon.Pass(TimeSpan.FromMinutes(4));
        using var response = await afternoon.Alert(SampleAlert.Body);
        Assert.Equal("Joined INC-1: its key fired 4 min ago, 2 times by now.", (string?)(await Answer(response))["reason"]);
        Assert.Contains("2 times", afternoon.Card("#inc-1-dbt-build-failed-on-main").Text, StringComparison.Ordinal);
        Assert.Equal(messages, afternoon.Finn.Messages("#inc-1-dbt-build-failed-on-main").Count());
    }

    [Theory]
    [InlineData("circleci", "wrong-token")]
    [InlineData("circleci", null)]
    [InlineData("circleci", "")]
    [InlineData("nobody", Afternoon.IntakeToken)]
    public async Task A_wrong_token_and_an_unknown_source_get_the_same_clear_answer(string source, string? token)
    {
        await using var afternoon = await Afternoon.Begin();
        using var response = await afternoon.Alert(SampleAlert.Body, source, token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(
            """{"status":"error","message":"This source and this token do not go together. An admin makes sources and """
                + """tokens in Slack (/incident sources), or sets Intake__Tokens__<source> of the bot. Send the token as """
                + """Authorization: Bearer <token>."}""",
            (await response.Content.ReadAsStringAsync(Stop))
                .Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal));
        Assert.Null(afternoon.Finn.Look("INC-1"));
    }

    [Fact]
    public async Task A_broken_body_becomes_one_visible_incident_that_says_why()
    {
        await using var afternoon = await Afternoon.Begin();
        using var first = await afternoon.Alert("""{"title": "dbt <!channel> failed""");
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        var card = afternoon.Card("#inc-1-unreadable-alert-from-circleci");
        Assert.Contains("it cannot be told where this text ends", card.Text, StringComparison.Ordinal);
        Assert.Contains("dbt <!channel> failed", card.Text, StringComparison.Ordinal);
        await afternoon.Alert("not even JSON");
        card = afternoon.Card("#inc-1-unreadable-alert-from-circleci");
        Assert.Contains("not even JSON", card.Text, StringComparison.Ordinal);
        Assert.Contains("2 times", card.Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Finn.Look("INC-2"));
        Assert.Equal("not even JSON", Encoding.UTF8.GetString(Kept(afternoon)[^1]));
    }

    [Fact]
    public async Task A_link_that_somebody_sends_is_shown_and_never_asked_for()
    {
        await using var outside = await Elsewhere.Start();
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        var link = new Uri(outside.Url, "runs/12");
        await afternoon.Alert(new
        {
            title = "orders late",
            description = $"See {link}",
            source_url = link,
            metadata = new { branch = "main", runbook = link, image = new Uri(outside.Url, "chart.png"), link },
        });
        await afternoon.Ana.Says("#inc-1-orders-late", $"It says {link}");
        await afternoon.Ana.Sees("It says", "#inc-1-orders-late").React("pushpin");
        await afternoon.Pass(TimeSpan.FromHours(1));
        var said = string.Join('\n', afternoon.Workspace.Log.Entries.Select(e => e.Sent));
        Assert.Contains("runs/12", said, StringComparison.Ordinal);
        Assert.Empty(outside.Asked);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_kept_cut()
    {
        await using var afternoon = await Afternoon.Begin();
        using var response = await afternoon.Alert($$"""{"title": "{{new string('x', 40_000_000)}}"}""");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        afternoon.Finn.Sees("#inc-1-oversized-alert-from-circleci", "#data-incidents");
        Assert.Equal(AlertBody.MaxKept, Assert.Single(Kept(afternoon)).Length);
    }

    [Fact]
    public async Task A_title_that_looks_like_mentions_pings_nobody()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(
            new
            {
                title = "<!channel> & <@U123> \"x\"",
                description = "<!here> <@U123>",
                status = "firing",
                metadata = new { branch = "main" },
            });
        await afternoon.Ana.Slash("/incident alerts");
        Assert.Contains("<!channel> & <@U123> \"x\"", afternoon.Card("#inc-1-channel-u123-x").Text, StringComparison.Ordinal);
        afternoon.Finn.Sees("<!channel> & <@U123> \"x\"", "#data-incidents");
        var all = afternoon.Ana.Messages().Concat(afternoon.Finn.Messages("#inc-1-channel-u123-x"))
            .Concat(afternoon.Finn.Messages("#data-incidents"));
        foreach (var message in all.Where(m => m.Posted.Subtype is null))
        {
            var raw = message.Posted.Text + message.Posted.Blocks;
            Assert.DoesNotContain("<!", raw.Replace("<!date", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("<@U123", raw, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Over_its_limit_a_source_opens_one_incident_that_counts()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Intake:PerMinute"] = "2" });
        foreach (var number in Enumerable.Range(1, 5)) await afternoon.Alert(new { title = $"job {number} failed" });
        afternoon.Finn.Sees("INC-2 job 2 failed", "#data-incidents");
        Assert.Contains("3 times", afternoon.Card("#inc-3-too-many-alerts-from-circleci").Text, StringComparison.Ordinal);
        Assert.Equal(5, Kept(afternoon).Count);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Alert(new { title = "job 6 failed" });
        afternoon.Finn.Sees("INC-4 job 6 failed", "#data-incidents");
    }

    internal static void Fill(Afternoon afternoon)
    {
        afternoon.Expect("could not be kept");
        using var db = afternoon.Store.Open();
        db.Execute(TestStore.IsPostgres ? FullOnPostgres : FullOnSqlite);
    }

    const string FullOnSqlite = "create trigger full before insert on alerts begin select raise(abort, 'disk is full'); end";

    const string FullOnPostgres =
        """
        create function is_full() returns trigger language plpgsql as
            $$ begin raise exception 'disk is full' using errcode = '53100'; end $$;
        create trigger is_full before insert on alerts for each row execute function is_full();
        """;

    [Fact]
    public async Task A_disk_that_is_full_is_told_to_CI_so_that_it_sends_again()
    {
        await using var afternoon = await Afternoon.Begin();
        Fill(afternoon);
        using var response = await afternoon.Alert(SampleAlert.Body);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_shows_what_was_decided_and_why()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident alerts");
        afternoon.Ana.Sees("No alert has come in yet.");
        await afternoon.Alert(new { title = "main failed", metadata = new { branch = "main" } });
        await afternoon.Alert(new { title = "branch failed", metadata = new { branch = "feature/x" } });
        await afternoon.Alert(new { title = "branch failed", metadata = new { branch = "feature/x" } });
        await afternoon.Ana.Slash("/incident alerts");
        var list = afternoon.Ana.Sees("Latest alerts");
        Assert.True(list.IsEphemeral);
        Assert.Contains("It is about branch main. Opened INC-1.", list.Text, StringComparison.Ordinal);
        Assert.Contains("Kept, nobody told: feature/x is no production branch.", list.Text, StringComparison.Ordinal);
        Assert.Contains("feature/x", list.Text, StringComparison.Ordinal);
        Assert.Contains("2 times", list.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident alerts are late");
        Assert.Equal("alerts are late", afternoon.Ana.Modal.Value("Name"));
        await afternoon.Gus.Slash("/incident alerts");
        Assert.Contains("Guests cannot use", afternoon.Gus.Sees("Guests").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_may_be_cut_says_of_how_many_it_speaks()
    {
        AlertRow One(long id) => new(id, 0, "ci", "orders", "orders failed", "firing", null, null, null, "joined", "Joined.", 1);
        string Text(int alerts) => ListAlerts.Shown([.. Enumerable.Range(1, alerts).Select(i => One(i))]).Text!;
        Assert.Equal(("Latest alerts", "Latest 300 alerts"), (Text(299), Text(300)));
    }

    [Fact]
    public async Task A_card_of_many_alerts_says_how_many_of_them_still_fail()
    {
        var main = new { branch = "main" };
        await using var afternoon = await Afternoon.Begin();
        Task Sends(int i, string status) =>
            afternoon.Alert(new { title = $"model_{i} failed", deduplication_key = $"{i}", status, metadata = main });
        for (var i = 1; i <= 20; i++) await Sends(i, "firing");
        for (var i = 6; i <= 16; i++) await Sends(i, "resolved");
        await afternoon.Settle();
        var storm = afternoon.Workspace.Conversations.All.Single(c => c.Name.StartsWith("inc-6", StringComparison.Ordinal));
        afternoon.Ana.Sees("4 of 15 still fail", $"#{storm.Name}");
    }

    [Fact]
    public async Task A_storm_is_one_line_of_the_list()
    {
        await using var afternoon = await Afternoon.Begin();
        Task Fails(string title, string branch) => afternoon.Alert(new { title, metadata = new { branch } });
        for (var i = 1; i <= 20; i++) await Fails($"model_{i} *failed*", "main");
        for (var i = 1; i <= 4; i++) await Fails($"test_{i} failed", "feature/x");
        await afternoon.Ana.Slash("/incident alerts");
        var list = afternoon.Ana.Sees("Latest alerts").Text;
        Assert.Contains("INC-6 · circleci · 15 alerts of 15 kinds · last today at 10:00 AM", list, StringComparison.Ordinal);
        Assert.Contains("model_20 *failed*, model_19 *failed*, model_18 *failed*, … 12 more", list, StringComparison.Ordinal);
        Assert.Contains("feature/x is no production branch · circleci · 4 alerts of 4 kinds", list, StringComparison.Ordinal);
        Assert.Contains("model_5 *failed* · circleci · main", list, StringComparison.Ordinal);
        Assert.InRange(list.Split('\n').Length, 1, 16);
    }

    [Fact]
    public async Task The_script_for_CI_opens_an_incident_and_calms_it()
    {
        await using var afternoon = await Afternoon.Begin();
        using var run = new NotifyRun { Message = "Revert \"Add refunds\"\n\nC:\\new, {\"a\": \"b\"}"u8.ToArray() };
        run.Variables["RESPONDER_TOKEN"] = Afternoon.IntakeToken;
        var url = new Uri(afternoon.Url, "v2/alert_events/http/circleci").ToString();
        var (_, log) = await run.Run(url, "failure", Stop);
        await afternoon.Settle();
        Assert.Contains("sent (firing)", log, StringComparison.Ordinal);
        Assert.Contains("It is about branch main in prod. Opened INC-1.", log, StringComparison.Ordinal);
        Assert.Contains("Triage", afternoon.Card("#inc-1-dbt-build-failed-on-main").Text, StringComparison.Ordinal);

        await run.Run(url, "success", Stop);
        await afternoon.Settle();
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-dbt-build-failed-on-main").Text, StringComparison.Ordinal);
    }

    static async Task<JsonObject> Answer(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>(Stop))!;

    static List<byte[]> Kept(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => db.Query<byte[]>(
            "select bytes from alerts join bodies on hash = body_hash order by id").ToList());
}
