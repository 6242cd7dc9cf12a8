using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bot.Alerts.Sources;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary><c>/incident sources</c>: those listed first begin with an a, as one is set where the bot is started.</summary>
public sealed class SourceTests
{
    const string Script = "Script or incident.io's JSON", Body = """{"title": "Orders", "status": "resolved"}""";

    static readonly Dictionary<string, string?> WithAddress = new() { ["PUBLIC_URL"] = "https://bot.acme.example" };

    [Fact]
    public async Task An_admin_makes_a_source_it_sends_and_the_page_shows_what_came_and_why()
    {
        await using var afternoon = await Afternoon.Begin(settings: WithAddress);
        await afternoon.Ivy.Slash("/incident sources");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Choose("What sends", Script).Submit();
        await afternoon.Ivy.Modal.Fill("Name", "a-nightly").Submit();
        var token = SourceActs.Shown(afternoon.Ivy.Modal)!;
        Sees(afternoon.Ivy.Modal, "shown this once");
        Sees(afternoon.Ivy.Modal, "curl \"https://bot.acme.example/v2/alert_events/http/a-nightly\"");
        Sees(afternoon.Ivy.Modal, $"Authorization: Bearer {token}");
        await afternoon.Ivy.Modal.Close();
        Sees(afternoon.Ivy.Modal, "a-nightly · Script or incident.io's JSON\nNothing has come yet");

        Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "A-Nightly", token, SampleAlert.Body));
        var page = await afternoon.Ivy.OpensSource();
        Sees(page, "1 alert in 7 days");
        Sees(page, "acme/dbt dbt_build failure");
        Sees(page, "It is about branch main. Opened INC-1.");
        Assert.DoesNotContain(token, page.Text, StringComparison.Ordinal);
        await page.Press("Payload");
        Sees(afternoon.Ivy.Modal, "\"title\": \"acme/dbt dbt_build failure\"");
        Sees(afternoon.Ivy.Modal, "a-nightly · today at 10:00 AM · opened");
        Assert.Equal(["made source"], History(afternoon, "a-nightly"));
    }

    [Fact]
    public async Task The_token_before_works_a_day_longer_however_often_it_is_rotated()
    {
        await using var afternoon = await Afternoon.Begin();
        var first = (await afternoon.Ivy.MakesSource(Script, "a-nightly"))!;
        var page = await afternoon.Ivy.OpensSource();
        await page.Press("Rotate token");
        var lost = SourceActs.Shown(afternoon.Ivy.Modal)!;
        await afternoon.Ivy.Modal.Close();
        Sees(afternoon.Ivy.Modal, "the old token works until");
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Ivy.Modal.Press("Rotate token");
        var last = SourceActs.Shown(afternoon.Ivy.Modal)!;
        Assert.Equal(3, new[] { first, lost, last }.Distinct().Count());
        foreach (var token in new[] { first, lost, last })
            Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "a-nightly", token));

        await afternoon.Pass(TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(afternoon, "a-nightly", first));
        Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "a-nightly", lost));
        await afternoon.Restart();
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(afternoon, "a-nightly", lost));
        Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "a-nightly", last));
        Assert.Equal(["made source", "rotated token", "rotated token"], History(afternoon, "a-nightly"));
    }

    [Fact]
    public async Task What_was_revoked_is_refused_and_counted_and_its_name_may_begin_anew()
    {
        await using var afternoon = await Afternoon.Begin();
        var old = (await afternoon.Ivy.MakesSource(Script, "a-zebra"))!;
        Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "a-zebra", old));
        var page = await afternoon.Ivy.OpensSource();
        await page.Press("Revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(afternoon, "a-zebra", old));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(afternoon, "a-zebra", old));
        // A guess is no sign of a sender that was forgotten.
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(afternoon, "a-zebra", "some-guess"));
        await afternoon.Settle();
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Ivy.Slash("/incident sources");
        Sees(afternoon.Ivy.Modal, "2 posts were refused since");
        await afternoon.Ivy.Modal.Close();

        var anew = (await afternoon.Ivy.MakesSource(Script, "A-Zebra"))!;
        Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "a-zebra", anew));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(afternoon, "a-zebra", old));
    }

    [Fact]
    public async Task Whoever_is_no_admin_gets_one_sentence()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident sources");
        afternoon.Ana.Sees("Only admins see and change sources. Ask a Slack admin, or be added to ADMIN_USER_IDS.");
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    [Fact]
    public async Task An_admin_who_is_none_any_more_changes_nothing_with_a_page_that_is_still_open()
    {
        await using var afternoon = await Afternoon.Begin();
        var token = (await afternoon.Ivy.MakesSource(Script, "a-nightly"))!;
        afternoon.Workspace.People.Change("ana", p => p.IsAdmin = true);
        await afternoon.Settle();
        var page = await afternoon.Ana.OpensSource();
        afternoon.Workspace.People.Change("ana", p => p.IsAdmin = false);
        await afternoon.Settle();
        await page.Press("Revoke");
        Assert.Equal(HttpStatusCode.Accepted, await Post(afternoon, "a-nightly", token));
    }

    [Fact]
    public async Task A_name_is_one_that_stands_in_addresses_and_is_nobody_elses()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.MakesSource(Script, "nightly");
        await afternoon.Ivy.Slash("/incident sources");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Choose("What sends", Script).Submit();
        await Refuses("my source", "Use letters, digits, dashes, dots and underscores.");
        await Refuses("CircleCI", "A setting of the bot names a source so already. Choose another name.");
        await Refuses("NIGHTLY", "There is a source of this name. Choose another.");
        await afternoon.Ivy.Modal.Fill("Name", "nightly-2").Submit();
        Sees(afternoon.Ivy.Modal, "shown this once");

        async Task Refuses(string name, string sentence)
        {
            await afternoon.Ivy.Modal.Fill("Name", name).Submit();
            Assert.Equal(sentence, Assert.Single(afternoon.Ivy.Modal.Errors).Value);
        }
    }

    [Fact]
    public async Task One_that_a_setting_names_says_where_it_is_changed_and_takes_a_limit_all_the_same()
    {
        await using var afternoon = await Afternoon.Begin();
        var page = await afternoon.Ivy.OpensSource();
        Sees(page, "circleci · set where the bot is started");
        Sees(page, "Intake__Tokens__circleci is set where the bot is started; change it there");
        Sees(page, "PUBLIC_URL of the bot is not set");
        Assert.Equal(["Expected every", "Limit"], page.Buttons);

        await page.Press("Limit");
        await afternoon.Ivy.Modal.Fill("Alerts within a minute", "many").Submit();
        Assert.Equal(
            "Use a whole number up to 1000000, or leave it empty.", Assert.Single(afternoon.Ivy.Modal.Errors).Value);
        await afternoon.Ivy.Modal.Fill("Alerts within a minute", "2").Submit();
        Sees(afternoon.Ivy.Modal, "at most 2 a minute");
        for (var i = 0; i < 4; i++) await afternoon.Alert(new { title = $"Orders {i}", deduplication_key = $"{i}" });
        Assert.Equal(
            ["opened", "opened", "counted", "counted"],
            afternoon.Get<Database>().Read(db => db.Query<string>("select decision from alerts order by id").ToList()));
        Assert.Equal(["limit per minute"], History(afternoon, "circleci"));
    }

    [Fact]
    public async Task A_key_of_PagerDutys_is_the_token_of_a_source_and_is_not_shown_with_what_came()
    {
        await using var afternoon = await Afternoon.Begin();
        var key = (await afternoon.Ivy.MakesSource("PagerDuty's Events v2", "a-airflow"))!;
        using (var answer = await afternoon.Post("v2/enqueue", JsonContent.Create(new
        {
            routing_key = key,
            event_action = "trigger",
            payload = new { summary = "Load failed", source = "db", severity = "error" },
        }), token: null))
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await afternoon.Settle();
        var page = await afternoon.Ivy.OpensSource();
        await page.Press("Payload");
        Sees(afternoon.Ivy.Modal, "\"routing_key\": \"(left out)\"");
        Assert.DoesNotContain(key, afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_has_pages()
    {
        await using var afternoon = await Afternoon.Begin(settings: Enumerable.Range(10, 20).ToDictionary(
            i => $"Intake:Tokens:ci-{i}", string? (i) => $"secret-of-ci-{i}"));
        await afternoon.Ivy.Slash("/incident sources");
        Sees(afternoon.Ivy.Modal, "1–15 of 21");
        Assert.DoesNotContain("ci-29", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Press("More");
        Sees(afternoon.Ivy.Modal, "16–21 of 21");
        Sees(afternoon.Ivy.Modal, "ci-29");
        await afternoon.Ivy.Modal.Press("Back");
        Sees(afternoon.Ivy.Modal, "1–15 of 21");
    }

    [Theory]
    [InlineData("", "It was empty.")]
    [InlineData("plain <!channel> ``` *text*", "```\nplain <!channel> ''' *text*\n```")]
    [InlineData("""{"a":{"b":"é"}}""", "```\n{\n  \"a\": {\n    \"b\": \"é\"\n  }\n}\n```")]
    [InlineData("""{"token":"abc", "b" """, "```\n{\"token\":\"(left out)\", \"b\"\n```")]
    public void What_came_is_laid_out_and_can_do_nothing(string body, string shown) =>
        Assert.Equal(shown, ShowPayload.Shown(Encoding.UTF8.GetBytes(body)));

    static async Task<HttpStatusCode> Post(Afternoon afternoon, string source, string token, string body = Body)
    {
        using var response = await afternoon.Alert(body, source, token);
        return response.StatusCode;
    }

    static List<string> History(Afternoon afternoon, string source) => afternoon.Get<Database>().Read(db =>
        db.Query<string>("select verb from history where subject = @subject order by id", new { subject = $"source:{source}" })
            .ToList());

    static void Sees(Modal modal, string text) => Assert.Contains(text, modal.Text, StringComparison.Ordinal);
}
