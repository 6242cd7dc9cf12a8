using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Incidents.Private;
using Dapper;
using static Bot.Tests.Api.Programs;

namespace Bot.Tests.Api;

/// <summary>What programs do: declare, update, resolve; follow-ups are in <see cref="WriteFollowUpTests"/>.</summary>
public sealed class WriteTests
{
    public const string OnlyReads = "The token “weekly dashboard” may only read. An admin makes one in Slack that may write.";

    [Fact]
    public async Task A_program_declares_an_incident_updates_and_resolves_it()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken(Reads, Writes);
        var made = await Posts(
            afternoon, "v1/incidents", token, "a", """{"name": "Orders are late", "severity": "major", "known": "since six"}""");
        Assert.Equal((HttpStatusCode.Created, "/v1/incidents/1"), (made.Code, made.Headers.Location?.ToString()));
        Assert.Equal(("INC-1", "major", "since six"), (Text(made, "label"), Text(made, "severity"), Text(made, "known")));
        Assert.Equal((afternoon.Ana.Id, afternoon.Ivy.Id), (Text(made, "lead"), Text(made, "declared_by")));
        afternoon.Ana.Sees("Orders are late", "#inc-1-orders-are-late");

        var updated = await Posts(
            afternoon, "v1/incidents/1/updates", token, "b", """{"text": "the loader is stuck", "status": "fixing"}""");
        Assert.Equal((HttpStatusCode.OK, "fixing"), (updated.Code, Text(updated, "status")));
        afternoon.Ana.Sees("the loader is stuck", "#inc-1-orders-are-late");

        var resolved = await Posts(afternoon, "v1/incidents/1/resolve", token, "c", """{"fix": "restarted it"}""");
        Assert.Equal((HttpStatusCode.OK, "resolved"), (resolved.Code, Text(resolved, "status")));
        afternoon.Ana.Sees("restarted it", "#inc-1-orders-are-late");
        foreach (var (key, body) in ((string, string)[])[("d", "{}"), ("e", """{"fix": "restarted it"}""")])
        {
            var again = await Posts(afternoon, "v1/incidents/1/resolve", token, key, body);
            Assert.Equal((HttpStatusCode.OK, resolved.Text), (again.Code, again.Text));
        }

