using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Api;

/// <summary>What is asked oddly, of each address that is read: it is answered, or refused with a sentence.</summary>
public sealed class OddQuestionsTests
{
    // As many are asked as there are filters, and more.
    static Task<Afternoon> Begin() => Afternoon.Begin(settings: new() { ["Api:PerMinute"] = "0" });

    static async Task Refused(Afternoon afternoon, string path, string token, string sentence)
    {
        var answer = await afternoon.Asks(path, token);
        Assert.True(answer.Code == HttpStatusCode.BadRequest, $"{path}: {answer.Code} {answer.Text}");
        Assert.StartsWith(sentence, answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_filter_is_refused_where_it_is_empty_doubled_or_no_such_value()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken();
        var asked = 0;
        foreach (var (path, operation) in DocumentTests.Operations(await DocumentTests.Document(afternoon), "get"))
            foreach (var parameter in (operation["parameters"] as JsonArray ?? []).Where(p => (string)p!["in"]! == "query"))
            {
                var (name, schema) = ((string)parameter!["name"]!, parameter["schema"]!);
                await Refused(
                    afternoon, $"{path}?{name}=a&{name}=b", token, $"“{name}” stands there 2 times. Say it once.");
                if (name != "cursor")
                    await Refused(
                        afternoon, $"{path}?{name}=", token, $"“{name}” says nothing. Give it a value, or leave it out.");
                await Refused(afternoon, $"{path}?{name}={new string('x', 5000)}", token, $"“{name}” is “xxx");
                await Refused(afternoon, $"{path}?{name}=%00", token, $"“{name}” ");
                if (schema["format"] is not null || schema["enum"] is not null || (string)schema["type"]! != "string")
                    foreach (var odd in (string[])["odd", "-1", "17:00", "March", "2026-02-30", "%F0%9F%92%A5", "%ff%fe"])
                        await Refused(afternoon, $"{path}?{name}={odd}", token, $"“{name}” is “");
                asked++;
            }

        Assert.True(asked > 70, $"Too few filters to be all: {asked}.");
    }

    [Fact]
    public async Task Each_address_refuses_what_it_does_not_know()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares("Orders");
        var token = await afternoon.Ivy.MakesToken();
        foreach (var (path, operation) in DocumentTests.Operations(await DocumentTests.Document(afternoon), "get"))
        {
            var address = path.Replace("{number}", "1", StringComparison.Ordinal);
            var takes = (operation["parameters"] as JsonArray ?? []).Count(p => (string)p!["in"]! == "query");
            foreach (var odd in (string[])["sevrity=x", "Limit=1", "%00=1", $"{new string('x', 3000)}=1", "=1"])
                await Refused(afternoon, $"{address}?{odd}", token, "There is no filter “");
            await Refused(
                afternoon, $"{address}?x=1", token,
                $"There is no filter “x” here. {(takes == 0 ? "It takes none." : "There are: ")}");
        }
    }

    [Fact]
    public async Task Each_list_refuses_a_cursor_that_is_none_of_its_own_and_more_than_it_gives()
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken();
        foreach (var list in Demo.Lists.Append("oncall"))
        {
            string[] cursors = ["abc", "%2B%2B", Cursor("other", "1"), Cursor(list, "odd"), Cursor(list, ""), Cursor(list, "1|")];
            // Any text can have been the id of a rotation.
            foreach (var cursor in list == "oncall" ? cursors[..3] : list is "causes" ? cursors[..^1] : cursors)
                await Refused(afternoon, $"v1/{list}?cursor={cursor}", token, "This cursor is none of this list.");
            foreach (var limit in (string[])["0", "-1", "501", "99999999999999999999", "1.5", "1e2", "ten"])
                await Refused(
                    afternoon, $"v1/{list}?limit={limit}", token, $"“limit” is “{limit}”. Use a whole number from 1 to 500.");
            Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks($"v1/{list}?limit=500&cursor=", token)).Code);
        }
    }

    static string Cursor(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}|{key}"));

    [Fact]
    public async Task What_is_to_come_is_an_empty_list()
    {
        await using var afternoon = await Demo.Begin();
        var token = await afternoon.Ivy.MakesToken();
        foreach (var list in Demo.Lists.Except(["warnings"]))
            Assert.Empty(await afternoon.Lists($"v1/{list}?since=2900-01-01", token));
        Assert.Empty(await afternoon.Lists("v1/followups?due_from=9999-12-31", token));
        Assert.Null((string?)(await afternoon.Lists("v1/oncall?at=2900-01-01", token)).Single()["person"]);
    }

    [Theory]
    [InlineData("application/xml", null)]
    [InlineData("text/html", null)]
    [InlineData("text/csv;q=0", null)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/json")]
    [InlineData("text/csv;q=0.5, application/json", "application/json")]
    [InlineData("text/html, text/csv;q=0.5, */*;q=0.1", "text/csv")]
    [InlineData("application/json", "application/json")]
    public async Task What_nobody_can_read_is_not_sent(string accept, string? type)
    {
        await using var afternoon = await Begin();
        var token = await afternoon.Ivy.MakesToken();
        foreach (var path in Demo.Lists.Append("oncall").Append("review"))
        {
            var answer = await afternoon.Asks($"v1/{path}", token, accept);
            if (type is not null) Assert.Equal((HttpStatusCode.OK, type), (answer.Code, answer.Type));
            else
                Assert.Equal(
                    (HttpStatusCode.NotAcceptable, "This is answered as application/json or as text/csv. Accept one of them."),
                    (answer.Code, answer.Problem));
            // What stands in the address goes before it.
            Assert.Equal("text/csv", (await afternoon.Asks($"v1/{path}?format=csv", token, accept)).Type);
        }
    }
}
