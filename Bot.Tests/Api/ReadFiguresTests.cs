using System.Net;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Incidents.Private;
using Bot.Tests.Warnings;
using Dapper;
using static Bot.Tests.Api.Programs;

namespace Bot.Tests.Api;

/// <summary>Follow-ups, runs and reviews as programs read them, and what of them is private.</summary>
public sealed class ReadFiguresTests
{
    [Fact]
    public async Task Follow_ups_are_chosen_by_what_they_are()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Declares("Orders are late");
        await afternoon.Ana.Slash("/followup fix the test @ben", "#inc-1-orders-are-late");
        await afternoon.Ana.Slash("/followup tell finance @chloe", "#general");
        await afternoon.Ana.Slash("/followup buy a disk", "#general");
        await afternoon.Ana.Slash("/followup notdoing 3 it is in the cloud", "#general");
        await afternoon.Ana.Slash("/followup snooze 2 2026-03-04", "#general");
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update follow_ups set labels = 'a_b,dbt' where number = 1"));
        var token = await afternoon.Ivy.MakesToken();
        async Task<string> Numbers(string query) => string.Join(
            ' ', (await afternoon.Lists($"v1/followups?{query}", token)).Select(i => i["number"]!.ToString()));
        Assert.Equal("3 2 1", await Numbers("limit=9"));
        Assert.Equal("2 1", await Numbers("state=outstanding"));
        Assert.Equal("3", await Numbers("state=not_doing"));
        Assert.Equal("1", await Numbers($"owner={afternoon.Ben.Id}"));
        Assert.Equal("1", await Numbers("incident=1"));
        Assert.Equal("1", await Numbers("label=DBT"));
        Assert.Equal("1", await Numbers("label=a_b"));
        Assert.Equal("", await Numbers("label=axb"));
        Assert.Equal("", await Numbers("label=db"));
        Assert.Equal("2", await Numbers("due_until=2026-03-04"));
        Assert.Equal("3 1", await Numbers("due_from=2026-03-05"));
        Assert.Equal("", await Numbers("since=2026-03-04"));
        Assert.Equal("3 2 1", await Numbers("since=2026-03-03&until=2026-03-04"));
        Assert.Equal("", await Numbers("overdue=true"));
        // Where Chloe is, the day ends an hour before that of UTC.
        await afternoon.Until(new(2026, 3, 4, 23, 30, 0, TimeSpan.Zero));
        Assert.Equal("2", await Numbers("overdue=true"));
        Assert.Equal("3 1", await Numbers("overdue=false"));
        Assert.Equal("3", await Numbers("overdue=false&limit=1"));
        Assert.Equal("", await Numbers("overdue=true&state=done"));
        var ended = (await afternoon.Lists("v1/followups?state=not_doing", token)).Single();
        Assert.Equal(("it is in the cloud", afternoon.Ana.Id), ((string?)ended["reason"], (string?)ended["ended_by"]));
    }

    [Fact]
    public async Task Nothing_that_somebody_wants_done_is_a_formula_in_a_table()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/followup =HYPERLINK(\"http://evil.example\")", "#general");
        var table = await afternoon.Asks("v1/followups", await afternoon.Ivy.MakesToken(), accept: "text/csv");
        Assert.Contains("1,\"'=HYPERLINK(\"\"http://evil.example\"\")\",outstanding,", table.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_say_which_were_green_and_until_when_a_job_was_red()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(PrivateStory.Job("orders"));
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Alert(PrivateStory.Job("orders", status: "resolved"));
        await afternoon.Runs("success stg_orders");
        var token = await afternoon.Ivy.MakesToken();
        var runs = await afternoon.Lists("v1/runs", token);
        Assert.Equal(["dbt_build", "orders", "orders"], ReadTests.Texts(runs, "job"));
        Assert.Equal([true, true, false], runs.Select(r => (bool)r["green"]!));
        Assert.Equal((string?)runs[1]["at"], (string?)runs[2]["next_at"]);
        Assert.Null((string?)runs[1]["next_at"]);
        async Task<int> Count(string query) => (await afternoon.Lists($"v1/runs?{query}", token)).Count;
        Assert.Equal(2, await Count("job=orders"));
        Assert.Equal(2, await Count($"job={Uri.EscapeDataString((string)runs[1]["job_key"]!)}"));
        Assert.Equal(1, await Count("job=orders&green=false"));
        Assert.Equal(3, await Count("source=circleci"));
        Assert.Equal(0, await Count("source=other"));
        Assert.Equal(2, await Count("since=2026-03-03T12:00:00Z"));
        Assert.Equal(1, await Count("until=2026-03-03T12:00:00Z"));
    }

    [Fact]
    public async Task A_table_without_a_limit_holds_all_and_says_where_it_goes_on_if_it_cannot()
    {
        await using var afternoon = await Afternoon.Begin();
        var token = await afternoon.Ivy.MakesToken();
        // One more than a table holds.
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            """
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 20001)
            insert into runs (at, source, job, name, red, until_at) select i, 'dbt', 'j', 'build', 0, i + 1 from n
            """));
        async Task<(int Rows, string? Next)> Table(string path)
        {
            var answer = await afternoon.Asks(path, token, accept: "text/csv");
            var next = answer.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
            return (answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1, next);
        }

        var all = await Table("v1/runs");
        Assert.Equal(20_000, all.Rows);
        Assert.Equal((1, null), await Table(all.Next!));
        var page = await Table("v1/runs?limit=50");
        Assert.Equal(50, page.Rows);
        Assert.Contains("limit=50&cursor=", page.Next, StringComparison.Ordinal);
        Assert.Equal(50, (await afternoon.Lists("v1/runs", token)).Count);
    }

    [Fact]
    public async Task The_review_counts_what_the_lists_hold_and_is_a_table_of_the_same()
    {
        await using var afternoon = await Demo.Begin();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var token = await afternoon.Ivy.MakesToken();
        var incidents = await afternoon.Lists("v1/incidents", token);
        var runs = await afternoon.Lists("v1/runs", token);
        var review = (await afternoon.Asks("v1/review", token)).Json;
        Assert.Equal(incidents.Count, (int)review["incidents"]!["all"]!);
        Assert.Equal(1, (int)review["incidents"]!["declared"]!);
        Assert.Equal(runs.Count, review["jobs"]!.AsArray().Sum(j => (int)j!["runs"]!));
        Assert.Equal(runs.Count(r => (bool)r["green"]!), review["jobs"]!.AsArray().Sum(j => (int)j!["green"]!));
        Assert.Equal("Last 30 days", (string?)review["period"]!["name"]);
        // Of nobody alone.
        Assert.DoesNotContain(afternoon.Ana.Id, review.ToJsonString(), StringComparison.Ordinal);

        var table = (await afternoon.Asks("v1/review?format=csv", token)).Text
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("name,value", table[0]);
        Assert.Contains($"incidents.all,{incidents.Count}", table);
        Assert.Contains($"jobs.1.name,{review["jobs"]![0]!["name"]}", table);
        async Task<int> All(string query) =>
            (int)(await afternoon.Asks($"v1/review?{query}", token)).Json["incidents"]!["all"]!;
        Assert.Equal(0, await All("severity=critical"));
        // How long nothing took is not known, and not zero.
        var none = (await afternoon.Asks("v1/review?severity=critical", token)).Json["incidents"]!;
        Assert.Equal("""{"count":0,"median_seconds":null,"nine_of_ten_seconds":null}""", none["on_it"]!.ToJsonString());
        Assert.Contains(
            "\r\nincidents.resolved.count,0\r\nincidents.resolved.median_seconds,\r\n",
            (await afternoon.Asks("v1/review?severity=critical&format=csv", token)).Text, StringComparison.Ordinal);
        Assert.Equal(0, await All("period=last-quarter"));
        Assert.Equal(incidents.Count, await All("period=quarter"));
        Assert.Equal(0, await All("rotation=none"));
        var zone = await afternoon.Asks("v1/review?zone=Mars/Base", token);
        Assert.Equal("This “zone” is not known. Use a name such as Europe/Berlin.", zone.Problem);
    }

    /// <summary>A private incident with an alert of a job and a follow-up.</summary>
    static async Task<Afternoon> Hidden(string picked)
    {
        var afternoon = await PrivateStory.Begin(picked: [picked]);
        await afternoon.Chloe.Slash("/followup tell payroll", PrivateStory.Channel);
        await afternoon.Alert(PrivateStory.Job("payroll_export"));
        // The alert came to an incident of its own, which is private from now on.
        await afternoon.TurnsPrivate(2, afternoon.Workspace.Member(picked));
        await afternoon.Runs("error payroll");
        await afternoon.TurnsPrivate(3, afternoon.Workspace.Member(picked));
        // A review ends before the moment at which it is asked for.
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        return afternoon;
    }

    [Theory]
    [InlineData("v1/followups", "json")]
    [InlineData("v1/followups", "csv")]
    [InlineData("v1/followups?incident=1&overdue=false", "json")]
    [InlineData("v1/runs", "json")]
    [InlineData("v1/runs", "csv")]
    [InlineData("v1/runs?job=payroll_export", "json")]
    [InlineData("v1/review", "json")]
    [InlineData("v1/review", "csv")]
    public async Task What_is_private_is_shown_only_with_a_token_that_says_so_of_somebody_inside(string path, string format)
    {
        await using var afternoon = await Hidden("ivy");
        var address = $"{path}{(path.Contains('?') ? '&' : '?')}format={format}";
        var (plain, says) = (await afternoon.Ivy.MakesToken(), await afternoon.Ivy.MakesToken(Reads, Private));
        var shown = await afternoon.Asks(address, says);
        Assert.Equal(HttpStatusCode.OK, shown.Code);
        Assert.Contains("ayroll", shown.Text, StringComparison.Ordinal);
        var hidden = (await afternoon.Asks(address, plain)).Text;
        Assert.DoesNotContain("ayroll", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("dbt_build", hidden, StringComparison.Ordinal);
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update incident_people set inside = 0 where person = @Id", new { afternoon.Ivy.Id }));
        Assert.Equal(hidden, (await afternoon.Asks(address, says)).Text);
    }

    [Fact]
    public async Task Figures_count_what_is_private_only_for_whoever_is_inside()
    {
        await using var afternoon = await Hidden("ivy");
        async Task<(int, int)> Counted(string token)
        {
            var review = (await afternoon.Asks("v1/review", token)).Json;
            return ((int)review["incidents"]!["all"]!, review["jobs"]!.AsArray().Count);
        }

        Assert.Equal((0, 0), await Counted(await afternoon.Ivy.MakesToken()));
        Assert.Equal((3, 2), await Counted(await afternoon.Ivy.MakesToken(Reads, Private)));
    }

    [Fact]
    public async Task Runs_from_before_and_after_a_private_incident_are_seen_by_all()
    {
        await using var afternoon = await PrivateStory.Begin(picked: ["ivy"]);
        await afternoon.Alert(PrivateStory.Job("orders", status: "resolved"));
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(PrivateStory.Job("orders", status: "resolved"));
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(PrivateStory.Job("orders"));
        await afternoon.TurnsPrivate(2, afternoon.Ivy);
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(PrivateStory.Job("orders", status: "resolved"));
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update incidents set status = 'resolved', resolved_at = @Now where number = 2", new { tx.Now }));
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(PrivateStory.Job("orders", status: "resolved"));
        var seen = await afternoon.Lists("v1/runs", await afternoon.Ivy.MakesToken());
        Assert.All(seen, run => Assert.True((bool)run["green"]!));
        Assert.Equal(["2026-03-03T14:00:00+00:00", "2026-03-03T10:00:00+00:00"], ReadTests.Texts(seen, "at"));
        Assert.Equal(5, (await afternoon.Lists("v1/runs", await afternoon.Ivy.MakesToken(Reads, Private))).Count);
    }

    [Theory]
    [InlineData("followups", "payroll")]
    [InlineData("runs", "payroll_export")]
    public async Task A_file_of_them_holds_what_whoever_asks_for_it_may_see(string list, string word)
    {
        await using var afternoon = await Hidden("finn");
        await afternoon.Ivy.Slash($"/incident export {list}");
        await afternoon.Finn.Slash($"/incident export {list}");
        Assert.DoesNotContain(word, Text(afternoon.Ivy, list), StringComparison.Ordinal);
        Assert.Contains(word, Text(afternoon.Finn, list), StringComparison.Ordinal);
    }

    static string Text(Member member, string list) => System.Text.Encoding.UTF8.GetString(
        member.Sees($"All {list} that you may see").Posted.Files.Single().Bytes.Span);

    [Fact]
    public async Task What_broke_a_node_is_found_by_the_end_of_its_name_however_it_is_written()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Runs("error stg_orders");
        var token = await afternoon.Ivy.MakesToken();
        foreach (var (node, found) in ((string, int)[])[
            ("stg_orders", 1), ("acme.stg_orders", 1), ("model.acme.stg_orders", 1), ("other.stg_orders", 0), ("orders", 0),
            ("stg%25orders", 0), ("stg_order_", 0), (".", 0), ("stg_orders.", 0), ("%C3%A9t%C3%A9", 0), ("%22", 0),
        ])
            Assert.Equal(found, (await afternoon.Lists($"v1/causes?node={node}", token)).Count);
        // As a store keeps what is not plain in JSON.
        var said = new JsonObject { ["dbt_node"] = "model.acme.été", ["dbt_tested"] = "model.acme.raw" };
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update incident_alerts set metadata = @metadata", new { metadata = said.ToJsonString() }));
        Assert.Single(await afternoon.Lists("v1/causes?node=%C3%A9t%C3%A9", token));
        Assert.Single(await afternoon.Lists("v1/causes?node=raw", token));
        Assert.Empty(await afternoon.Lists("v1/causes?node=stg_orders", token));
    }
}
