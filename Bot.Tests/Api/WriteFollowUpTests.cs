using System.Net;
using Bot.Storage;
using Bot.Tests.Incidents.Private;
using Dapper;
using static Bot.Tests.Api.Programs;
using static Bot.Tests.Api.WriteTests;

namespace Bot.Tests.Api;

/// <summary>What programs add: follow-ups.</summary>
public sealed class WriteFollowUpTests
{
    const string Path = "v1/followups";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Begin();
        await afternoon.Declares("Orders are late");
        return afternoon;
    }

    [Fact]
    public async Task A_program_adds_a_follow_up_and_its_owner_is_told()
    {
        await using var afternoon = await Declared();
        var made = await Posts(
            afternoon, Path, await afternoon.Ivy.MakesToken(Writes), "a",
            $$"""
            {"title": "Add a freshness\ntest", "owner": "{{afternoon.Chloe.Id}}", "due": "2026-03-20", "priority": "high",
             "incident": 1, "labels": ["DBT", "#tests"]}
            """);
        Assert.Equal(HttpStatusCode.Created, made.Code);
        Assert.Equal(
            ("1", "Add a freshness test", "chloe", "2026-03-20", "high", "outstanding"),
            (Text(made, "number"), Text(made, "title"), Text(made, "owner_name"), Text(made, "due"), Text(made, "priority"),
                Text(made, "state")));
        Assert.Equal(["dbt", "tests"], made.Json["labels"]!.AsArray().Select(l => (string)l!));
        Assert.Equal((afternoon.Ivy.Id, "ivy"), (Text(made, "made_by"), Text(made, "made_by_name")));
        afternoon.Chloe.Sees("ivy gave you a follow-up:\n#1 Add a freshness test");
        afternoon.Ana.Sees("#1 Add a freshness test", "#inc-1-orders-are-late");
        Assert.Equal("through the token “weekly dashboard”", afternoon.Get<Database>().Read(
            db => db.QuerySingle<string>("select why from history where verb = 'follow-up made'")));
    }

    [Fact]
    public async Task What_nobody_says_is_chosen_as_for_whoever_types_one()
    {
        await using var afternoon = await Declared();
        var made = await Posts(afternoon, Path, await afternoon.Ivy.MakesToken(Writes), "a", """{"title": "Tell finance"}""");
        Assert.Equal(
            (afternoon.Ivy.Id, "2026-03-17", "normal"), (Text(made, "owner"), Text(made, "due"), Text(made, "priority")));
        Assert.Null(made.Json["incident"]);
        await afternoon.Ana.Slash("/incident severity 1 critical");
        await afternoon.Ana.Modal.Submit();
        var soon = await Posts(
            afternoon, Path, await afternoon.Ivy.MakesToken(Writes), "b", """{"title": "Mend it", "incident": 1}""");
        Assert.Equal("2026-03-05", Text(soon, "due"));
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_adds_none_and_is_answered_with_the_same()
    {
        await using var afternoon = await Declared();
        var token = await afternoon.Ivy.MakesToken(Reads, Writes);
        const string Body = """{"title": "Tell finance", "labels": ["a"]}""";
        var (first, repeat) = (await Posts(afternoon, Path, token, "a", Body), await Posts(afternoon, Path, token, "a", Body));
        Assert.Equal((first.Code, first.Text), (repeat.Code, repeat.Text));
        var other = await Posts(afternoon, Path, token, "a", """{"title": "Tell finance", "labels": ["b"]}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Code);
        // A key is one for all that a token writes.
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await Posts(afternoon, "v1/incidents", token, "a", """{"name": "Orders"}""")).Code);
        Assert.Single(await afternoon.Lists(Path, token));
    }

    [Fact]
    public async Task Of_a_repeat_Slack_is_asked_nothing()
    {
        await using var afternoon = await Declared();
        var token = await afternoon.Ivy.MakesToken(Writes);
        await Posts(afternoon, Path, token, "a", """{"title": "Tell finance"}""");
        afternoon.Workspace.Faults.On("users.info").ServerError(times: 20);
        var other = await Posts(afternoon, Path, token, "a", """{"title": "Tell finance", "owner": "U0NOBODY"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Code);
        var unmet = await Posts(afternoon, Path, token, "b", """{"title": "Tell finance", "owner": "U0NOBODY"}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unmet.Code);
    }

    [Theory]
    [InlineData("""{"title": " "}""", 400, "“title” says nothing.")]
    [InlineData("""{}""", 400, "The body cannot be read: it needs “title”.")]
    [InlineData("""{"title": "x", "state": "done"}""", 400, "The body cannot be read: there is no “state” here. There are: ")]
    [InlineData("""{"title": "x", "due": "soon"}""", 400, "The body cannot be read: “due” takes a day, such as 2026")]
    [InlineData("""{"title": "x", "due": "2026-02-30"}""", 400, "The body cannot be read: “due” takes a day, such as 2026")]
    [InlineData("""{"title": 1}""", 400, "The body cannot be read: “title” takes a text.")]
    [InlineData("""{"title": "x", "incident": "1"}""", 400, "The body cannot be read: “incident” takes a whole number")]
    [InlineData("""{"title": "x", "labels": "a"}""", 400, "The body cannot be read: “labels” takes a list of texts.")]
    [InlineData("""{"title": "x", "labels": [1]}""", 400, "The body cannot be read: “labels” takes a list of texts.")]
    [InlineData("""{"title": "x", "title": "y"}""", 400, "The body cannot be read: “title” stands there more than once.")]
    [InlineData("""{"title": "x" """, 400, "The body cannot be read: it is no JSON from line 1, byte ")]
    [InlineData("""[]""", 400, "The body cannot be read: it is no object of JSON.")]
    [InlineData("""{"title": "x", "due": "2026-03-02"}""", 409, "That day is over for whoever is to see to it.")]
    [InlineData("""{"title": "x", "priority": "urgent"}""", 400, "“priority” is “urgent”. Use low, normal, high.")]
    [InlineData("""{"title": "x", "incident": 7}""", 404, "There is no INC-7 that this token shows.")]
    [InlineData("""{"title": "x", "owner": "ben@acme.example"}""", 400, "“owner” is “ben@acme.example”. Use an id of Slack")]
    [InlineData("""{"title": "x", "owner": "U0NOBODY"}""", 400, "Slack knows nobody whose id is U0NOBODY.")]
    [InlineData("""{"title": "x", "owner": "gus"}""", 409, "Guests, apps, deactivated people")]
    public async Task What_cannot_be_is_refused_with_a_sentence(string body, int code, string sentence)
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken(Reads, Writes);
        var sent = body.Replace("\"gus\"", $"\"{afternoon.Gus.Id}\"", StringComparison.Ordinal);
        var answer = await Posts(afternoon, Path, token, "a", sent);
        Assert.Equal(code, (int)answer.Code);
        Assert.StartsWith(sentence, answer.Problem, StringComparison.Ordinal);
        Assert.Empty(await afternoon.Lists(Path, token));
    }

    [Fact]
    public async Task What_is_too_long_is_refused_with_a_sentence()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken(Writes);
        var title = await Posts(afternoon, Path, token, "a", $$"""{"title": "{{new string('x', 151)}}"}""");
        Assert.Equal("“title” has 151 characters. 150 are the most.", title.Problem);
        var labels = await Posts(afternoon, Path, token, "b", $$"""{"title": "x", "labels": ["{{new string('x', 101)}}"]}""");
        Assert.Equal("“labels” has 101 characters. 100 are the most.", labels.Problem);
    }

    [Fact]
    public async Task One_of_a_private_incident_is_added_only_with_a_token_that_shows_it_and_for_somebody_inside()
    {
        await using var afternoon = await PrivateStory.Begin(picked: ["ivy"]);
        var (plain, says) = (await afternoon.Ivy.MakesToken(Writes), await afternoon.Ivy.MakesToken(Writes, Private));
        const string Body = """{"title": "Tell them", "incident": 1}""";
        var refused = await Posts(afternoon, Path, plain, "a", Body);
        Assert.Equal(
            (HttpStatusCode.NotFound, "There is no INC-1 that this token shows."), (refused.Code, refused.Problem));
        var made = await Posts(afternoon, Path, says, "a", Body);
        Assert.Equal((HttpStatusCode.Created, "1"), (made.Code, Text(made, "incident")));
        var outside = await Posts(
            afternoon, Path, says, "b", $$"""{"title": "Tell them", "incident": 1, "owner": "{{afternoon.Ana.Id}}"}""");
        Assert.Equal(HttpStatusCode.Conflict, outside.Code);
        Assert.StartsWith("INC-1 is private, and ana is not inside.", outside.Problem, StringComparison.Ordinal);
        afternoon.Ana.KnowsNothing();
    }

    [Fact]
    public async Task A_repeat_says_nothing_of_one_whose_incident_is_private_by_then()
    {
        await using var afternoon = await Declared();
        var token = await afternoon.Ivy.MakesToken(Writes);
        const string Body = """{"title": "Tell them", "incident": 1}""";
        Assert.Equal(HttpStatusCode.Created, (await Posts(afternoon, Path, token, "a", Body)).Code);
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        var repeat = await Posts(afternoon, Path, token, "a", Body);
        Assert.Equal(
            (HttpStatusCode.NotFound, "There is no follow-up #1 that this token shows."), (repeat.Code, repeat.Problem));
    }
}
