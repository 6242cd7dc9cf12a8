using System.Net;
using Bot.Hosting;

namespace Bot.Tests.Hosting;

/// <summary>The whole bot while its PostgreSQL server goes away and comes back.</summary>
public sealed class ServerAwayTests
{
    static readonly object Orders = Failed("orders"), Stock = Failed("stock");

    [Fact]
    public async Task Who_comes_meanwhile_is_told_and_afterwards_it_goes_on_by_itself_with_nothing_lost_and_nothing_doubled()
    {
        await using var store = TestStore.OnPostgres();
        await using var line = new ServerLine(store.ConnectionString);
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["ConnectionStrings:Default"] = line.ConnectionString });
        afternoon.Expect("could not be done; it is tried again");
        afternoon.Expect("could not be kept");
        afternoon.Expect("failed, reference");
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(Orders);
        await afternoon.Chloe.Slash("/incident prices are wrong");
        var idle = afternoon.Workspace.IdleChecks.ToList();
        // The bot is busy with its server, and nobody waits for that.
        afternoon.Workspace.IdleChecks.Clear();

        line.Cut();
        using (var refused = await afternoon.Alert(Stock))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        }

        var (code, text) = await Ready(afternoon);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("cannot be reached", text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident list");
        afternoon.Ana.Sees("That did not work, and nothing was saved: please try again.");
        await afternoon.Chloe.Modal.Submit();
        Assert.Contains("nothing was saved", afternoon.Chloe.Modal.Errors.Values.Single(), StringComparison.Ordinal);
        afternoon.Clock.Advance(TimeSpan.FromMinutes(2));

        line.Mend();
        while ((await Ready(afternoon)).Code != HttpStatusCode.OK) await Task.Delay(20, TestContext.Current.CancellationToken);
        foreach (var check in idle) afternoon.Workspace.IdleChecks.Add(check);
        using (var taken = await afternoon.Alert(Stock)) Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(
            ["inc-1-orders-failed", "inc-2-stock-failed", "inc-3-prices-are-wrong"],
            afternoon.Workspace.Conversations.All.Select(c => c.Name).Where(n => n.StartsWith("inc-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        foreach (var name in new[] { "INC-1", "INC-2", "INC-3" })
            Assert.Single(
                afternoon.Ana.Messages("#data-incidents"), m =>
                    m.Posted.ThreadTs is null && m.Text.Contains(name, StringComparison.Ordinal));
        Assert.Null(afternoon.Get<SlackLife>().Ended);
    }

    static object Failed(string job) =>
        new { title = $"{job} failed", deduplication_key = job, metadata = new { branch = "main" } };

    static async Task<(HttpStatusCode Code, string Text)> Ready(Afternoon afternoon)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var answer = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
