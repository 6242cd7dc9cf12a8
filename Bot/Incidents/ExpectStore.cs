using System.Data;
using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Alerts that an incident expects. Times are unix milliseconds of workspace time.</summary>
public sealed record ExpectationRow(long Id, long Incident, string Kind, string Value, long Until)
{
    public Expectation Expectation => new(Choices.Read(Kind, ExpectedBy.Job), Value);
}

/// <summary>The rows of what incidents expect.</summary>
public static class ExpectStore
{
    const string Columns = "id, incident, kind, value, until";

    public static List<ExpectationRow> Of(IDbConnection db, long incident) => db.Query<ExpectationRow>(
        $"select {Columns} from expectations where incident = @incident and ended_at is null order by id",
        new { incident }).ToList();

    /// <summary>Expects it until then; what is expected already is expected until then instead.</summary>
    public static void Expect(Tx tx, long incident, Expectation what, long until, string by)
    {
        var kind = what.By.ToString().ToLowerInvariant();
        var changed = tx.Db.Execute(
            """
            update expectations set until = @until
            where incident = @incident and kind = @kind and value = @Value and ended_at is null
            """,
            new { incident, kind, what.Value, until });
        if (changed == 0)
            tx.Db.Execute(
                """
                insert into expectations (incident, kind, value, until, made_by, made_at)
                values (@incident, @kind, @Value, @until, @by, @Now)
                """,
                new { incident, kind, what.Value, until, by, tx.Now });
    }

    /// <summary>The titles of the alerts that were expected and came, those before a merge too.</summary>
    public static List<string> Came(IDbConnection db, ExpectationRow row) => db.Query<string>(
        """
        with recursive parts(number) as (
            select cast(@Incident as bigint)
            union select i.number from incidents i join parts p on i.merged_into = p.number)
        select distinct after from history where subject in (select 'incident:' || number from parts)
            and verb = @verb and before = @id order by after
        """,
        new { row.Incident, verb = IncidentFacts.Expected.Word, id = row.Id.ToString(CultureInfo.InvariantCulture) }).ToList();

    /// <summary>What one incident expects another one does from now on.</summary>
    public static void Move(Tx tx, long from, long to)
    {
        MergeStore.Note(tx, from, MergeStore.Expectation, Of(tx.Db, from).ConvertAll(e => e.Id));
        // What both expect the other expects already.
        tx.Db.Execute(
            """
            update expectations set ended_at = @Now where incident = @from and ended_at is null and exists (
                select 1 from expectations o where o.incident = @to and o.ended_at is null
                    and o.kind = expectations.kind and o.value = expectations.value)
            """,
            new { from, to, tx.Now });
        tx.Db.Execute(
            "update expectations set incident = @to where incident = @from and ended_at is null", new { from, to });
    }

    /// <summary>It expects again what it did, as far as that is not over.</summary>
    public static void Return(Tx tx, long from, long to)
    {
        var moved = MergeStore.Numbers(tx.Db, from, MergeStore.Expectation);
        if (moved.Count == 0) return;
        tx.Db.Execute(
            """
            update expectations set incident = @from, ended_at = null
            where incident in (@from, @to) and id in @moved and until > @Now
            """,
            new { from, to, moved, tx.Now });
    }

    /// <summary>The open incident that expects an alert; of several the one that was told so last.</summary>
    public static ExpectingIncident? Expecting(Tx tx, Alert alert) => tx.Db.Query<ExpectationRow>(
        $"""
        select {Columns} from expectations where ended_at is null and until > @Now
            and incident in (select number from incidents where {IncidentStore.IsOpen})
        order by id desc
        """,
        new { tx.Now }).Where(row => row.Expectation.Matches(alert))
        .Select(row => new ExpectingIncident(row.Incident, IncidentRow.LabelOf(row.Incident), row.Id, row.Expectation.What))
        .FirstOrDefault();

    /// <summary>Those whose time is over, and those of incidents that have ended.</summary>
    public static List<ExpectationRow> Due(IDbConnection db, long now) => db.Query<ExpectationRow>(
        $"""
        select {Columns} from expectations where ended_at is null and (until <= @now
            or incident in (select number from incidents where {IncidentStore.IsOver})) order by id
        """,
        new { now }).ToList();

    public static void End(Tx tx, long id) =>
        tx.Db.Execute("update expectations set ended_at = @Now where id = @id", new { tx.Now, id });
}
