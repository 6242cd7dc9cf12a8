using System.Net;
using Bot.Alerts.Forwarding;
using Bot.Api.Webhooks;
using Bot.Storage;
using Bot.Tests.Alerts.Forwarding;
using Dapper;
using static Bot.Tests.Api.Webhooks.WebhookActs;

namespace Bot.Tests.Api.Webhooks;

/// <summary>Where webhooks may go, and who says so.</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("http://hooks.example.com/", "Use an address that begins with https://.")]
    [InlineData("ftp://hooks.example.com/", "Use an address that begins with https://.")]
    [InlineData("hooks", "Use an address that begins with https://.")]
    [InlineData("https://me:secret@hooks.example.com/", "Leave out the user and the password")]
    [InlineData("https://localhost/", "localhost is inside the bot's own network")]
    [InlineData("https://10.0.0.7/", "10.0.0.7 is inside the bot's own network")]
    [InlineData("https://[::1]/", "::1 is inside the bot's own network")]
    [InlineData("http://127.0.0.1:5000/", "Use an address that begins with https://.")]
    [InlineData("https://169.254.169.254/latest", "169.254.169.254 is inside the bot's own network")]
    public async Task An_address_that_leads_inside_is_refused_in_the_form(string address, string sentence)
    {
        await using var afternoon = await Begin(inside: null);
        await (await afternoon.Ivy.NewWebhook()).Fill("Name", "x").Fill("Address", address).Submit();
        Assert.StartsWith(sentence, Assert.Single(afternoon.Ivy.Modal.Errors).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_name_stands_for_by_then_nothing_goes_inside()
    {
        await using var hook = await FakeDestination.Start();
        var asked = 0;
        await using var afternoon = await Begin(Quick with
        {
            Resolve = (_, _) =>
            {
                asked++;
                return Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]);
            },
        });
        var port = new Uri(hook.Url).Port;
        await afternoon.Ivy.MakesWebhook($"https://hooks.example.com:{port}/x", OfFollowUps);
        await (await afternoon.Ivy.OpensWebhook()).Press("Send a test");
        Assert.Contains(
            "hooks.example.com is inside the bot's own network, where it sends nothing", afternoon.Ivy.Modal.Text,
            StringComparison.Ordinal);
        Assert.Equal(1, asked);
        Assert.Empty(hook.All);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.2", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::", false)]
    public void What_is_public_can_be_reached_by_anybody(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task Only_admins_say_who_is_told()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/incident webhooks");
        afternoon.Ana.Sees("Only admins say which programs are told of changes.");
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    [Fact]
    public async Task Its_secret_is_shown_once_kept_encrypted_and_can_be_another()
    {
        await using var hook = await FakeDestination.Start();
        await using var afternoon = await Begin();
        var first = await afternoon.Ivy.MakesWebhook($"{hook.Url}?token=hidden", OfFollowUps);
        var row = afternoon.Get<Database>().Read(WebhookStore.All).Single();
        Assert.DoesNotContain(first[6..], row.Sealed, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", row.Sealed + row.Shown, StringComparison.Ordinal);
        var page = await afternoon.Ivy.OpensWebhook();
        Assert.DoesNotContain("whsec", page.Text, StringComparison.Ordinal);
        await page.Press("New secret");
        var secret = ForwardActs.ShownSecret(afternoon.Ivy.Modal)!;
        Assert.NotEqual(first, secret);
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Ana.Slash("/followup look at it");
        await afternoon.AllTold();
        Assert.Single(hook.All).IsSigned(secret);
        Assert.Single(hook.All).IsSigned(first);
        page = await afternoon.Ivy.OpensWebhook();
        Assert.Contains("the old secret signs too until", page.Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(24));
        await afternoon.Ana.Slash("/followup look at it again");
        await afternoon.AllTold();
        hook.All[^1].IsSigned(secret);
        Assert.DoesNotContain(' ', hook.All[^1].Headers["webhook-signature"]);
        page = await afternoon.Ivy.OpensWebhook();
        Assert.DoesNotContain("the old secret", page.Text, StringComparison.Ordinal);
        await page.Press("Delete");
        Assert.Equal(0, afternoon.Count("1 = 1"));
        Assert.Equal(
            ["webhook made", "webhook has a new secret", "webhook deleted"], afternoon.Get<Database>().Read(db =>
                db.Query<string>("select verb from history where subject like 'webhook:%' order by id")));
    }

    [Fact]
    public async Task Another_address_keeps_the_secret_and_gets_what_waits()
    {
        await using var hook = await FakeDestination.Start();
        await using var old = await FakeDestination.Start();
        await using var afternoon = await Begin(Patient);
        var secret = await afternoon.Ivy.MakesWebhook(old.Url, OfFollowUps);
        old.Next(500);
        await afternoon.Ana.Slash("/followup look at it");
        await (await afternoon.Ivy.OpensWebhook()).Press("Change");
        await afternoon.Ivy.Modal.Fill("Address", hook.Url).Submit();
        await afternoon.AllTold();
        Assert.Single(hook.All).IsSigned(secret);
        Assert.Equal(old.All[0].Headers["webhook-id"], hook.All[0].Headers["webhook-id"]);
    }

    [Fact]
    public async Task What_the_page_says_of_checking_it_is_right()
    {
        var (secret, id) = (SealedAddress.NewSecret(), "msg_1");
        const string Body = """{"type":"incident.opened","data":{"name":"Umsätze"}}""";
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = WebhookBody.Signature(secret, id, seconds, System.Text.Encoding.UTF8.GetBytes(Body));
        await WebhookSnippet.Accepts(secret, (id, seconds, signature), Body);
        await WebhookSnippet.Refuses(secret, (id, seconds, signature), Body + " ");
        await WebhookSnippet.Refuses(secret, (id, seconds - 3600, signature), Body);
    }
}
