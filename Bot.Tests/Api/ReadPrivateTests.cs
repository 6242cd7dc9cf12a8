using System.Net;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Incidents.Private;
using Bot.Tests.Requests;
using Bot.Tests.Warnings;
using Dapper;
using static Bot.Tests.Api.Programs;

namespace Bot.Tests.Api;

/// <summary>
/// What programs read gives away nothing of private incidents, but to a token that says so of somebody who is inside.
/// </summary>
public sealed class ReadPrivateTests
{
    const string Word = "ayroll";

    static readonly string[] Paths =
    [
        "v1/incidents", "v1/incidents?open=true&status=investigating", "v1/alerts", "v1/causes", "v1/warnings", "v1/shifts",
        "v1/oncall",
    ];

    /// <summary>A private incident with an alert, inside which Ivy is or is not.</summary>
    static async Task<Afternoon> Begin(params string[] picked)
    {
        var afternoon = await PrivateStory.Begin(picked: picked);
        await afternoon.Alert("""{"title": "Payroll export failed", "status": "firing", "deduplication_key": "payroll"}""");
        // The alert came to an incident of its own, which is the private one from now on.
        await afternoon.TurnsPrivate(2, [.. picked.Select(afternoon.Workspace.Member)]);
        return afternoon;
    }

    [Fact]
    public async Task A_token_that_does_not_say_so_shows_none_though_whoever_made_it_is_inside()
    {
        await using var afternoon = await Begin("ivy");
        await NothingIsShown(afternoon, await afternoon.Ivy.MakesToken());
    }

    [Fact]
    public async Task A_token_that_says_so_shows_none_to_an_admin_who_is_not_inside()
    {
        await using var afternoon = await Begin("finn");
        await NothingIsShown(afternoon, await afternoon.Ivy.MakesToken(Reads, Private));
    }

    static async Task NothingIsShown(Afternoon afternoon, string token)
    {
        foreach (var path in Paths)
            foreach (var format in (string[])["json", "csv"])
            {
                var answer = await afternoon.Asks($"{path}{(path.Contains('?') ? '&' : '?')}format={format}", token);
                Assert.Equal(HttpStatusCode.OK, answer.Code);
                Assert.DoesNotContain(Word, answer.Text, StringComparison.Ordinal);
            }

        foreach (var number in (int[])[1, 2])
        {
            var one = await afternoon.Asks($"v1/incidents/{number}", token);
            Assert.Equal((HttpStatusCode.NotFound, $"There is no INC-{number} that this token shows."), (one.Code, one.Problem));
            Assert.Empty(await afternoon.Lists($"v1/alerts?incident={number}", token));
            Assert.Empty(await afternoon.Lists($"v1/causes?incident={number}", token));
        }
    }

    [Fact]
    public async Task A_token_that_says_so_shows_what_whoever_made_it_sees_as_long_as_they_see_it()
    {
        await using var afternoon = await Begin("ivy");
        var token = await afternoon.Ivy.MakesToken(Reads, Private);
        Assert.Equal(["INC-2", "INC-1"], ReadTests.Texts(await afternoon.Lists("v1/incidents", token), "label"));
        Assert.Contains(Word, (await afternoon.Asks("v1/alerts", token)).Text, StringComparison.Ordinal);
        Assert.Contains(Word, (await afternoon.Asks("v1/causes", token)).Text, StringComparison.Ordinal);
        Assert.Contains(Word, (await afternoon.Asks("v1/incidents/1", token)).Text, StringComparison.Ordinal);

        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update incident_people set inside = 0 where person = @Id", new { afternoon.Ivy.Id }));
        await NothingIsShown(afternoon, token);
    }

    [Fact]
    public async Task A_token_outlives_whoever_made_it_and_shows_what_everybody_sees()
    {
        await using var afternoon = await Begin("ivy");
        await afternoon.Declares("Orders");
        var token = await afternoon.Ivy.MakesToken(Reads, Private);
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update people set deleted = 1, outside = 1 where id = @Id", new { afternoon.Ivy.Id }));
        Assert.Equal(["INC-3"], ReadTests.Texts(await afternoon.Lists("v1/incidents", token), "label"));
        await NothingIsShown(afternoon, token);
    }

    [Fact]
    public async Task What_went_into_a_private_one_does_not_say_into_which()
    {
        await using var afternoon = await Begin("ivy");
        await afternoon.Declares("Orders");
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update incidents set merged_into = 1, status = 'closed', resolved_at = since where number = 3"));
        var merged = (await afternoon.Lists("v1/incidents", await afternoon.Ivy.MakesToken())).Single();
        Assert.Null((long?)merged["merged_into"]);
        var seen = await afternoon.Lists("v1/incidents?status=closed", await afternoon.Ivy.MakesToken(Reads, Private));
        Assert.Equal(1, (long?)seen.Single()["merged_into"]);
    }

    [Fact]
    public async Task A_warning_that_a_private_one_is_to_fix_does_not_say_which()
    {
        await using var afternoon = await PrivateStory.Begin(picked: ["ivy"]);
        await afternoon.Runs("warn not_null");
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update warnings set data = @data",
            new { data = JsonNode.Parse(DataOf(tx.Db))!.AsObject().With("Incident", 1).ToJsonString() }));
        Assert.Null((long?)(await afternoon.Lists("v1/warnings", await afternoon.Ivy.MakesToken())).Single()["incident"]);
        var says = await afternoon.Ivy.MakesToken(Reads, Private);
        Assert.Equal(1, (long?)(await afternoon.Lists("v1/warnings", says)).Single()["incident"]);
    }

    static string DataOf(System.Data.IDbConnection db) => db.QuerySingle<string>("select data from warnings");

    [Fact]
    public async Task What_was_asked_in_private_is_shown_with_a_token_of_whoever_answers_for_it_alone()
    {
        await using var afternoon = await Asking.Begin();
        await afternoon.Finn.Creates("#finance", isPrivate: true);
        await afternoon.Finn.Invites("#finance", "ivy");
        await afternoon.InvitesBot("#finance", by: "finn");
        await afternoon.Finn.Says("#finance", "@data-responder is payroll late?");
        await afternoon.Settle();
        var (plain, says) = (await afternoon.Ivy.MakesToken(), await afternoon.Ivy.MakesToken(Reads, Private));
        Assert.Empty(await afternoon.Lists("v1/requests", plain));
        Assert.Empty(await afternoon.Lists("v1/requests", says));
        await afternoon.Ivy.Says("#finance", "@data-responder and bonuses?");
        await afternoon.Settle();
        Assert.Empty(await afternoon.Lists("v1/requests", plain));
        Assert.Equal(afternoon.Ivy.Id, (string?)(await afternoon.Lists("v1/requests", says)).Single()["asker"]);
    }

    [Fact]
    public async Task A_file_holds_what_whoever_asks_for_it_may_see()
    {
        await using var afternoon = await Begin("finn");
        foreach (var list in (string[])["incidents", "alerts", "causes"])
        {
            await afternoon.Ivy.Slash($"/incident export {list}");
            await afternoon.Finn.Slash($"/incident export {list}");
            Assert.DoesNotContain(Word, Text(afternoon.Ivy, list), StringComparison.Ordinal);
            Assert.Contains(Word, Text(afternoon.Finn, list), StringComparison.Ordinal);
        }
    }

    static string Text(Member member, string list) => System.Text.Encoding.UTF8.GetString(
        member.Sees($"All {list} that you may see").Posted.Files.Single().Bytes.Span);
}

static class JsonActs
{
    public static JsonObject With(this JsonObject json, string name, JsonNode value)
    {
        json[name] = value;
        return json;
    }
}
