using Bot.Alerts.Forwarding;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Alerts.Forwarding.ForwardActs;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>Where alerts are sent on to: made, changed, tried and deleted by admins.</summary>
public sealed class DestinationFormTests : IAsyncLifetime
{
    readonly string keys = Directory.CreateTempSubdirectory("data-responder-keys-").FullName;
    FakeDestination fake = null!;

    Dictionary<string, string?> Settings => new() { ["DataProtection:Keys"] = keys };

    public async ValueTask InitializeAsync() => fake = await FakeDestination.Start();

    public async ValueTask DisposeAsync()
    {
        await fake.DisposeAsync();
        await TempFolder.Delete(keys);
    }

    [Fact]
    public async Task Only_admins_see_and_change_destinations()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident destinations");
        afternoon.Ben.Sees("Only admins say which alerts go where.");
        Assert.Null(afternoon.Ben.ModalOrNone);
    }

    [Fact]
    public async Task A_form_says_what_is_wrong_with_it()
    {
        await using var afternoon = await Begin();
        var ivy = afternoon.Ivy;
        await ivy.MakesDestination("Webhook", "Archive", fake.Url);
        await ivy.Slash("/incident destinations");
        await ivy.Modal.Submit();
        await ivy.Modal.Choose("Where alerts are sent on to", "PagerDuty").Submit();
        Assert.Equal(DestinationKind.PagerDutysAddress, ivy.Modal.Value("Address"));
        await ivy.Modal.Fill("Name", "archive").Fill("Address", "ftp://x").Fill("Integration key", "with a space").Submit();
        Assert.Equal(
            [
                "Paste the key as the integration shows it, without spaces.",
                "Use an address that begins with https:// or http://.",
            ],
            ivy.Modal.Errors.Values.Order(StringComparer.Ordinal));
        await ivy.Modal.Fill("Address", fake.Url).Fill("Integration key", Key).Submit();
        Assert.Equal("Another destination has this name. Choose a different one.", Assert.Single(ivy.Modal.Errors).Value);
        await ivy.Modal.Fill("Name", "Pager *x* <!here>").Submit();
        Assert.Contains("Pager *x* <!here>", ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_secret_is_shown_nowhere_and_kept_encrypted()
    {
        await using var afternoon = await Begin(settings: Settings);
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", fake.Url);
        var secret = await afternoon.Ivy.MakesDestination(
            "Webhook", "Archive", fake.Url.Replace("http://", "http://me:pass@", StringComparison.Ordinal) + "?token=hidden");
        await afternoon.Ivy.Slash("/incident destinations");
        Assert.Contains($"Archive · Webhook · {fake.Url}", Text(afternoon.Ivy), StringComparison.Ordinal);
        Assert.Contains($"Pager · PagerDuty · {fake.Url}", Text(afternoon.Ivy), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", Text(afternoon.Ivy), StringComparison.Ordinal);
        Assert.DoesNotContain("pass", Text(afternoon.Ivy), StringComparison.Ordinal);
        var kept = afternoon.Get<Database>().Read(db => string.Join('\n', db.Query("select * from destinations").Select(
            row => string.Join(',', (IDictionary<string, object>)row))));
        Assert.All(
            new[] { secret!, Key, "hidden", "pass" }, s => Assert.DoesNotContain(s, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_keys_are_lost_alerts_wait_until_it_is_entered_again()
    {
        await using var afternoon = await Begin(settings: Settings);
        await afternoon.Ivy.SendsOrdersOn(fake);
        await afternoon.Stop();
        Directory.Delete(keys, recursive: true);
        await afternoon.Start();
        await afternoon.Alert(Job("orders"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(
            "Destination Pager: its address and secret cannot be read any more", afternoon.Ivy.Sees("needs an admin").Text,
            StringComparison.Ordinal);
        Assert.Empty(fake.All);
        var page = await afternoon.Ivy.OpensDestination();
        Assert.Contains("cannot be read any more: enter them again", page.Text, StringComparison.Ordinal);
        await page.Press("Send a test");
        Assert.Contains("Enter its address and secret again first", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Press("Change");
        await afternoon.Ivy.Modal.Fill("Address", fake.Url).Fill("Integration key", "new-key").Submit();
        var sent = Assert.Single(await fake.Gets(1));
        Assert.Equal(("new-key", "trigger"), (sent["routing_key"], sent["event_action"]));
        Assert.DoesNotContain("cannot be read", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_shows_what_was_answered()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("PagerDuty", "Pager", fake.Url);
        var page = await afternoon.Ivy.OpensDestination();
        Assert.Contains("Has taken nothing yet", page.Text, StringComparison.Ordinal);
        await page.Press("Send a test");
        Assert.Equal(["trigger", "resolve"], fake.Actions);
        Assert.Single(fake.All.Select(g => g["dedup_key"]).Distinct());
        Assert.Contains("nothing is wrong", fake.All[0]["payload", "summary"], StringComparison.Ordinal);
        Assert.Contains("The test was taken", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("Took the last alert", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        fake.Next(410, "go away <!here>");
        await afternoon.Ivy.Modal.Press("Send a test");
        Assert.Contains(
            "The test was not taken. It answers 410: go away <!here>", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(3, fake.All.Count);
    }

    [Fact]
    public async Task A_change_leaves_what_is_left_empty()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SendsOrdersOn(fake);
        await using var other = await FakeDestination.Start();
        await (await afternoon.Ivy.OpensDestination()).Press("Change");
        Assert.Equal("", afternoon.Ivy.Modal.Value("Address"));
        await afternoon.Ivy.Modal.Fill("Name", "Other pager").Fill("Address", other.Url).Submit();
        Assert.Contains($"Other pager · PagerDuty · {other.Url}", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
        await afternoon.Alert(Job("orders"));
        Assert.Equal(Key, Assert.Single(other.All)["routing_key"]);
        Assert.Empty(fake.All);
    }

    [Fact]
    public async Task A_route_says_where_it_sends_and_asks_only_where_there_is_a_destination()
    {
        await using var afternoon = await Begin();
        var ivy = afternoon.Ivy;
        var form = await NewRoute(ivy, "First", "job", "is", "orders");
        Assert.DoesNotContain("Also send it on to", form.Fields);
        await ivy.Modal.CloseAll();
        await ivy.MakesDestination("Webhook", "Archive <b>", fake.Url);
        form = await NewRoute(ivy, "First", "job", "is", "orders");
        Assert.Equal(["Nowhere", "Archive <b>"], form.Options("Also send it on to"));
        await form.Choose("Also send it on to", "Archive <b>").Submit();
        Assert.Contains("is sent on to Archive <b>", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Submit();
        Assert.Contains("opens Minor, at night too · is sent on to Archive <b>", Text(ivy), StringComparison.Ordinal);

        await ivy.Modal.Press("Explain an alert");
        await ivy.Modal.Fill("The body of an alert", """{"title": "x", "metadata": {"job": "orders"}}""").Submit();
        Assert.Contains("is sent on to Archive <b>", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Close();

        await ivy.Modal.Choose("1. First", "Change or delete");
        Assert.Equal("Archive <b>", ivy.Modal.Value("Also send it on to"));
        await ivy.Modal.Choose("Also send it on to", "Nowhere").Submit();
        await ivy.Modal.Submit();
        Assert.DoesNotContain("sent on", Text(ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_routes_name_is_deleted_once_they_do_not()
    {
        await using var afternoon = await Begin();
        var ivy = afternoon.Ivy;
        await ivy.SendsOrdersOn(fake);
        var page = await ivy.OpensDestination();
        Assert.Contains("Sent to by “Jobs of orders”", page.Text, StringComparison.Ordinal);
        await page.Press("Delete");
        Assert.Contains("It is not deleted: “Jobs of orders” sends to it.", ivy.Modal.Text, StringComparison.Ordinal);
        await ivy.Modal.CloseAll();
        await ivy.Slash("/incident routes");
        await ivy.Modal.Choose("1. Jobs of orders", "Change or delete");
        await ivy.Modal.Choose("Also send it on to", "Nowhere").Submit();
        await ivy.Modal.Submit();
        page = await ivy.OpensDestination();
        Assert.Contains("No route sends to it yet", page.Text, StringComparison.Ordinal);
        await page.Press("Delete");
        Assert.Contains("This destination was deleted.", ivy.Modal.Text, StringComparison.Ordinal);
        await ivy.Modal.Close();
        Assert.Contains("Alerts are sent on to nobody yet.", ivy.Modal.Text, StringComparison.Ordinal);
    }
}
