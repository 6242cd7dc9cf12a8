using Bot.Delivery;
using Bot.Incidents;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Hosting;

/// <summary>Things are kept for as long as somebody may want them, and what is open stays.</summary>
public sealed class RetentionTests
{
    static readonly object Failure = new
    {
        title = "Orders are late",
        deduplication_key = "orders",
        status = "firing",
        metadata = new { branch = "main" },
    };

    const string Channel = "#inc-1-orders-are-late";

    static long Count(Afternoon afternoon, string of) =>
        afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>($"select count(*) from {of}"));

    [Fact]
    public async Task Equal_bodies_are_kept_once_and_go_after_their_days_while_the_ledger_stays()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Retention:Bodies"] = "3" });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Failure);
        await afternoon.Pass(TimeSpan.FromDays(2));
        await afternoon.Alert(Failure);
        await afternoon.Alert(new { title = "Table 2", status = "firing" });
        Assert.Equal((3, 2), (Count(afternoon, "alerts"), Count(afternoon, "bodies")));
        // Kept since it came last.
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Equal(2, Count(afternoon, "bodies"));
        await afternoon.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Equal((3, 0), (Count(afternoon, "alerts"), Count(afternoon, "bodies")));
        // What comes once more is kept anew.
        await afternoon.Alert(Failure);
        Assert.Equal((4, 1), (Count(afternoon, "alerts"), Count(afternoon, "bodies")));
    }

    [Fact]
    public async Task Of_an_incident_that_is_over_the_messages_are_forgotten_and_are_shown_anew_when_it_comes_back()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Retention:Posts"] = "10" });
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Ana.Declares("Table 2 is open");
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromDays(9));
        Assert.NotEqual(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        // Its channel is not put away yet.
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.NotEqual(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        await afternoon.Pass(TimeSpan.FromDays(4));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        Assert.Equal(0, Count(afternoon, "marks where slot like 'incident:1:%'"));
        Assert.NotEqual(0, Count(afternoon, "posts where slot like 'incident:2:%'"));
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        afternoon.Ana.Sees("opened this again", "#inc-1-orders-are-late");
        Assert.Equal(1, Count(afternoon, "posts where slot = 'incident:1:card' and ts is not null"));
    }

    static List<string> Said(Afternoon afternoon) =>
        new[] { "#data-incidents", Channel }.SelectMany(c => afternoon.Ana.Messages(c)).Select(m => m.Text)
            .Where(text => !text.EndsWith("archived the channel", StringComparison.Ordinal)).ToList();

    static async Task<Afternoon> Resolved(Dictionary<string, string?>? settings = null, bool isNeverPutAway = false)
    {
        var afternoon = await Afternoon.Begin(settings: settings);
        if (isNeverPutAway)
            await afternoon.Get<Database>().Change(tx => IncidentSettings.ArchiveAfter.Set(tx, null, afternoon.Ana.Id));
        await afternoon.Alert(Failure);
        await afternoon.Ana.Slash("/incident update 1 The load runs again", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        return afternoon;
    }

    [Fact]
    public async Task An_incident_of_which_people_spoke_for_three_months_is_not_announced_again_when_its_channel_is_archived()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Joins(Channel);
        for (var i = 0; i < 9; i++)
        {
            await afternoon.Pass(TimeSpan.FromDays(10));
            await afternoon.Ana.Says(Channel, $"The report, part {i}.");
        }

        var before = Said(afternoon);
        for (var i = 0; i < 20; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.StartsWith("Archived 97 days", Assert.Single(Said(afternoon).Except(before)), StringComparison.Ordinal);
        Assert.Equal(before.Count + 1, Said(afternoon).Count);
        Assert.True(afternoon.Workspace.Conversations[Channel[1..]].Archived);
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_forgotten_of_an_incident_is_not_said_again_when_its_alert_recovers_late(bool isNeverPutAway)
    {
        await using var afternoon = await Resolved(new() { ["Retention:Posts"] = "10" }, isNeverPutAway);
        for (var i = 0; i < 16; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        var before = Said(afternoon);
        await afternoon.Alert(new
        {
            title = "Orders are late",
            deduplication_key = "orders",
            status = "resolved",
            metadata = new { branch = "main" },
        });
        await afternoon.Get<Database>().Wake(IncidentRow.SubjectOf(1));
        await afternoon.Settle();
        Assert.Equal(before, Said(afternoon));
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
    }

    /// <summary>What is new has not been forgotten: people who add to the story see it, once, and nothing else with it.</summary>
    [Fact]
    public async Task A_note_about_an_incident_that_was_forgotten_is_said_once_and_forgotten_too()
    {
        await using var afternoon = await Resolved(new() { ["Retention:Posts"] = "10" }, isNeverPutAway: true);
        for (var i = 0; i < 12; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        var before = Said(afternoon);
        await afternoon.Ana.Slash("/incident update 1 The report is out", "#data-team");
        await afternoon.Ana.Modal.Submit();
        var added = Assert.Single(Said(afternoon).Except(before));
        Assert.Contains("The report is out", added, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        await afternoon.Get<Database>().Wake(IncidentRow.SubjectOf(1));
        await afternoon.Settle();
        Assert.Equal(before.Count + 1, Said(afternoon).Count);
        // Archived after all, and open again: updates that stand there are not said again.
        await afternoon.Get<Database>().Change(tx => IncidentSettings.ArchiveAfter.Set(tx, 14, afternoon.Ana.Id));
        for (var i = 0; i < 16; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.True(afternoon.Workspace.Conversations[Channel[1..]].Archived);
        Assert.Equal(before.Count + 2, Said(afternoon).Count);
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        Assert.Single(Said(afternoon), text => text == added);
        Assert.Equal(before.Count(IsOlder), Said(afternoon).Count(IsOlder));

        static bool IsOlder(string text) => text.Contains("The load runs again", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_history_goes_but_how_settings_and_rotations_became_what_they_are()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Retention:History"] = "20" });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Declares("Table 2 is open");
        var open = Count(afternoon, "history where subject = 'incident:2'");
        await afternoon.Pass(TimeSpan.FromDays(21));
        var before = (afternoon.Clock.GetUtcNow() - TimeSpan.FromDays(20)).ToUnixTimeMilliseconds();
        Assert.Equal(0, Count(afternoon, $"history where subject = 'incident:1' and at < {before}"));
        Assert.NotEqual(0, Count(afternoon, $"history where subject like 'rotation:%' and at < {before}"));
        // What is open stays whole, and goes when it is over.
        Assert.Equal(open, Count(afternoon, $"history where subject = 'incident:2' and at < {before}"));
        await afternoon.Ana.Slash("/incident resolve 2", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Count(afternoon, $"history where subject = 'incident:2' and at < {before}"));
    }

    [Fact]
    public async Task A_channel_is_put_away_no_sooner_because_history_is_kept_for_less_long()
    {
        await using var afternoon = await Resolved(new() { ["Retention:History"] = "2" });
        await afternoon.Pass(TimeSpan.FromDays(8));
        await afternoon.Get<Database>().Change(tx => tx.Note(IncidentRow.SubjectOf(1), IncidentFacts.Fix, afternoon.Ana.Id));
        for (var i = 0; i < 6; i++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.False(afternoon.Workspace.Conversations[Channel[1..]].Archived);
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.True(afternoon.Workspace.Conversations[Channel[1..]].Archived);
    }

    [Fact]
    public async Task As_much_is_forgotten_in_a_minute_as_comes_in_within_one()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Retention:Bodies"] = "3" });
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "insert into bodies (hash, bytes, at) values (@hash, @bytes, @Now)",
            Enumerable.Range(0, 1700).Select(i => new { hash = $"alert:{i}", bytes = new byte[] { 1 }, tx.Now })));
        await afternoon.Pass(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        Assert.Equal(0, Count(afternoon, "bodies"));
    }

    [Fact]
    public async Task Other_work_of_the_clock_waits_for_no_more_than_a_bounded_number_of_rounds()
    {
        await using var afternoon = await Afternoon.Begin();
        var rounds = 0;
        var retention = new Retention(afternoon.Get<Database>(), new());
        retention.Keep(kept => kept.Bodies, (_, _, most) =>
        {
            rounds++;
            return most;
        });
        await retention.Look(afternoon.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Equal(40, rounds);
    }
}
