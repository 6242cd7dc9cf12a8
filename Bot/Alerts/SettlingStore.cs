using System.Data;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>Alerts that are given time to recover before anybody is told.</summary>
static class SettlingStore
{
    sealed record Row(
        string Source, string Key, string Title, string Description, string? SourceUrl, string Metadata, string Opens,
        long FirstAt, long LastAt, long Count);

    const string Columns = "source, key, title, description, source_url, metadata, opens, first_at, last_at, count";

    public static WaitingAlert? Of(IDbConnection db, Alert alert) =>
        db.QueryFirstOrDefault<(long Count, string? Branch, string? Environment)?>(
            "select count, branch, environment from settling_alerts where source = @Source and key = @DeduplicationKey",
            new { alert.Source, alert.DeduplicationKey }) is var (count, branch, environment)
            ? new((int)count, branch, environment) : null;

    /// <summary>Begins its time with its first firing; the next ones count, and what is worse is opened as that.</summary>
    public static void Settle(Tx tx, Alert alert, RouteAction.Open opens) => tx.Db.Execute(
        """
        insert into settling_alerts (source, key, title, description, source_url, branch, environment, metadata, opens, until,
            first_at, last_at, count)
        values (@Source, @DeduplicationKey, @Title, @Description, @SourceUrl, @Branch, @Environment, @metadata, @opens, @until,
            @Now, @Now, 1)
        on conflict (source, key) do update set
            title = excluded.title, description = excluded.description,
            source_url = coalesce(excluded.source_url, settling_alerts.source_url), branch = excluded.branch,
            environment = excluded.environment, metadata = excluded.metadata, opens = excluded.opens, last_at = excluded.last_at,
            count = settling_alerts.count + 1
        """,
        new
        {
            alert.Source,
            alert.DeduplicationKey,
            alert.Title,
            alert.Description,
            alert.SourceUrl,
            alert.Branch,
            alert.Environment,
            metadata = JsonSerializer.Serialize(alert.Metadata),
            opens = RouteJson.Write(opens),
            until = tx.Now + (long)opens.WaitFirst.TotalMilliseconds,
            tx.Now,
        });

    /// <summary>It is looked at again then.</summary>
    public static void Later(Tx tx, Alert alert, DateTimeOffset at) => tx.Db.Execute(
        "update settling_alerts set until = @at where source = @Source and key = @DeduplicationKey",
        new { alert.Source, alert.DeduplicationKey, at = at.ToUnixTimeMilliseconds() });

    /// <summary>What was given time until before a restore was told then: returns how many.</summary>
    public static long AfterRestore(Tx tx) =>
        tx.Db.Execute("delete from settling_alerts where until <= @Now", new { tx.Now });

    /// <summary>It has recovered, or its time is over.</summary>
    public static void End(Tx tx, Alert alert) => tx.Db.Execute(
        "delete from settling_alerts where source = @Source and key = @DeduplicationKey",
        new { alert.Source, alert.DeduplicationKey });

    public static Waited? Find(IDbConnection db, Alert alert) => db.Query<Row>(
        $"select {Columns} from settling_alerts where source = @Source and key = @DeduplicationKey",
        new { alert.Source, alert.DeduplicationKey }).Select(Of).FirstOrDefault();

    /// <summary>Those whose time is over, the oldest first.</summary>
    public static List<Waited> Due(IDbConnection db, long now, int most) => db.Query<Row>(
        $"select {Columns} from settling_alerts where until <= @now order by until, source, key limit @most",
        new { now, most }).Select(Of).ToList();

    static Waited Of(Row row) => new(
        new()
        {
            Source = row.Source,
            DeduplicationKey = row.Key,
            Title = row.Title,
            Description = row.Description,
            SourceUrl = row.SourceUrl,
            Metadata = AlertJson.Metadata(row.Metadata),
        },
        row.FirstAt, row.LastAt, row.Count, RouteJson.ReadOpen(row.Opens))
    {
        // It may be night by now.
        HasWaited = false,
    };
}