        var other = await Posts(afternoon, "v1/incidents/1/resolve", token, "f", """{"fix": "dropped it"}""");
        Assert.Equal(HttpStatusCode.Conflict, other.Code);
        Assert.StartsWith("ivy resolved it a moment ago", other.Problem, StringComparison.Ordinal);
        Assert.Contains("through the token “weekly dashboard”", Why(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_changes_nothing_and_is_answered_with_the_same_incident()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken(Writes);
        const string Orders = """{"name": "Orders"}""";
        var first = await Posts(afternoon, "v1/incidents", token, "a", Orders);
        var repeat = await Posts(afternoon, "v1/incidents", token, "a", Orders);
        Assert.Equal((first.Code, Text(first, "number")), (repeat.Code, Text(repeat, "number")));
        var other = await Posts(afternoon, "v1/incidents", token, "a", """{"name": "Revenue"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Code);
        Assert.StartsWith("Something else was done under this Idempotency-Key.", other.Problem, StringComparison.Ordinal);
        Assert.Equal("INC-2", Text(await Posts(afternoon, "v1/incidents", token, "b", Orders), "label"));
        // Keys of two tokens have nothing to do with each other.
        Assert.Equal(
            "INC-3", Text(await Posts(afternoon, "v1/incidents", await afternoon.Ivy.MakesToken(Writes), "a", Orders), "label"));
    }

    [Theory]
    [InlineData("""{"name": "x", "severity": "bad"}""", 400, "“severity” is “bad”. Use minor, major, critical.")]
    [InlineData("""{"name": "  "}""", 400, "“name” says nothing.")]
    [InlineData("""{}""", 400, "The body cannot be read")]
    [InlineData("""{"name": "x", "severty": "major"}""", 400, "The body cannot be read")]
    [InlineData("""[""", 400, "The body cannot be read")]
    public async Task What_is_sent_wrongly_is_refused_with_a_sentence(string body, int code, string sentence)
    {
        await using var afternoon = await Begin();
        var answer = await Posts(afternoon, "v1/incidents", await afternoon.Ivy.MakesToken(Writes), "a", body);
        Assert.Equal(code, (int)answer.Code);
        Assert.StartsWith(sentence, answer.Problem, StringComparison.Ordinal);
        Assert.Empty(await afternoon.Lists("v1/incidents", await afternoon.Ivy.MakesToken()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(201)]
    public async Task Without_a_key_or_with_one_that_is_far_too_long_nothing_is_done(int? length)
    {
        await using var afternoon = await Begin();
        var key = length is { } most ? new string('k', most) : null;
        var answer = await Posts(afternoon, "v1/incidents", await afternoon.Ivy.MakesToken(Writes), key, """{"name": "x"}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Code);
        Assert.StartsWith("Send an Idempotency-Key", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_only_read_writes_nothing()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares("Orders");
        var token = await afternoon.Ivy.MakesToken(Reads);
        foreach (var path in (string[])["v1/incidents", "v1/incidents/1/updates", "v1/incidents/1/resolve", "v1/followups"])
        {
            var answer = await Posts(afternoon, path, token, "a", """{"name": "x", "text": "x"}""");
            Assert.Equal(HttpStatusCode.Forbidden, answer.Code);
            Assert.Equal(OnlyReads, answer.Problem);
        }
    }

    [Fact]
    public async Task What_still_fails_is_resolved_only_where_that_is_said()
    {
        await using var afternoon = await Begin();
        await afternoon.Alert(SampleAlert.Body);
        var token = await afternoon.Ivy.MakesToken(Writes);
        var refused = await Posts(afternoon, "v1/incidents/1/resolve", token, "a", "{}");
        Assert.Equal(HttpStatusCode.Conflict, refused.Code);
        Assert.Equal("An alert of INC-1 still fires. Send even_if_firing to resolve it all the same.", refused.Problem);
        var done = await Posts(afternoon, "v1/incidents/1/resolve", token, "b", """{"even_if_firing": true}""");
        Assert.Equal((HttpStatusCode.OK, "resolved"), (done.Code, Text(done, "status")));
    }

    [Fact]
    public async Task A_step_that_is_none_is_refused()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares("Orders");
        var answer = await Posts(
            afternoon, "v1/incidents/1/updates", await afternoon.Ivy.MakesToken(Writes), "a",
            """{"text": "x", "status": "closed"}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.Code);
        Assert.Equal("INC-1 cannot become closed from investigating.", answer.Problem);
    }

    [Fact]
    public async Task What_a_program_declares_calls_whoever_is_on_call_be_it_whoever_made_the_token()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ivy", "ben");
        await afternoon.Ana.Modal.CloseAll();
        var token = await afternoon.Ivy.MakesToken(Writes);
        var made = await Posts(afternoon, "v1/incidents", token, "a", """{"name": "Orders", "severity": "critical"}""");
        Assert.Equal((afternoon.Ivy.Id, "triage"), (Text(made, "lead"), Text(made, "status")));
        // A word of the program is none of hers.
        await Posts(afternoon, "v1/incidents/1/updates", token, "b", """{"text": "still late"}""");
        Assert.NotNull(afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<long?>("select waiting_since from incidents where number = 1")));
    }

    [Fact]
    public async Task Nobody_is_invited_in_the_night_because_a_program_of_theirs_declares_something()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        var token = await afternoon.Ivy.MakesToken(Writes);
        await afternoon.Until(DateTimeOffset.Parse("2026-03-04T02:00:00Z", CultureInfo.InvariantCulture));
        await Posts(afternoon, "v1/incidents", token, "a", """{"name": "Orders"}""");
        Assert.DoesNotContain("ivy", afternoon.People("#inc-1-orders"));
        await afternoon.Until(DateTimeOffset.Parse("2026-03-04T12:00:00Z", CultureInfo.InvariantCulture));
        Assert.Contains("ivy", afternoon.People("#inc-1-orders"));
    }

    [Fact]
    public async Task A_token_of_somebody_who_has_left_writes_nothing()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken(Reads, Writes);
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update people set deleted = 1, outside = 1 where id = @Id", new { afternoon.Ivy.Id }));
        var answer = await Posts(afternoon, "v1/incidents", token, "a", """{"name": "Orders"}""");
        Assert.Equal(HttpStatusCode.Forbidden, answer.Code);
        Assert.StartsWith(
            "Whoever made the token “weekly dashboard” may not use the bot any more", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(await afternoon.Lists("v1/incidents", token));
    }

    [Fact]
    public async Task A_private_incident_is_written_to_only_with_a_token_that_shows_it()
    {
        await using var afternoon = await PrivateStory.Begin(picked: ["ivy"]);
        var (plain, says) = (await afternoon.Ivy.MakesToken(Writes), await afternoon.Ivy.MakesToken(Writes, Private));
        foreach (var (path, body) in ((string, string)[])[("updates", """{"text": "x"}"""), ("resolve", "{}")])
        {
            var answer = await Posts(afternoon, $"v1/incidents/1/{path}", plain, path, body);
            Assert.Equal((HttpStatusCode.NotFound, "There is no INC-1 that this token shows."), (answer.Code, answer.Problem));
            Assert.Equal(HttpStatusCode.OK, (await Posts(afternoon, $"v1/incidents/1/{path}", says, path, body)).Code);
        }
    }

    [Fact]
    public async Task A_repeat_says_nothing_of_an_incident_that_is_private_by_then()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken(Writes);
        (string Path, string Body)[] all =
        [
            ("v1/incidents", """{"name": "Payroll is late"}"""), ("v1/incidents/1/updates", """{"text": "x"}"""),
            ("v1/incidents/1/resolve", "{}"),
        ];
        foreach (var (path, body) in all)
            Assert.True((int)(await Posts(afternoon, path, token, path, body)).Code is 200 or 201);
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        foreach (var (path, body) in all)
        {
            var repeat = await Posts(afternoon, path, token, path, body);
            Assert.Equal((HttpStatusCode.NotFound, "There is no INC-1 that this token shows."), (repeat.Code, repeat.Problem));
        }
    }

    [Fact]
    public async Task Each_address_that_it_writes_to_answers_as_its_document_says()
    {
        await using var afternoon = await Begin();
        var (token, document) = (await afternoon.Ivy.MakesToken(Writes), await DocumentTests.Document(afternoon));
        (string Path, string Body, string Code)[] all =
        [
            ("/v1/incidents", """{"name": "Orders"}""", "201"), ("/v1/incidents/{number}/updates", """{"text": "x"}""", "200"),
            ("/v1/incidents/{number}/resolve", "{}", "200"), ("/v1/followups", """{"title": "x", "incident": 1}""", "201"),
        ];
        foreach (var (path, body, code) in all)
        {
            var answer = await Posts(afternoon, path.Replace("{number}", "1", StringComparison.Ordinal)[1..], token, path, body);
            Assert.Equal(code, ((int)answer.Code).ToString(CultureInfo.InvariantCulture));
            var operation = document["paths"]![path]!["post"]!;
            Assert.Empty(await DocumentTests.Schema(document, operation, (code, "application/json"), answer));
        }

        var named = document["paths"]!.AsObject().Where(p => p.Value!["post"] is not null).Select(p => p.Key);
        Assert.Equal(all.Select(a => a.Path).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    internal static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        return afternoon;
    }

    internal static async Task<Answer> Posts(Afternoon afternoon, string path, string token, string? key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(afternoon.Url, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var answer = await Answer.Of(request);
        await afternoon.Settle();
        return answer;
    }

    internal static string? Text(Answer answer, string name) => answer.Json[name]?.ToString();

    static string Why(Afternoon afternoon) => string.Join('\n', afternoon.Get<Database>().Read(
        db => db.Query<string>("select why from history where subject = 'incident:1' and why is not null")));
}
