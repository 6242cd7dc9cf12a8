using System.Diagnostics;

namespace Bot.Tests.Incidents;

/// <summary>
/// How long it takes until somebody is called, when every call to Slack takes its time. Printed, not asserted: machines are
/// noisy.
/// </summary>
public sealed class FastTests(ITestOutputHelper output)
{
    static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    // What waits for each other: a channel, people in it, the card, the line that calls them.
    const int Chain = 4;

    static readonly string[] Methods =
    [
        "conversations.create", "conversations.invite", "conversations.setTopic", "conversations.join", "conversations.info",
        "chat.postMessage",
        "chat.update", "pins.add", "bookmarks.list", "bookmarks.add", "views.update", "usergroups.users.list",
    ];

    [Fact]
    public async Task From_the_press_to_the_call_is_little_more_than_the_calls_that_wait_for_each_other()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        // The first of a process pays for what is compiled on the way.
        await Declare(afternoon, "warm up");
        foreach (var method in Methods) afternoon.Workspace.Faults.On(method).Delay(Latency, times: 1000);
        var watch = Stopwatch.StartNew();
        var seen = Watch(afternoon, watch);
        await Declare(afternoon, "Orders are late");
        var times = await seen;
        var budget = Chain * Latency.TotalMilliseconds;
        foreach (var (what, at) in times.OrderBy(t => t.Value))
            output.WriteLine($"{what}: {at:0} ms, {at / budget:0.00} of the chain of four");
        Assert.Equal(5, times.Count);
        Assert.Equal(["ana"], afternoon.Ana.Sees("raised by", "#inc-2-orders-are-late").Notified);
    }

    static async Task Declare(Afternoon afternoon, string name)
    {
        await afternoon.Finn.Slash($"/incident {name}");
        await afternoon.Finn.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        await afternoon.Finn.Modal.Close();
    }

    /// <summary>When each part of it was there, in milliseconds.</summary>
    static async Task<Dictionary<string, double>> Watch(Afternoon afternoon, Stopwatch watch)
    {
        await Task.Yield();
        var seen = new Dictionary<string, double>();
        var patience = Stopwatch.StartNew();
        while (seen.Count < 5 && patience.Elapsed < TimeSpan.FromSeconds(20))
        {
            // From the press on, which comes some calls after the command.
            if (afternoon.Workspace.Conversations.All.All(c => c.Name != "inc-2-orders-are-late") && !seen.ContainsKey("channel"))
            {
                if (!IsSent(afternoon)) watch.Restart();
            }
            else
            {
                var channel = afternoon.Workspace.Conversations["inc-2-orders-are-late"];
                var messages = afternoon.Ana.Messages(channel.Id).ToList();
                seen.TryAdd("channel", watch.Elapsed.TotalMilliseconds);
                if (channel.Members.Contains(afternoon.Ana.Id)) seen.TryAdd("people", watch.Elapsed.TotalMilliseconds);
                if (messages.Any(m => m.Buttons.Contains("Resolve"))) seen.TryAdd("card", watch.Elapsed.TotalMilliseconds);
                if (messages.Any(m => m.Notified.Count > 0)) seen.TryAdd("call", watch.Elapsed.TotalMilliseconds);
                if (afternoon.Finn.Look("INC-2", "#data-incidents") is not null)
                    seen.TryAdd("announcement", watch.Elapsed.TotalMilliseconds);
            }

            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        return seen;
    }

    /// <summary>The form is answered, so that the incident is on disk and Slack hears of it.</summary>
    static bool IsSent(Afternoon afternoon) => afternoon.Finn.ModalOrNone is { SubmitLabel: null };
}
