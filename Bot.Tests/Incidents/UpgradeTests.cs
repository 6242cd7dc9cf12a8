using System.Data;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Hosting;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>Incidents of a database from before their lives were kept.</summary>
public sealed class UpgradeTests
{
    const long At = 1_772_532_000_000, Ended = At + 600_000;

    static string Text(string script)
    {
        using var reader = new StreamReader(typeof(SqliteMigrations).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }

    [Fact]
    public async Task Old_incidents_keep_who_leads_who_is_waited_for_and_what_fixed_them()
    {
        using var scratch = new Scratch();
        using (var db = scratch.File().Open())
        {
            Apply(db, before: "0011");
            Old(db, 1, "triage", "on call", toldGroup: "S1");
            Old(db, 2, "investigating", "chosen by ana");
            Old(db, 3, "resolved", "on call", fix: "a retry");
        }

        using var database = scratch.Open();
        var (waits, led, over) = database.Read(db =>
            (IncidentStore.Find(db, Viewer.Bot, 1)!, IncidentStore.Find(db, Viewer.Bot, 2)!,
                IncidentStore.Find(db, Viewer.Bot, 3)!));
        Assert.True(waits is { IsWaiting: true, WaitingSince: At, Waitings: 1, Touched: false, LeadChosen: false });
        Assert.True(waits is { Since: At, OpenedAt: At });
        Assert.True(led is { IsWaiting: false, LeadChosen: true, Touched: true, Waitings: 0 });
        Assert.True(over is { IsFixKnown: true, FixedAt: Ended, ResolvedAt: Ended });
        var call = Assert.Single(database.Read(db => CallStore.OfWaiting(db, waits)));
        Assert.True(call is { Rung: CallStep.Group, UserGroup: "S1", Since: At, Waiting: 1 });
        // What was called is not called again, and the next waiting has calls of its own.
        await database.Change(tx => CallStore.Add(tx, waits, new(CallStep.Lead, ["U1"]), null));
        Assert.Equal(2, database.Read(db => CallStore.OfWaiting(db, waits)).Count);
    }

    [Fact]
    public void Old_incidents_belong_to_the_rotation_that_was_made_first_of_those_that_go_on()
    {
        using var scratch = new Scratch();
        using (var db = scratch.File().Open())
        {
            Apply(db, before: "0019");
            db.Execute(
                """
                insert into rotations (id, made_at, made_by, changes_at, ended_at)
                values ('over', 1, 'U1', 1, 5), ('second', 3, 'U1', 3, null), ('first', 2, 'U1', 2, null);
                insert into incidents (number, id, name, status, severity, affected, born, declared_at)
                values (1, 'one', 'late', 'resolved', 'minor', 'notsure', 'alert', 4)
                """);
        }

        using var database = scratch.Open();
        Assert.Equal("first", database.Read(db => db.ExecuteScalar<string>("select rotation from incidents")));
        Assert.Equal("first", database.Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!.Team));
    }

    static void Apply(IDbConnection db, string before)
    {
        db.Execute("create table SchemaVersions (SchemaVersionID integer primary key, ScriptName text, Applied datetime)");
        foreach (var script in SqliteMigrations.Scripts.TakeWhile(s => !s.Contains(before, StringComparison.Ordinal)))
        {
            db.Execute(Text(script));
            db.Execute("insert into SchemaVersions (ScriptName, Applied) values (@script, '2026-01-01')", new { script });
        }
    }

    static void Old(
        IDbConnection db, long number, string status, string why, string? toldGroup = null, string? fix = null) => db.Execute(
        """
        insert into incidents (number, id, name, status, severity, affected, born, declared_at, lead, lead_why, resolved_at, fix,
            told_group)
        values (@number, @id, 'late', @status, 'minor', 'notsure', 'alert', @At, 'U1', @why, @ended, @fix, @toldGroup)
        """,
        new { number, id = $"id {number}", status, At, why, ended = fix is null ? null : (long?)Ended, fix, toldGroup });
}
