using System.Collections.Concurrent;
using System.Net;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using Dapper;
using Microsoft.AspNetCore.Builder;
using static Bot.Tests.Afternoon;

namespace Bot.Tests.Hosting;

/// <summary>Two bots on one PostgreSQL database, with the same tokens.</summary>
public sealed class ReplicaTests
{
    [Fact]
    public async Task What_Slack_asks_one_to_wait_for_the_other_waits_for_as_well()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        var other = await afternoon.Another();
        await using var pause = await SharedPauseTests.Pause(afternoon);
        await Wait.Until(() => SharedPauseTests.IsPaused(Of<SlackApi>(other), "bookmarks.list"));
        Assert.False(SharedPauseTests.IsPaused(Of<SlackApi>(other), "bookmarks.add"));
    }

    [Fact]
    public async Task Their_sockets_are_not_taken_for_those_of_another_program()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true, settings: new()
        {
            ["Slack:CountAgain"] = "00:00:00.500",
            ["Slack:Overlap"] = "00:00:00.010",
            // Two that come together are counted before either is ready.
            ["Slack:SocketStagger"] = "00:00:00.100",
        });
        var (one, other) = (afternoon.Bot, await afternoon.Another());
        await Wait.Until(() => (Of<SlackStatus>(one).Elsewhere, Of<SlackStatus>(other).Elsewhere) == (2, 2));

        await Counted(afternoon, () => (Of<SlackStatus>(one).Others, Of<SlackStatus>(other).Others) == (0, 0));

        // On a database of its own it knows nothing of them, and is what they have to notice.
        var stranger = await afternoon.Another(
            new() { ["ConnectionStrings:Default"] = $"Data Source={afternoon.Folder}/its.db" });
        await Wait.Until(() => Of<SlackStatus>(stranger).Others > 0);
        await Counted(afternoon, () => Of<SlackStatus>(one).Others > 0 && Of<SlackStatus>(other).Others > 0);
        var (code, text) = await Ready(one);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Contains("another process uses the same tokens", text, StringComparison.Ordinal);
        await afternoon.Stop(stranger);
        await Counted(afternoon, () => (Of<SlackStatus>(one).Others, Of<SlackStatus>(other).Others) == (0, 0));
    }

    // Slack counts in its hello alone, and whoever opens its sockets anew at that moment is not among them.
    static async Task Counted(Afternoon afternoon, Func<bool> isSo)
    {
        for (var tries = 0; tries < 10 && !isSo(); tries++)
        {
            await afternoon.Workspace.Faults.Sockets.Refresh(TimeSpan.FromMilliseconds(200));
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        }

        Assert.True(isSo());
    }

    [Fact]
    public async Task The_row_of_one_that_was_killed_goes_and_its_sockets_count_no_more()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        var (status, database) = (afternoon.Get<SlackStatus>(), afternoon.Get<Database>());
        var until = database.WireNow + 1000;
        await database.Change(tx => tx.Db.Execute(
            "insert into replicas (id, sockets, wanted, brought_at, until) values ('killed', 3, 3, 0, @until)", new { until }));
        // Whose sockets change says so at once.
        afternoon.Workspace.Faults.Sockets.Drop();
        await Wait.Until(() => status.Elsewhere == 3);
        await Wait.Until(() => database.WireNow > until && status.Ready == 2);
        afternoon.Workspace.Faults.Sockets.Drop();
        await Wait.Until(() => status.Elsewhere == 0);
        Assert.Equal([database.Self], database.Read(db => db.Query<string>("select id from replicas").ToList()));
    }

    [Fact]
    public async Task More_sockets_than_Slack_allows_are_said_in_one_sentence_and_stop_nobody()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true, settings: new() { ["Slack:Sockets"] = "6" });
        Assert.Contains("\"note\":null", (await Ready(afternoon.Bot)).Text, StringComparison.Ordinal);
        var other = await afternoon.Another();
        foreach (var bot in (WebApplication[])[afternoon.Bot, other])
        {
            var (code, text) = await Ready(bot);
            Assert.Equal(HttpStatusCode.OK, code);
            Assert.Contains(
                "2 replicas of the bot want 12 connections, and Slack allows an app 10. Set Slack__Sockets to 5, or run fewer of "
                    + "them.", text, StringComparison.Ordinal);
        }

        await afternoon.Stop(other);
        Assert.Contains("\"note\":null", (await Ready(afternoon.Bot)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stopped_one_had_begun_is_the_others_at_once()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        WebApplication[] bots = [afternoon.Bot, await afternoon.Another()];
        var taken = new ConcurrentQueue<WebApplication>();
        foreach (var bot in bots)
            Of<Synchroniser>(bot).Serve("held", async (_, stop) =>
            {
                taken.Enqueue(bot);
                if (taken.Count == 1) await Task.Delay(Timeout.Infinite, stop);
            });
        await afternoon.Get<Database>().Change(tx => tx.Wake("held:1"));
        await Wait.Until(() => taken.Count == 1);
        var (stopped, left) = taken.Single() == bots[0] ? (bots[0], bots[1]) : (bots[1], bots[0]);
        var (itself, database) = (Of<Database>(stopped).Self, Of<Database>(left));
        await afternoon.Stop(stopped);
        // Its leases would have lasted for half a minute.
        await Wait.Until(() => taken.Count == 2, TimeSpan.FromSeconds(15));
        Assert.Same(left, taken.Last());
        Assert.Equal(0, database.Read(db => db.ExecuteScalar<long>(
            """
            select (select count(*) from wakes where claimed_by = @itself) + (select count(*) from turns where holder = @itself)
                + (select count(*) from replicas where id = @itself)
            """,
            new { itself })));
        await Wait.Until(() => database.Read(db => db.Query<string>("select holder from turns").ToList()) is [var holder]
            && holder == database.Self);
        await afternoon.Settle();
    }

    /// <summary>The clock of whichever bot shows it may be a little behind that of the one that changed it.</summary>
    [Fact]
    public async Task Who_is_on_call_is_looked_at_again_a_moment_after_it_changed()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        long Left() => afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>("select min(changes_at) from rotations"))
            - afternoon.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.True(Left() > 60_000);
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Sees("asks for cover").Click("I take it");
        Assert.InRange(Left(), 1, 5_000);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.True(Left() > 60_000);
    }

    static async Task<(HttpStatusCode Code, string Text)> Ready(WebApplication bot)
    {
        using var http = new HttpClient { BaseAddress = UrlOf(bot) };
        using var answer = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
