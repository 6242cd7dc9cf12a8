using System.Net;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using Bot.Tests.Warnings;

namespace Bot.Tests.Api;

/// <summary>What programs read: <c>GET /v1/…</c>.</summary>
public sealed class ReadTests
{
    [Fact]
    public async Task A_list_is_read_page_by_page_while_new_ones_come()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var name in (string[])["Orders", "Revenue", "Customers"]) await afternoon.Declares(name);
        var token = await afternoon.Ivy.MakesToken();
        var first = await afternoon.Asks("v1/incidents?limit=2", token);
        Assert.Equal(["INC-3", "INC-2"], Texts(first.Json["items"]!.AsArray(), "label"));
        var cursor = (string)first.Json["next_cursor"]!;
        Assert.Equal($"</v1/incidents?limit=2&cursor={cursor}>; rel=\"next\"", first.Headers.GetValues("Link").Single());

        await afternoon.Declares("Later");
        var second = await afternoon.Asks($"v1/incidents?limit=2&cursor={cursor}", token);
        Assert.Equal(["INC-1"], Texts(second.Json["items"]!.AsArray(), "label"));
        Assert.Null(second.Json["next_cursor"]);
        Assert.False(second.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Incidents_are_chosen_by_what_they_are()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Declares("Orders are late", "Critical: wants somebody now");
        await afternoon.Declares("Revenue");
        await afternoon.Ana.Slash("/incident resolve 2 disk was full");
        await afternoon.Ana.Modal.Submit();
        var token = await afternoon.Ivy.MakesToken();
        async Task<string> Labels(string query) =>
            string.Join(' ', Texts(await afternoon.Lists($"v1/incidents?{query}", token), "label"));
        Assert.Equal("INC-1", await Labels("open=true"));
        Assert.Equal("INC-2", await Labels("open=false"));
        Assert.Equal("INC-2", await Labels("status=resolved"));
        Assert.Equal("INC-1", await Labels("severity=critical"));
        Assert.Equal("INC-2 INC-1", await Labels($"lead={afternoon.Ana.Id}"));
        Assert.Equal("", await Labels("lead=U0"));
        Assert.Equal("", await Labels("since=2026-03-04"));
        Assert.Equal("INC-2 INC-1", await Labels("since=2026-03-03&until=2026-03-04"));
        var rotation = (string)(await afternoon.Lists("v1/oncall", token)).Single()["rotation"]!;
        Assert.Equal("INC-2 INC-1", await Labels($"rotation={rotation}"));
        Assert.Equal("", await Labels("rotation=none"));
        var ended = (await afternoon.Lists("v1/incidents?open=false", token)).Single();
        Assert.Equal("disk was full", (string?)ended["fix"]);
        Assert.Equal("ana", (string?)ended["lead_name"]);
        Assert.Equal("2026-03-03T10:00:00+00:00", (string?)ended["ended_at"]);
    }

    [Theory]
    [InlineData("v1/incidents?sevrity=major", "There is no filter “sevrity” here. There are: open, status, severity")]
    [InlineData("v1/incidents?severity=bad", "“severity” is “bad”. Use minor, major, critical.")]
    [InlineData("v1/incidents?limit=0", "“limit” is “0”. Use a whole number from 1 to 500.")]
    [InlineData("v1/incidents?open=maybe", "“open” is “maybe”. Use true or false.")]
    [InlineData("v1/incidents?since=soon", "“since” is “soon”. Use a time such as 2026-03-02T09:00:00Z")]
    [InlineData("v1/shifts?since=9999-12-31", "“since” is “9999-12-31”. Use a time such as 2026-03-02T09:00:00Z")]
    [InlineData("v1/incidents?open=true&open=false", "“open” stands there 2 times. Say it once.")]
    [InlineData("v1/incidents?cursor=abc", "This cursor is none of this list.")]
    [InlineData("v1/incidents?cursor=YWxlcnRzfDE", "This cursor is none of this list.")]
    [InlineData("v1/shifts?since=2020-01-01&until=2026-01-01", "Ask for 800 days at most.")]
    public async Task What_is_asked_wrongly_is_refused_with_a_sentence(string path, string sentence)
    {
        await using var afternoon = await Afternoon.Begin();
        var answer = await afternoon.Asks(path, await afternoon.Ivy.MakesToken());
        Assert.Equal(HttpStatusCode.BadRequest, answer.Code);
        Assert.StartsWith(sentence, answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_incident_is_read_whole()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(SampleAlert.Body);
        await afternoon.Ana.Slash("/incident update 1 the disk is full");
        await afternoon.Ana.Modal.Submit();
        var token = await afternoon.Ivy.MakesToken();
        var whole = (await afternoon.Asks("v1/incidents/1", token)).Json;
        Assert.Equal("INC-1", (string)whole["incident"]!["label"]!);
        Assert.Equal("acme/dbt dbt_build failure", (string)whole["causes"]![0]!["title"]!);
        var said = Assert.Single(whole["timeline"]!.AsArray(), e => (string)e!["kind"]! == "notes")!;
        Assert.Equal("ana", (string?)said["who"]);
        Assert.Contains("the disk is full", (string?)said["text"], StringComparison.Ordinal);
        var missing = await afternoon.Asks("v1/incidents/7", token);
        Assert.Equal((HttpStatusCode.NotFound, "There is no INC-7 that this token shows."), (missing.Code, missing.Problem));
    }

    [Fact]
    public async Task What_broke_a_model_is_found_by_its_short_name()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders", "success stg_orders_old");
        await afternoon.Runs("error stg_orders_old", "success stg_orders");
        var token = await afternoon.Ivy.MakesToken();
        foreach (var node in (string[])["stg_orders", "model.acme.stg_orders"])
            Assert.Equal(
                ["model.acme.stg_orders"], Texts(await afternoon.Lists($"v1/causes?node={node}", token), "node"));
        Assert.Empty(await afternoon.Lists("v1/causes?node=orders", token));
        Assert.Equal(2, (await afternoon.Lists("v1/causes", token)).Count);
        Assert.Single(await afternoon.Lists("v1/causes?firing=true", token));
    }

    [Fact]
    public async Task Each_list_gives_the_same_in_pages_of_one_as_whole_and_as_a_table()
    {
        await using var afternoon = await Demo.Begin();
        var token = await afternoon.Ivy.MakesToken();
        foreach (var list in Demo.Lists)
        {
            var whole = await afternoon.Lists($"v1/{list}?limit=500", token);
            Assert.True(whole.Count > 1, $"{list} has {whole.Count}");
            List<string> one = [];
            for (var next = $"v1/{list}?limit=1"; next is not null;)
            {
                var page = (await afternoon.Asks(next, token)).Json;
                one.Add(page["items"]!.AsArray().Single()!.ToJsonString());
                next = (string?)page["next_cursor"] is { } cursor ? $"v1/{list}?limit=1&cursor={cursor}" : null;
            }

            Assert.Equal(whole.Select(i => i.ToJsonString()), one);
            var table = await afternoon.Asks($"v1/{list}?limit=500", token, accept: "text/csv");
            Assert.Equal("text/csv", table.Type);
            var lines = table.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(string.Join(',', whole[0].Select(p => p.Key)), lines[0]);
            Assert.Equal(whole.Count + 1, lines.Length);
            Assert.Equal(table.Text, (await afternoon.Asks($"v1/{list}?limit=500&format=csv", token)).Text);
        }
    }

    [Fact]
    public async Task Nothing_that_somebody_wrote_is_a_formula_in_a_table()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var name in (string[])["=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@sum", "a, \"b\""])
            await afternoon.Declares(name);
        var table = await afternoon.Asks("v1/incidents", await afternoon.Ivy.MakesToken(), accept: "text/csv");
        var lines = table.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] names = ["\"'=HYPERLINK(\"\"http://evil.example\"\")\"", "'+1", "'-1", "'@sum", "\"a, \"\"b\"\"\""];
        Assert.Equal(names, lines.Skip(1).Reverse().Select((line, nth) => line.Split($"INC-{nth + 1},")[1][..names[nth].Length]));
    }

    [Fact]
    public async Task Shifts_show_who_really_works()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ben.Slash("/cover take");
        await afternoon.Ben.Modal.Choose("Hours", "Today").Submit();
        var token = await afternoon.Ivy.MakesToken();
        var shifts = await afternoon.Lists("v1/shifts?until=2026-03-05", token);
        Assert.Equal(["ben", "ana"], Texts(shifts, "person_name"));
        Assert.Equal(afternoon.Ana.Id, (string?)shifts[0]["covered_for"]);
        Assert.Equal((string?)shifts[0]["ends"], (string?)shifts[1]["starts"]);
        Assert.Equal("ben", (string?)(await afternoon.Lists("v1/oncall", token)).Single()["person_name"]);
        Assert.Equal(
            "ana", (string?)(await afternoon.Lists("v1/oncall?at=2026-03-04T10:00:00Z", token)).Single()["person_name"]);
    }

    [Fact]
    public async Task A_list_is_sent_as_a_file_to_whoever_asks()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Declares("Orders");
        await afternoon.Ben.Slash("/incident export");
        afternoon.Ben.Sees("incidents.csv is in your direct messages");
        var file = afternoon.Ben.Sees("All incidents that you may see").Posted.Files.Single();
        Assert.Equal("incidents.csv", file.Name);
        var text = System.Text.Encoding.UTF8.GetString(file.Bytes.Span);
        Assert.Contains("INC-1,Orders", text, StringComparison.Ordinal);
        await afternoon.Ben.Slash("/incident export shifts json");
        Assert.Equal("shifts.json", afternoon.Ben.Sees("All shifts that you may see").Posted.Files.Single().Name);
        await afternoon.Ben.Slash("/incident export is stuck");
        Assert.Equal("export is stuck", afternoon.Ben.Modal.Value("Name"));
    }

    internal static string[] Texts(IEnumerable<JsonNode?> items, string name) => [.. items.Select(i => (string)i![name]!)];
}
