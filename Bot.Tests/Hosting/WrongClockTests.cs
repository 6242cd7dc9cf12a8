using System.Collections.Concurrent;
using System.Text.Json;
using Bot.Delivery;
using Bot.Hosting;
using Bot.Storage;
using Dapper;
using Microsoft.AspNetCore.Builder;
using static Bot.Tests.Afternoon;

namespace Bot.Tests.Hosting;

/// <summary>Two bots on one PostgreSQL database, of which one is on a machine whose clock is wrong.</summary>
public sealed class WrongClockTests
{
    const string ServerNow = "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    public async Task Neither_takes_what_the_other_has_begun_nor_keeps_its_own_for_longer_than_a_lease(int seconds)
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        var (right, wrong) = (afternoon.Bot, await afternoon.Another(machine: new Machine(seconds)));
        var begun = new ConcurrentQueue<(string Id, WebApplication By)>();
        var gates = Enumerable.Range(1, 24).ToDictionary(n => $"{n}", _ => new TaskCompletionSource());
        foreach (var bot in (WebApplication[])[right, wrong])
        {
            Of<Synchroniser>(bot).Serve("noted", (_, _) => Task.CompletedTask);
            Of<Synchroniser>(bot).Serve("held", async (id, stop) =>
            {
                begun.Enqueue((id, bot));
                await gates[id].Task.WaitAsync(stop);
            });
        }

        // More than either has places for.
        await Of<Database>(right).Change(tx =>
        {
            foreach (var id in gates.Keys) tx.Wake($"held:{id}");
        });
        await Wait.Until(() => begun.Count == gates.Count);
        foreach (var (id, _) in begun.GroupBy(b => b.By).SelectMany(by => by.Take(4))) gates[id].SetResult();
        // Both have places again, and look.
        for (var look = 0; look < 20; look++)
        {
            await Of<Database>(look % 2 == 0 ? right : wrong).Wake("noted:1");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(gates.Count, begun.Count);
        await using var db = afternoon.Store.Open();
        var leases = db.Query<(string By, long Left)>(
            $"select claimed_by, claimed_until - {ServerNow} from wakes where subject like 'held:%'").ToList();
        Assert.Equal((gates.Count - 8, 2), (leases.Count, leases.DistinctBy(l => l.By).Count()));
        Assert.All(leases, l => Assert.InRange(l.Left, 15_000, 30_500));
        Assert.InRange(db.ExecuteScalar<long>($"select until - {ServerNow} from turns"), 1_000, 8_500);
        var rows = db.Query<long>($"select until - {ServerNow} from replicas").ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, left => Assert.InRange(left, 15_000, 30_500));

        // As if the wrong one had been killed, half a minute ago but for two seconds.
        var lost = begun.Last(b => b.By == wrong).Id;
        db.Execute(
            "update wakes set claimed_by = 'killed', claimed_until = claimed_until - 28000 where subject = @subject",
            new { subject = $"held:{lost}" });
        await Of<Database>(right).Wake("noted:1");
        await Wait.Until(() => begun.Count > gates.Count, TimeSpan.FromSeconds(15));
        Assert.Equal((lost, right), begun.Last());
        foreach (var gate in gates.Values) gate.TrySetResult();
        await afternoon.Settle();
    }

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    public async Task Slow_calls_bring_no_second_channel_and_no_second_announcement(int seconds)
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        await afternoon.Another(machine: new Machine(seconds));
        afternoon.Workspace.Faults.On("conversations.create").Delay(TimeSpan.FromSeconds(1.4), times: int.MaxValue);
        afternoon.Workspace.Faults.On("chat.postMessage").Delay(TimeSpan.FromSeconds(1.4), times: int.MaxValue);
        foreach (var title in (string[])["Orders are late", "Stock is wrong"])
        {
            await afternoon.Finn.Slash($"/incident {title}");
            await afternoon.Finn.Modal.Submit();
            await afternoon.Finn.Modal.Close();
        }

        await afternoon.Settle();
        var channels = afternoon.Workspace.Conversations.All.Select(c => c.Name)
            .Where(n => n.StartsWith("inc-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(["inc-1-orders-are-late", "inc-2-stock-is-wrong"], channels);
        var announced = afternoon.Finn.Messages("#data-incidents").Select(m => m.Text).ToList();
        Assert.Single(announced, t => t.Contains("INC-1", StringComparison.Ordinal));
        Assert.Single(announced, t => t.Contains("INC-2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(90, "90 s ahead of")]
    [InlineData(-90, "90 s behind")]
    public async Task A_wrong_clock_is_named_until_it_is_right(int seconds, string said)
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        Assert.Null(await Note(afternoon.Bot));
        var machine = new Machine(seconds);
        var other = await afternoon.Another(machine: machine);
        var sentence = $"The clock of {Environment.MachineName} is {said} the database's: set it right (NTP), as hand-offs and "
            + "reminders go by it.";
        foreach (var bot in (WebApplication[])[afternoon.Bot, other]) Assert.Equal(sentence, await Note(bot));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(
            sentence, Assert.Single(afternoon.Ivy.Messages(), m => m.Channel == "(direct)").Text, StringComparison.Ordinal);

        machine.Ahead = TimeSpan.FromSeconds(4);
        afternoon.Workspace.Faults.Sockets.Drop();
        await Wait.Until(() => Of<Database>(other).Ahead == TimeSpan.Zero);
        await Wait.Until(() => Of<Database>(other).Read(Of<Replicas>(other).Notes).Count == 0);
        Assert.Null(await Note(afternoon.Bot));
    }

    static async Task<string?> Note(WebApplication bot)
    {
        using var http = new HttpClient { BaseAddress = UrlOf(bot) };
        // Whether it is ready or not.
        using var answer = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return said.RootElement.GetProperty("note").GetString();
    }

    /// <summary>A machine whose clock somebody can set; how fast it goes is right.</summary>
    sealed class Machine(int seconds) : TimeProvider
    {
        public TimeSpan Ahead { get; set; } = TimeSpan.FromSeconds(seconds);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
