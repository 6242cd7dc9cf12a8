using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>
/// A bot stood still for longer than it had said that it keeps what it had taken: another has taken it, and then both are awake.
/// </summary>
public sealed class SleptReplicaTests
{
    static readonly TimeSpan Asleep = TimeSpan.FromSeconds(5);

    static Task<Afternoon> Begin() => Afternoon.Begin(isShared: true, settings: new()
    {
        ["Posts:LookAfter"] = "00:00:00.500",
        ["Posts:TwinAfter"] = "00:00:01",
    });

    [Fact]
    public async Task Of_what_both_have_said_one_message_stays()
    {
        await using var afternoon = await Begin();
        await afternoon.Another();
        // The card and the announcement.
        afternoon.Workspace.Faults.On("chat.postMessage").Delay(Asleep, times: 2);
        var declaring = Declare(afternoon);
        await TakenByAnother(afternoon, "select count(*) - 1 from posts where attempted_at is not null and ts is null");
        await Wait.Until(() => afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<long>("select count(*) from posts where ts is not null")) == 2, TimeSpan.FromSeconds(20));
        await Task.Delay(Asleep, TestContext.Current.CancellationToken);
        await declaring;
        await afternoon.Settle();
        await Wait.Until(() => !afternoon.Get<Database>().Read(
            db => db.Query<string>("select subject from wakes").Any(s => s.StartsWith("twin", StringComparison.Ordinal))));
        Assert.Single(
            afternoon.Ana.Messages("#data-incidents"),
            m => m.Posted.ThreadTs is null && m.Text.Contains("INC-1", StringComparison.Ordinal));
        Assert.Single(afternoon.Ana.Messages(Channel(afternoon).Id), m => m.Buttons.Contains("Resolve"));
    }

    [Fact]
    public async Task The_channel_that_the_other_made_is_the_incidents_for_both()
    {
        await using var afternoon = await Begin();
        await afternoon.Another();
        afternoon.Workspace.Faults.On("conversations.create").Delay(Asleep);
        var declaring = Declare(afternoon);
        await TakenByAnother(
            afternoon, "select count(*) from incidents where channel_name is not null and channel_id is null");
        await Wait.Until(() => afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<string?>("select channel_id from incidents")) is not null);
        await Task.Delay(Asleep, TestContext.Current.CancellationToken);
        await declaring;
        await afternoon.Settle();
        Assert.Equal(Channel(afternoon).Id, afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<string?>("select channel_id from incidents")));
    }

    static async Task Declare(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident Orders are late");
        await Wait.Until(() => afternoon.Ana.ModalOrNone is not null);
        await afternoon.Ana.Modal.Submit();
    }

    static Conversation Channel(Afternoon afternoon) =>
        Assert.Single(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-", StringComparison.Ordinal));

    /// <summary>Once it is so far, the half minute of whoever has the incident is over.</summary>
    static async Task TakenByAnother(Afternoon afternoon, string isSoFar)
    {
        var database = afternoon.Get<Database>();
        await Wait.Until(() => database.Read(db => db.ExecuteScalar<long>(isSoFar)) > 0);
        await database.Change(tx =>
        {
            tx.Db.Execute("update wakes set claimed_by = 'asleep', claimed_until = 0 where subject = 'incident:1'");
            tx.TellOthers();
        });
    }
}
