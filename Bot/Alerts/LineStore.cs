using System.Data;
using Bot.Domain.Alerts;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>An alert that is one line in a channel. Times are unix milliseconds.</summary>
public sealed record LineRow(
    long Id, string Source, string? Channel, string Title, string? SourceUrl, long FirstAt, long LastAt, long Count, long? WellAt)
{
    public static string SubjectOf(long id) => $"{SayAlert.Prefix}:{id}";
}

/// <summary>The alerts that routes say in a channel: a row from the first firing to the recovery.</summary>
static class LineStore
{
    public static void Say(Tx tx, Alert alert, string? channel)
    {
        var id = tx.Db.ExecuteScalar<long>(
            """
            insert into alert_lines (source, key, channel, title, source_url, first_at, last_at, count)
            values (@Source, @DeduplicationKey, @channel, @Title, @SourceUrl, @Now, @Now, 1)
            on conflict (source, key) where well_at is null do update set
                title = excluded.title, source_url = coalesce(excluded.source_url, alert_lines.source_url),
                last_at = excluded.last_at, count = alert_lines.count + 1
            returning id
            """,
            new { alert.Source, alert.DeduplicationKey, channel, alert.Title, alert.SourceUrl, tx.Now });
        tx.Wake(LineRow.SubjectOf(id));
    }

    public static void End(Tx tx, long id)
    {
        tx.Db.Execute("update alert_lines set well_at = @Now where id = @id", new { id, tx.Now });
        tx.Wake(LineRow.SubjectOf(id));
    }

    public static LineRow? Find(IDbConnection db, long id) => db.QueryFirstOrDefault<LineRow>(
        """
        select id, source, channel, title, source_url, first_at, last_at, count, well_at from alert_lines where id = @id
        """,
        new { id });

    /// <summary>Forgets lines that nothing has come to since then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from alert_lines where id in (select id from alert_lines where last_at < @before order by last_at limit @most)",
        new { before, most });
}
