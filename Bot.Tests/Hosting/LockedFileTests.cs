using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Bot.Hosting;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>The whole bot while another program writes to its file for long.</summary>
public sealed class LockedFileTests
{
    const string Unsaved = "My database is not available just now. Press the button again in a minute: nothing is made twice. "
        + "If it cannot wait, write to people directly.";
    const string Locked = " is locked by another program. Close it.";

    [Fact]
    public async Task Everybody_is_told_within_the_time_they_have_and_it_goes_on_by_itself()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "It is about a file.");
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Slack:AckDeadline"] = "00:00:03" });
        afternoon.Expect("could not be done; it is tried again");
        afternoon.Expect("could not be kept");
        await afternoon.Chloe.Slash("/incident prices are wrong");
        var idle = afternoon.Workspace.IdleChecks.ToList();
        afternoon.Workspace.IdleChecks.Clear();
        await using (var other = afternoon.Store.Open())
        {
            other.Execute("begin immediate");
            var alerts = await Wait.Soon(
                () => Task.WhenAll(Enumerable.Range(0, 8).Select(n => afternoon.Alert(Failed($"orders {n}")))));
            Assert.All(alerts, a => Assert.Equal(HttpStatusCode.ServiceUnavailable, a.StatusCode));
            Assert.All(alerts, a => Assert.Equal(TimeSpan.FromSeconds(10), a.Headers.RetryAfter?.Delta));
            var (code, text) = await Wait.Soon(() => Ready(afternoon));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
            Assert.Contains(Locked, text, StringComparison.Ordinal);
            await Wait.Soon(async () =>
            {
                await afternoon.Chloe.Modal.Submit();
                return true;
            });
            Assert.Equal(Unsaved, afternoon.Chloe.Modal.Errors.Values.Single());
        }

        await Wait.Until(() => afternoon.Get<Database>().Trouble is null);
        Assert.Equal(HttpStatusCode.OK, (await Ready(afternoon)).Code);
        foreach (var check in idle) afternoon.Workspace.IdleChecks.Add(check);
        using (var taken = await afternoon.Alert(Failed("stock"))) Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await afternoon.Chloe.Modal.Submit();
        Assert.Equal(
            ["inc-1-stock-failed", "inc-2-prices-are-wrong"],
            afternoon.Workspace.Conversations.All.Select(c => c.Name).Where(n => n.StartsWith("inc-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Null(afternoon.Get<SlackLife>().Ended);
    }

    [Fact]
    public async Task All_that_wait_hear_of_it_at_once_and_what_comes_later_waits_no_longer()
    {
        using var scratch = new Scratch();
        using var database = scratch.Open();
        using var other = scratch.File().Open();
        other.Execute("begin immediate");
        var began = Stopwatch.GetTimestamp();
        var changes = new List<Task>();
        for (var n = 0; n < 60; n++)
        {
            changes.Add(Refused(database, n));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(changes);
        // One after the other they would take two minutes.
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 2, 60);
        Assert.EndsWith(Locked, database.Trouble, StringComparison.Ordinal);
        other.Execute("rollback");
        await database.Change(tx => tx.Wake("one:1"));
        Assert.Null(database.Trouble);
    }

    static async Task Refused(Database database, int n)
    {
        var refused = await Assert.ThrowsAsync<StorageException>(() => database.Change(tx => tx.Wake($"one:{n}")));
        Assert.EndsWith(Locked, refused.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<DbException>(refused.InnerException);
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
