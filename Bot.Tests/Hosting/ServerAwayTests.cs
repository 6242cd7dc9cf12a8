using System.Net;
using Bot.Hosting;
using Bot.Sandbox;
using Bot.Tests.Crashes;

namespace Bot.Tests.Hosting;

/// <summary>The whole bot while its PostgreSQL server goes away or says nothing, and comes back.</summary>
public sealed class ServerAwayTests
{
    const string Away = "My database is not available just now. ";
    const string Else = " If it cannot wait, write to people directly.";

    const string Channel = "#inc-1-orders-failed";

    static readonly object Orders = Failed("orders"), Stock = Failed("stock");

    [Fact]
    public async Task Who_comes_meanwhile_is_told_and_afterwards_it_goes_on_by_itself_with_nothing_lost_and_nothing_doubled()
    {
        await using var store = TestStore.OnPostgres();
        await using var line = new ServerLine(store.ConnectionString);
        await using var afternoon = await Begin(line.ConnectionString);
        await RefusesAll(afternoon, "cannot be reached", line.Cut, line.Mend);
    }

    [Fact]
    public async Task So_it_is_while_the_line_to_it_carries_nothing_and_nobody_waits_for_long()
    {
        await using var store = TestStore.OnPostgres();
        await using var line = new ServerLine(store.ConnectionString);
        await using var afternoon = await Begin(line.ConnectionString);
        await RefusesAll(afternoon, "does not answer", line.Silence, line.Mend);
        await EndsSoon(afternoon, line.Silence, line.Mend);
    }

    [Fact]
    public async Task So_it_is_while_the_server_is_frozen()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The server's script needs a Unix shell.");
        await using var server = await OwnServer.Start();
        await using var afternoon = await Begin(server.ConnectionString);
        await RefusesAll(afternoon, "does not answer", server.Freeze, server.Thaw);
        await EndsSoon(afternoon, server.Freeze, server.Thaw);
    }

    static async Task<Afternoon> Begin(string connectionString)
    {
        var afternoon = await Afternoon.Begin(settings: new()
        {
            ["ConnectionStrings:Default"] = connectionString,
            // As long as Slack waits.
            ["Slack:AckDeadline"] = "00:00:03",
        });
        afternoon.Expect("could not be done; it is tried again");
        afternoon.Expect("could not be kept");
        return afternoon;
    }

    static async Task RefusesAll(Afternoon afternoon, string reason, Action away, Action back)
    {
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(Orders);
        await afternoon.Chloe.Slash("/incident prices are wrong");
        var card = afternoon.Ana.Messages(Channel).Single(m => m.IsPinned);
        await afternoon.Ben.OpensHome(afternoon.App);
        var home = (await afternoon.Ben.OpensHome(afternoon.App))!;
        var idle = afternoon.Workspace.IdleChecks.ToList();
        // The bot is busy with its server, and nobody waits for that.
        afternoon.Workspace.IdleChecks.Clear();

        away();
        var ready = Ready(afternoon);
        using (var refused = await Wait.Soon(() => afternoon.Alert(Stock)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        }

        var (code, text) = await Wait.Soon(() => ready);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "alive"), await Wait.Soon(() => Ask(afternoon, "health/live")));
        await Wait.Soon(() => afternoon.Ana.Slash("/incident list"));
        afternoon.Ana.Sees($"{Away}Please send it again in a minute.{Else}\nYou sent: /incident list");
        // Slack is told at once that it arrived, and Ana a little later what became of it.
        await Wait.Soon(async () =>
        {
            await card.Click("Update");
            await Wait.Until(() => afternoon.Ana.Look($"{Away}Please press it again in a minute.{Else}", Channel) is not null);
        });
        await Wait.Soon(async () =>
        {
            await home.Press("Declare an incident");
            await Wait.Until(() => afternoon.Ben.ModalOrNone is not null);
        });
        Assert.Contains(Away, afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await Wait.Soon(async () => await afternoon.Chloe.Modal.Submit());
        Assert.Equal(
            $"{Away}Press the button again in a minute: nothing is made twice.{Else}",
            afternoon.Chloe.Modal.Errors.Values.Single());
        afternoon.Clock.Advance(TimeSpan.FromMinutes(2));

        back();
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

    static async Task EndsSoon(Afternoon afternoon, Action away, Action back)
    {
        var life = afternoon.Get<SlackLife>();
        afternoon.Workspace.IdleChecks.Clear();
        away();
        await Wait.Soon(afternoon.Stop);
        Assert.Null(life.Ended);
        back();
    }

    static object Failed(string job) =>
        new { title = $"{job} failed", deduplication_key = job, metadata = new { branch = "main" } };

    static Task<(HttpStatusCode Code, string Text)> Ready(Afternoon afternoon) => Ask(afternoon, "health/ready");

    static async Task<(HttpStatusCode Code, string Text)> Ask(Afternoon afternoon, string path)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
