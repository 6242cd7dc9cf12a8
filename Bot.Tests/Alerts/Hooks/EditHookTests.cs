using System.Text;
using Bot.Sandbox;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>Admins say in Slack how the posts of a source are read.</summary>
public sealed class EditHookTests
{
    const string Odd = """{"what": {"name": "Load orders"}, "state": "broken", "url": "https://jobs.example.com/7", "id": 7}""";

    static async Task Post(Afternoon afternoon, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        (await afternoon.Post("v1/hooks/circleci", content)).EnsureSuccessStatusCode();
        await afternoon.Settle();
    }

    static async Task<Modal> Open(Afternoon afternoon)
    {
        await afternoon.Ivy.Slash("/incident hooks");
        await afternoon.Ivy.Modal.Press("How it is read");
        return afternoon.Ivy.Modal;
    }

    [Fact]
    public async Task Admins_alone_see_who_posts_and_what_reads_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident hooks");
        Assert.Contains("Nothing has been posted", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Close();
        await Post(afternoon, Samples.Text("monte-carlo/anomaly.json"));
        await afternoon.Ivy.Slash("/incident hooks");
        Assert.Contains("circleci · Whoever recognises it", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("read by: Monte Carlo", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident hooks");
        afternoon.Ana.Sees("Only admins change these settings.");
    }

    [Fact]
    public async Task The_list_says_how_many_of_the_last_posts_were_not_understood()
    {
        await using var afternoon = await Afternoon.Begin();
        await Post(afternoon, Odd);
        await Lists("What came was not understood.");
        // A key of that name is a key like any other where the rest is clear.
        await Post(afternoon, """{"title": "orders failed", "deduplication_key": "unreadable"}""");
        await Lists("1 of the last 2 was not understood.");
        await Post(afternoon, "not even JSON");
        await Lists("2 of the last 3 were not understood.");
        for (var n = 0; n < 5; n++)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(1));
            await Post(afternoon, """{"title": "orders failed"}""");
        }

        await afternoon.Ivy.Slash("/incident hooks");
        Assert.DoesNotContain("understood", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);

        async Task Lists(string text)
        {
            await afternoon.Ivy.Slash("/incident hooks");
            Assert.Contains(text, afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
            await afternoon.Ivy.Modal.Close();
            await afternoon.Pass(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task What_nobody_recognised_is_read_by_own_expressions_that_are_tried_on_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await Post(afternoon, Odd);
        Assert.Equal("Unreadable alert from circleci", afternoon.Ledger()[0].Title);
        var modal = await Open(afternoon);
        Assert.Contains("It is not understood, and would be shown as it came.", modal.Text, StringComparison.Ordinal);

        await modal.Choose("Read by", "Own expressions").Submit();
        modal = afternoon.Ivy.Modal;
        Assert.Equal("Where alerts are", modal.Title);
        await modal.Submit();
        modal = afternoon.Ivy.Modal;
        Assert.Equal("What an alert says", modal.Title);
        await modal.Fill("Title", "what.nme").Fill("Status", "state == \"fine\" && 'resolved' || 'firing'").Submit();
        Assert.StartsWith("\"fine\" at character 10 names a field", modal.Errors["Status"], StringComparison.Ordinal);
        await modal.Fill("Status", "state").Submit();
        Assert.Equal("It finds nothing in the last posts, so no alert would have a title.", modal.Errors["Title"]);
        await modal.Fill("Title", "{what.name} is late").Fill("Key", "jobs/{id}").Fill("Link", "url").Fill("Description", "")
            .Press("Try it");
        Assert.Contains("Load orders is late · fires (broken) · key jobs/7 · link", modal.Text, StringComparison.Ordinal);
        await modal.Submit();

        await Post(afternoon, Odd);
        var alert = afternoon.Ledger()[0];
        Assert.Equal(
            ("Load orders is late", "jobs/7", "https://jobs.example.com/7"), (alert.Title, alert.Key, alert.SourceUrl));
        await Post(afternoon, Odd.Replace("broken", "fixed", StringComparison.Ordinal));
        Assert.Equal("resolved", afternoon.Ledger()[0].Status);
    }

    [Fact]
    public async Task Own_expressions_begin_with_those_of_the_sender_that_was_recognised()
    {
        await using var afternoon = await Afternoon.Begin();
        await Post(afternoon, Samples.Text("soda/check-evaluation.json"));
        var modal = await Open(afternoon);
        await modal.Choose("Read by", "Own expressions").Submit();
        Assert.Equal("checkResults", afternoon.Ivy.Modal.Value("Each alert of a post"));
        await afternoon.Ivy.Modal.Submit();
        Assert.Equal("name || definition", afternoon.Ivy.Modal.Value("Title"));
        Assert.Contains("checks for SODATEST_Customers_6f90f4ad:", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_alerts_are_is_tried_too()
    {
        await using var afternoon = await Afternoon.Begin();
        await Post(afternoon, Odd);
        var modal = await Open(afternoon);
        await modal.Choose("Read by", "Own expressions").Submit();
        modal = afternoon.Ivy.Modal;
        await modal.Fill("JSON in a text", "state").Submit();
        Assert.Equal("What stands at state is no JSON in a text.", modal.Errors["JSON in a text"]);
        await modal.Fill("JSON in a text", "").Fill("Each alert of a post", "what[").Submit();
        Assert.Equal("The [ at character 5 is never closed.", modal.Errors["Each alert of a post"]);
    }

    [Fact]
    public async Task Whose_form_it_is_can_be_said_and_what_somebody_else_saved_meanwhile_is_not_overwritten()
    {
        await using var afternoon = await Afternoon.Begin();
        await Post(afternoon, """{"AlarmName": "late", "NewStateValue": "ALARM", "title": "x", "status": "ok"}""");
        var modal = await Open(afternoon);
        await afternoon.Get<Bot.Storage.Database>().Change(tx =>
            Dapper.SqlMapper.Execute(tx.Db, "update hooks set read_by = 'soda' where source = 'circleci'"));
        await modal.Choose("Read by", "CloudWatch").Submit();
        Assert.StartsWith("Somebody changed how it is read meanwhile.", modal.Errors["Read by"], StringComparison.Ordinal);
        await modal.CloseAll();
        modal = await Open(afternoon);
        Assert.Equal("Soda", modal.Value("Read by"));
        await modal.Choose("Read by", "CloudWatch");
        Assert.Contains("late · fires (firing)", modal.Text, StringComparison.Ordinal);
        await modal.Submit();
        await Post(afternoon, """{"AlarmName": "late", "NewStateValue": "OK"}""");
        Assert.Equal(("late", "resolved"), (afternoon.Ledger()[0].Title, afternoon.Ledger()[0].Status));
    }
}
