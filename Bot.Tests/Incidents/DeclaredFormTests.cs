using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>The form of whoever declared something and waits for its channel, which Slack makes a little later.</summary>
public sealed class DeclaredFormTests
{
    const string Waits = "Its channel is being made";

    /// <summary>Sends the form and returns while the channel is still to be made.</summary>
    static async Task<Task> Declare(Afternoon afternoon, int retryAfter)
    {
        afternoon.Workspace.Faults.On("conversations.create").RateLimited(times: 1, retryAfter);
        await afternoon.Finn.Slash("/incident Orders are late");
        var form = afternoon.Finn.Modal;
        var sent = Task.Run(async () => await form.Submit(), TestContext.Current.CancellationToken);
        await Wait.Until(() => Forms(afternoon) == 1 && Shows(afternoon, Waits));
        return sent;
    }

    static bool Shows(Afternoon afternoon, string text) =>
        afternoon.Finn.Modal.Text.Contains(text, StringComparison.Ordinal);

    static long Forms(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>("select count(*) from declared_forms"));

    [Fact]
    public async Task Is_shown_the_way_though_the_bot_was_started_anew_meanwhile()
    {
        await using var afternoon = await Afternoon.Begin();
        var sent = await Declare(afternoon, retryAfter: 4);
        await afternoon.Stop();
        Assert.Contains(Waits, afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Start();
        await sent;
        await Wait.Until(() => Shows(afternoon, "Go to #inc-1-orders-are-late") && Forms(afternoon) == 0);
    }

    [Fact]
    public async Task Is_left_as_it_is_once_nobody_can_be_waiting_any_more_and_forgotten_with_the_next()
    {
        await using var afternoon = await Afternoon.Begin();
        var sent = await Declare(afternoon, retryAfter: 4);
        await afternoon.Get<Database>().Change(tx =>
            tx.Db.Execute("update declared_forms set opened_wire = opened_wire - 3600000"));
        await sent;
        Assert.Contains(Waits, afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(1, Forms(afternoon));
        await afternoon.Finn.Modal.Close();
        await afternoon.Finn.Slash("/incident Stock is wrong");
        await afternoon.Finn.Modal.Submit();
        Assert.Contains("Go to #inc-2-stock-is-wrong", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.Equal(0, Forms(afternoon));
    }
}
