using Bot.Delivery;
using Bot.Incidents;
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
        await NoTwins(afternoon);
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

    [Fact]
    public async Task A_card_that_was_deleted_comes_back_once()
    {
        await using var afternoon = await Begin();
        await afternoon.Another();
        await afternoon.Alert(Failed);
        var channel = Channel(afternoon).Id;
        await afternoon.Ivy.Joins($"#{Channel(afternoon).Name}");
        var card = afternoon.Ivy.Messages(channel).Single(m => m.IsPinned);
        afternoon.Workspace.Do(() => card.Posted.Deleted = true);
        afternoon.Workspace.Faults.On("chat.update").Delay(Asleep);
        var again = afternoon.Alert(Failed);
        await Wait.Until(() => afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<string?>("select claimed_by from wakes where subject = 'incident:1'")) is not null);
        await TakenByAnother(afternoon, "select 1");
        await Task.Delay(2 * Asleep, TestContext.Current.CancellationToken);
        await again;
        await afternoon.Settle();
        await NoTwins(afternoon);
        Assert.Single(afternoon.Ivy.Messages(channel), m => m.Buttons.Contains("Resolve") && !m.IsDeleted);
    }

    [Fact]
    public async Task What_another_has_by_the_rows_is_left_to_it()
    {
        await using var afternoon = await Begin();
        var claims = new Claims(afternoon.Get<Database>(), afternoon.Get<SharedPauses>());
        var database = afternoon.Get<Database>();
        await database.Change(tx => tx.Db.Execute(
            """
            insert into wakes (subject, lane, version, due_at, tries, claimed_by, claimed_until) values
                ('mine:1', 9, 1, 0, 0, @Self, @until), ('its:1', 9, 1, 0, 0, 'other', @until)
            """,
            new { database.Self, until = tx.WireNow + 60_000 }));
        Assert.Equal(["mine:1"], (await claims.Renew()).Where(s => s.EndsWith(":1", StringComparison.Ordinal)));
        await database.Change(tx => tx.Db.Execute("delete from wakes where lane = 9"));
    }

    /// <summary>A look at the channel and the incident itself find it lost at the same moment.</summary>
    [Fact]
    public async Task A_lost_channel_is_given_up_once()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Failed);
        var channel = Channel(afternoon);
        afternoon.Workspace.Faults.On("conversations.unarchive").Delay(TimeSpan.FromSeconds(1), times: 2);
        afternoon.Workspace.Faults.On("conversations.join").Refuse("is_archived");
        afternoon.Workspace.Do(() => channel.Archived = true);
        var again = afternoon.Alert(Failed);
        await afternoon.Get<Database>().Wake($"{LookAtChannels.Prefix}:{channel.Id}");
        await again;
        await afternoon.Settle();
        Assert.Equal(1, afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
            "select count(*) from history where subject = 'incident:1' and verb = @Word", new { IncidentFacts.NoChannel.Word })));
        var now = afternoon.Workspace.Conversations.All.Last(c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
        await afternoon.Ivy.Joins($"#{now.Name}");
        Assert.Single(
            afternoon.Ivy.Messages(now.Id), m => m.Text.Contains("INC-1 goes on here", StringComparison.Ordinal));
        Assert.Single(afternoon.Ivy.Messages(now.Id), m => m.IsPinned);
    }

    static readonly object Failed =
        new { title = "orders failed", deduplication_key = "orders", metadata = new { branch = "main" } };

    static async Task Declare(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident Orders are late");
        await Wait.Until(() => afternoon.Ana.ModalOrNone is not null);
        await afternoon.Ana.Modal.Submit();
    }

    static Task NoTwins(Afternoon afternoon) => Wait.Until(() => !afternoon.Get<Database>().Read(
        db => db.Query<string>("select subject from wakes").Any(s => s.StartsWith("twin", StringComparison.Ordinal))));

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
