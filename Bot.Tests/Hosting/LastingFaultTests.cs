using System.Net;
using Bot.Delivery;
using Bot.Hosting;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

/// <summary>
/// Takes each table away in turn while people, alerts and the clock go on: whatever reads or writes it fails, and nothing may
/// end.
/// </summary>
public sealed class LastingFaultTests
{
    // Each time those of every fourth table, all of them with LONG=1.
    static readonly int Share = Environment.GetEnvironmentVariable("LONG") == "1" ? 1 : 4;

    [Fact]
    public async Task A_fault_in_any_table_never_ends_the_bot_which_goes_on_once_it_is_cured()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Expect(TestStore.IsPostgres ? "does not exist" : "no such table");
        await afternoon.Rotation("ana", "ben");
        await using var db = afternoon.Store.Open();
        var tables = TestStore.Tables(db);
        Assert.True(tables.Count > 30, "Too few tables to be all.");
        var idle = afternoon.Workspace.IdleChecks.ToList();
        foreach (var table in tables.Where((_, n) => n % Share == 0))
        {
            // What fails is tried again for as long as it fails, so that nobody settles meanwhile.
            afternoon.Workspace.IdleChecks.Clear();
            db.Execute($"alter table {table} rename to {table}_away");
            await Busy(afternoon, table);
            db.Execute($"alter table {table}_away rename to {table}");
            foreach (var check in idle) afternoon.Workspace.IdleChecks.Add(check);
            // The pauses grow with each failure: nobody waits for them here.
            await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update wakes set due_at = 0"));
            await IsWell(afternoon, table);
        }
    }

    static async Task Busy(Afternoon afternoon, string table)
    {
        afternoon.Clock.Advance(TimeSpan.FromMinutes(1));
        await afternoon.Get<Ticker>().Look(TestContext.Current.CancellationToken);
        await Try(() => afternoon.Alert(new { title = $"While {table} is away", deduplication_key = table }));
        await Try(() => afternoon.Ana.Slash("/incident list"));
        await Try(() => afternoon.Ana.Slash($"/incident Without {table}"));
        await Try(async () => await afternoon.Ana.Modal.Submit());
        await Try(async () => await afternoon.Ana.Modal.Close());
    }

    /// <summary>People and CI see that it does not work; the test looks at what is left of the bot.</summary>
    static async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is SandboxException or HttpRequestException)
        {
            // They try again later.
        }
    }

    static async Task IsWell(Afternoon afternoon, string table)
    {
        await afternoon.Settle();
        await afternoon.Get<Ticker>().Look(TestContext.Current.CancellationToken);
        await afternoon.Settle();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        var ready = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        Assert.True(
            ready.StatusCode == HttpStatusCode.OK,
            $"After {table} was away: {await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        Assert.Null(afternoon.Get<SlackLife>().Ended);
        await afternoon.Ana.Slash($"/incident After {table}");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Close();
        var known = afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
            "select count(*) from incidents where name = @name and channel_id is not null", new { name = $"After {table}" }));
        Assert.True(known == 1, $"After {table} was away, an incident did not get its channel.");
    }
}
