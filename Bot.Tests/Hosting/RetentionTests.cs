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
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Equal(0, Count(afternoon, "posts where slot like 'incident:1:%'"));
        Assert.Equal(0, Count(afternoon, "marks where slot like 'incident:1:%'"));
        Assert.NotEqual(0, Count(afternoon, "posts where slot like 'incident:2:%'"));
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        afternoon.Ana.Sees("opened this again", "#inc-1-orders-are-late");
        Assert.Equal(1, Count(afternoon, "posts where slot = 'incident:1:card' and ts is not null"));
    }

    [Fact]
    public async Task Old_history_goes_but_how_settings_and_rotations_became_what_they_are()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Retention:History"] = "20" });
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Pass(TimeSpan.FromDays(21));
        var before = (afternoon.Clock.GetUtcNow() - TimeSpan.FromDays(20)).ToUnixTimeMilliseconds();
        Assert.Equal(0, Count(afternoon, $"history where subject like 'incident:%' and at < {before}"));
        Assert.NotEqual(0, Count(afternoon, $"history where subject like 'rotation:%' and at < {before}"));
    }
}
