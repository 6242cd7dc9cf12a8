using System.Net;
using System.Text;
using Bot.Domain.Alerts;
using Bot.Storage;
using Bot.Tests.Hosting;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>Whatever key a sender sends is kept, on either store, and known again.</summary>
public sealed class LongKeyTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    static object Alert(string key, string status = "firing") =>
        new { title = "Orders are late", deduplication_key = key, status, metadata = new { branch = "main" } };

    /// <summary>Letters that no store packs into less room.</summary>
    static string Letters(int count, int first, int last)
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, count).Select(_ => char.ConvertFromUtf32(random.Next(first, last))));
    }

    static string Chinese(int count) => Letters(count, 0x4e00, 0x9fa5);

    [Theory]
    [InlineData(true, 1000, 0x4e00)]
    [InlineData(true, 700, 0x4e00)]
    [InlineData(true, 500, 0x1f300)]
    [InlineData(true, 6000, 0x4e00)]
    [InlineData(true, 1000, '!')]
    [InlineData(false, 1000, 0x4e00)]
    [InlineData(false, 6000, '!')]
    public async Task A_long_key_opens_an_incident_and_its_recovery_is_about_the_same(bool isShared, int count, int first)
    {
        await using var afternoon = await Afternoon.Begin(isShared: isShared);
        var key = Letters(count, first, first + 90);
        using var fired = await afternoon.Alert(Alert(key));
        Assert.Equal(HttpStatusCode.Accepted, fired.StatusCode);
        using var again = await afternoon.Alert(Alert(key));
        Assert.Contains("2 times", afternoon.Card("#inc-1-orders-are-late").Text, StringComparison.Ordinal);
        await afternoon.Alert(Alert(key, "resolved"));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-orders-are-late").Text, StringComparison.Ordinal);
        Assert.Null(afternoon.Finn.Look("INC-2"));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("deduplication_key")]
    [InlineData("status")]
    [InlineData("source_url")]
    [InlineData("metadata")]
    public async Task Letters_that_a_store_has_no_place_for_keep_no_alert_from_being_kept(string field)
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        foreach (var odd in new[] { "\\u0000", "\\ud800", "\\udc00x", "\\ufffe\\uffff", "\0", "\\u001b[31m", Chinese(9000) })
        {
            var value = field == "metadata"
                ? $$"""{"branch": "main{{odd}}", "environment": "{{odd}}", "{{odd}}": "x", "job": "j{{odd}}"}"""
                : $"\"https://ci.example.com/{odd}a\"";
            using var kept = await afternoon.Alert($$"""{"title": "Orders", "{{field}}": {{value}}}""");
            Assert.Equal(HttpStatusCode.Accepted, kept.StatusCode);
        }
    }

    [Fact]
    public async Task A_long_key_of_an_older_file_is_what_its_sender_sends_after_the_upgrade_and_moves()
    {
        await using var there = TestStore.OnPostgres();
        var (raw, cut) = (Chinese(1000), $"{Chinese(935)}…{new string('a', 64)}");
        using (var db = scratch.File().Open())
        {
            foreach (var script in SqliteMigrations.Scripts) Before(db, script, "0025");
            foreach (var key in new[] { raw, cut, "short" })
                db.Execute(
                    """
                    insert into alerts (at, source, key, title, description, status, status_word, metadata, read_leniently, body,
                        decision, reason)
                    values (1, 'ci', @key, 'late', '', 'firing', '', '{}', 0, x'00', 'joined', '');
                    insert into incidents (id, name, status, severity, affected, born, declared_at)
                    values (@key, 'late', 'triage', 'minor', 'notsure', 'alert', 4);
                    insert into incident_alerts (incident, key, title, count, first_at, last_at, firing, joined_at)
                    values (last_insert_rowid(), 'ci/' || @key, 'late', 1, 1, 1, 1, 1);
                    """,
                    new { key });
        }

        using (var database = scratch.Open())
        {
            string[] kept = [DeduplicationKey.Cut(raw), DeduplicationKey.Cut(cut), "short"];
            Assert.EndsWith(cut[^65..], kept[1], StringComparison.Ordinal);
            Assert.Equal(kept, database.Read(db => db.Query<string>("select key from alerts order by id").ToList()));
            Assert.Equal(
                kept.Select(key => $"ci/{key}"),
                database.Read(db => db.Query<string>("select key from incident_alerts order by incident").ToList()));
        }

        using (var db = scratch.File().Open()) db.Execute("update incidents set id = number");
        MoveStore.Run($"Data Source={scratch.Path}", there.ConnectionString, TextWriter.Null);
        await using var moved = there.Open();
        Assert.Equal(3, moved.ExecuteScalar<long>("select count(*) from incident_alerts"));
    }

    static void Before(System.Data.IDbConnection db, string script, string end)
    {
        if (script.Contains(end, StringComparison.Ordinal)) return;
        using var reader = new StreamReader(typeof(SqliteMigrations).Assembly.GetManifestResourceStream(script)!, Encoding.UTF8);
        db.Execute(reader.ReadToEnd());
        db.Execute(
            "create table if not exists SchemaVersions (SchemaVersionID integer primary key, ScriptName text, Applied datetime)");
        db.Execute("insert into SchemaVersions (ScriptName, Applied) values (@script, '2026-01-01')", new { script });
    }
}
