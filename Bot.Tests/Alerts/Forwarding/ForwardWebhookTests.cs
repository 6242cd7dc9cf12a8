using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static Bot.Tests.Alerts.Forwarding.ForwardActs;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>Alerts that a route sends on to a webhook: what it gets, and how it knows from whom.</summary>
public sealed class ForwardWebhookTests : IAsyncLifetime
{
    FakeDestination hook = null!;

    public async ValueTask InitializeAsync() => hook = await FakeDestination.Start();

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    [Fact]
    public async Task It_gets_the_alert_as_the_page_says_signed_with_the_secret_that_was_shown()
    {
        await using var afternoon = await Begin();
        var secret = await afternoon.Ivy.MakesDestination("Webhook", "Archive", $"{hook.Url}?token=hidden");
        await afternoon.Ivy.SendsOn("orders", "Archive");
        await afternoon.Alert(new
        {
            title = "orders failed",
            status = "firing",
            deduplication_key = "orders",
            source_url = "https://ci.example.com/1",
            description = "Password expired",
            metadata = new { job = "orders", branch = "main", features = "a, b" },
        });
        var got = Assert.Single(hook.All);
        Assert.Equal("/v2/enqueue?token=hidden", got.Path);
        Assert.Equal(
            ("firing", "orders failed", "Password expired", "circleci", "orders", "https://ci.example.com/1", "Jobs of orders"),
            (got["status"], got["title"], got["description"], got["source"], got["deduplication_key"], got["link"],
                got["route"]));
        Assert.Equal(("""["a","b"]""", """["orders"]"""), (got["attributes", "features"], got["attributes", "job"]));
        Assert.Equal(("1", "INC-1"), (got["incident", "number"], got["incident", "name"]));
        Assert.Equal(("2026-03-03T10:00:00.000Z", "warning", ""), (got["at"], got["severity"], got["test"]));
        IsSigned(got, secret!);
        Assert.Equal(got["id"], got.Headers["webhook-id"]);
        Assert.StartsWith("DataResponder/", got.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("application/json", got.Headers["Content-Type"]);

        await afternoon.Alert(new { title = "x", status = "resolved", deduplication_key = "orders" });
        var ended = hook.All[1];
        Assert.Equal(("resolved", "orders failed", "orders"), (ended["status"], ended["title"], ended["deduplication_key"]));
        Assert.NotEqual(got["id"], ended["id"]);
        IsSigned(ended, secret!);
    }

    [Fact]
    public async Task A_new_secret_signs_from_then_on_and_a_user_in_the_address_is_sent_as_one()
    {
        await using var afternoon = await Begin();
        var first = await afternoon.Ivy.MakesDestination(
            "Webhook", "Archive", hook.Url.Replace("http://", "http://bot:pass%20word@", StringComparison.Ordinal));
        await afternoon.Ivy.SendsOn("orders", "Archive", Quietly);
        var page = await afternoon.Ivy.OpensDestination();
        Assert.DoesNotContain("pass", page.Text, StringComparison.Ordinal);
        await page.Press("New secret");
        var secret = ShownSecret(afternoon.Ivy.Modal)!;
        Assert.NotEqual(first, secret);
        await afternoon.Alert(Job("orders"));
        var got = Assert.Single(hook.All);
        IsSigned(got, secret);
        Assert.Equal(
            $"Basic {Convert.ToBase64String("bot:pass word"u8.ToArray())}", got.Headers["Authorization"]);
    }

    [Fact]
    public async Task Nothing_is_sent_where_an_answer_leads_to()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesDestination("Webhook", "Archive", hook.Url);
        await afternoon.Ivy.SendsOn("orders", "Archive", Quietly);
        hook.Next(307);
        await afternoon.Alert(Job("orders"));
        Assert.Single(hook.All);
        Assert.Contains(
            "It answers 307 and leads elsewhere", (await afternoon.Ivy.OpensDestination()).Text, StringComparison.Ordinal);
    }

    /// <summary>As a reader of the page would check it.</summary>
    static void IsSigned(Got got, string secret)
    {
        var (id, seconds) = (got.Headers["webhook-id"], got.Headers["webhook-timestamp"]);
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var right = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{id}.{seconds}.{got.Body}")));
        Assert.Equal($"v1,{right}", got.Headers["webhook-signature"]);
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        Assert.InRange(TimeProvider.System.GetUtcNow() - sent, TimeSpan.FromMinutes(-2), TimeSpan.FromMinutes(2));
    }
}
