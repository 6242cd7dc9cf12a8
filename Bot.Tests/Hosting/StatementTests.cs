using System.Text.RegularExpressions;
using Bot.Home;
using Bot.Incidents;
using Bot.People;
using Bot.Requests;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Hosting;

/// <summary>What is done again and again costs the same however much there is of what it does not show.</summary>
public sealed class StatementTests
{
    const int Added = 12;

    static readonly object Failure = new
    {
        title = "Orders are late",
        deduplication_key = "orders",
        status = "firing",
        metadata = new { branch = "main" },
    };

    readonly StatementCount count = new();

    async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin(services: count.Register);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(Failure);
        return afternoon;
    }

    static Func<Task> Wake(Afternoon afternoon) => async () =>
    {
        await afternoon.Get<Database>().Wake(IncidentRow.SubjectOf(1));
        await afternoon.Settle();
    };

    static async Task Updates(Afternoon afternoon, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await afternoon.Ana.Slash($"/incident update 1 It is better now, look {i}");
            await afternoon.Ana.Modal.Submit();
        }
    }

    [Fact]
    public async Task An_incident_is_brought_to_Slack_by_as_much_SQL_after_many_updates_and_failures_as_after_one()
    {
        await using var afternoon = await Begin();
        await Updates(afternoon, 1);
        var few = await count.During(Wake(afternoon));
        await Updates(afternoon, Added);
        for (var i = 0; i < Added; i++) await afternoon.Alert(Failure);
        IsNoMore(few, await count.During(Wake(afternoon)));
    }

    [Fact]
    public async Task An_alert_is_taken_in_by_as_much_SQL_as_the_first_of_its_incident_was()
    {
        await using var afternoon = await Begin();
        var few = await count.During(() => afternoon.Alert(Failure));
        await Updates(afternoon, Added);
        for (var i = 0; i < Added; i++) await afternoon.Alert(new { title = $"Other {i}", status = "firing" });
        IsNoMore(few, await count.During(() => afternoon.Alert(Failure)));
    }

    [Fact]
    public async Task A_Home_is_drawn_by_as_much_SQL_with_many_incidents_as_with_those_that_it_shows()
    {
        await using var afternoon = await Begin();
        for (var i = 0; i < 5; i++) await afternoon.Alert(new { title = $"Table {i}", status = "firing" });
        var now = afternoon.Clock.GetUtcNow();
        Task Draw() => Task.FromResult(afternoon.Get<Database>().Read(db =>
            afternoon.Get<HomePages>().Of(db, afternoon.Ivy.Id, now)));
        var few = await count.During(Draw);
        for (var i = 5; i < 5 + Added; i++) await afternoon.Ana.Declares($"Table {i}");
        IsNoMore(few, await count.During(Draw));
    }

    [Fact]
    public async Task A_merge_and_its_undo_cost_as_much_SQL_with_many_kinds_that_both_have_as_with_few()
    {
        await using var afternoon = await Begin();
        await afternoon.Alert(new { title = "Stock is wrong", status = "firing" });
        async Task Both(int from, int to)
        {
            await afternoon.Get<Database>().Change(tx => Insert(tx, from, to));
            await afternoon.Settle();
        }

        void Insert(Tx tx, int from, int to)
        {
            for (var nth = from; nth < to; nth++)
                tx.Db.Execute(
                    """
                    insert into incident_alerts (incident, key, title, metadata, count, first_at, last_at, joined_at, firing,
                        red_since)
                    select incident, @key, title, metadata, 1, first_at, last_at, joined_at, 1, red_since
                    from incident_alerts where key not like 'k%'
                    """,
                    new { key = $"k{nth}" });
            foreach (var incident in (long[])[1, 2]) IncidentStore.CountKindsAnew(tx, incident);
        }

        async Task MergeAndUndo()
        {
            await afternoon.Ben.Slash("/incident merge 2 into 1");
            await afternoon.Ben.Modal.Submit();
            await afternoon.Ben.Slash("/incident unmerge 2");
        }

        await Both(0, 2);
        var few = await count.During(MergeAndUndo);
        await Both(2, 2 + 2 * Added);
        IsNoMore(few, await count.During(MergeAndUndo));
    }

    [Fact]
    public async Task The_list_of_requests_is_read_by_as_much_SQL_with_many_private_ones_as_with_few()
    {
        await using var afternoon = await Begin();
        var asked = 0;
        Task Ask(int count) => afternoon.Get<Database>().Change(tx =>
        {
            for (var nth = 0; nth < count; nth++)
            {
                var ts = $"1772532000.{++asked:000000}";
                RequestStore.Ask(
                    tx, tx.Db.QuerySingle<string>("select id from rotations"),
                    new HeardPost("C1", ts, afternoon.Finn.Id, "is it late?") { Thread = ts }, afternoon.Finn.Id,
                    new(IsPrivate: true, IsFollowed: false));
            }

            tx.Db.Execute("delete from wakes where subject like 'request:%'");
        });
        Task Read() => Task.FromResult(afternoon.Get<ListRequests>().Of(afternoon.Ana.Id));
        Task ReadOfNone() => Task.FromResult(afternoon.Get<ListRequests>().Of(afternoon.Emi.Id));
        await Ask(15);
        var few = (await count.During(Read), await count.During(ReadOfNone));
        await Ask(2 * Added);
        IsNoMore(few.Item1, await count.During(Read));
        IsNoMore(few.Item2, await count.During(ReadOfNone));
    }

    /// <summary>Each of them seeks in an index that is in its order already.</summary>
    [Theory]
    [InlineData("limit 500) as due", "SCAN wakes")]
    [InlineData("min(due_at) from wakes where lane", "SCAN wakes")]
    [InlineData("forgotten_at <= opened_at", "SCAN i")]
    public async Task What_is_due_is_found_without_a_look_at_what_is_not(string named, string scan)
    {
        Assert.SkipWhen(TestStore.IsPostgres, "The plans are SQLite's.");
        await using var afternoon = await Begin();
        var seen = await count.AllDuring(() => afternoon.Pass(TimeSpan.FromMinutes(2)));
        var looks = seen.Where(sql => sql.TrimStart().StartsWith("select", StringComparison.Ordinal)
            && sql.Contains(named, StringComparison.Ordinal) && !sql.Contains("count(*)", StringComparison.Ordinal)).Distinct();
        Assert.NotEmpty(looks);
        foreach (var sql in looks)
        {
            var plan = Plan(afternoon, sql);
            Assert.DoesNotContain(plan, step => step.StartsWith(scan, StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    /// <summary>What a command and a Home ask of the history and of private incidents does not grow with them.</summary>
    [Fact]
    public async Task A_channel_that_was_left_and_who_asks_for_access_are_found_by_an_index()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "The plans are SQLite's.");
        await using var afternoon = await Begin();
        var seen = await count.AllDuring(() =>
        {
            afternoon.Get<Database>().Read(db => IncidentStore.OfChannel(db, Viewer.Bot, "C0NONE"));
            afternoon.Get<Database>().Read(db => AskAccess.WhoAsks(db, Viewer.Of(afternoon.Ana.Id), afternoon.Ana.Id, default));
            return Task.CompletedTask;
        });
        var asked = seen.Where(sql => sql.Contains("'no channel'", StringComparison.Ordinal)
            || sql.Contains("i.private = 1 and i.lead", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(2, asked.Count);
        foreach (var sql in asked)
            Assert.DoesNotContain(Plan(afternoon, sql), step =>
                step.StartsWith("SCAN history", StringComparison.Ordinal) || step.StartsWith("SCAN i", StringComparison.Ordinal));
    }

    /// <summary>
    /// No statement is run once more for each row that was added; what the clock looks for meanwhile comes now and then.
    /// </summary>
    static void IsNoMore(IReadOnlyList<string> few, IReadOnlyList<string> many)
    {
        var before = few.CountBy(Shape).ToDictionary();
        var more = many.CountBy(Shape).Where(s => s.Value - before.GetValueOrDefault(s.Key) >= Added)
            .Select(s => $"{before.GetValueOrDefault(s.Key)} → {s.Value}: {s.Key}").ToList();
        Assert.True(more.Count == 0, $"{few.Count} → {many.Count}\n{string.Join('\n', more)}");
    }

    static List<string> Plan(Afternoon afternoon, string sql)
    {
        var values = new DynamicParameters();
        foreach (Match name in Regex.Matches(sql, "@([A-Za-z]+)")) values.Add(name.Groups[1].Value, 1L);
        return afternoon.Get<Database>().Read(db =>
            db.Query<(long Id, long Parent, long NotUsed, string Detail)>($"explain query plan {sql}", values)
                .Select(step => step.Detail).ToList());
    }

    static string Shape(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line[..Math.Min(90, line.Length)];
    }
}
