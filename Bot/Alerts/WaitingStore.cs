using System.Data;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>The time out of hours in which alerts wait. Times are unix milliseconds.</summary>
public sealed record NightRow(long Id, long Until, long? EndedAt, string Rotation)
{
    /// <summary>For whose hours its alerts wait; null is the rotation that was made first.</summary>
    public string? Of => Rotation.Length > 0 ? Rotation : null;

    public string Subject => $"overnight:{Id}";
}

/// <summary>A kind of alert that waits, or waited, for the morning.</summary>
public sealed record WaitingRow(
    long Id, long Night, string Source, string Key, string Title, string Description, string? SourceUrl, string? Branch,
    string? Environment,
    long FirstAt, long LastAt, long Count, long Firing, long? Incident, string Metadata, string? Opens)
{
    /// <summary>What the alert told beside its title, at least where it failed.</summary>
    public IReadOnlyDictionary<string, string> Values
    {
        get
        {
            var values = AlertJson.Metadata(Metadata);
            values.TryAdd("branch", Branch ?? "");
            values.TryAdd("environment", Environment ?? "");
            return values;
        }
    }

    /// <inheritdoc cref="Alert.Job"/>
    public string? Job => JobKey.Of(Source, Values);

    public bool Waits => Firing != 0 && Incident is null;

    /// <summary>How it is opened.</summary>
    public RouteAction.Open Action => RouteJson.ReadOpen(Opens);

    public Waited Waited => new(
        new()
        {
            Source = Source,
            DeduplicationKey = Key,
            Title = Title,
            Description = Description,
            SourceUrl = SourceUrl,
            Metadata = Values,
        },
        FirstAt, LastAt, Count, Action);
}

/// <summary>What waits in the overnight line.</summary>
static class WaitingStore
{
    const string Columns = "w.id, night, source, key, title, description, source_url, branch, environment, first_at, last_at, "
        + "count, firing, incident, metadata, opens";

    // The same kind of alert, when it waits in the night that is open.
    static WaitingRow? Row(IDbConnection db, Alert alert) => db.QueryFirstOrDefault<WaitingRow>(
        $"""
        select {Columns} from waiting_alerts w join nights n on n.id = w.night
        where n.ended_at is null and source = @Source and key = @DeduplicationKey and incident is null
        """,
        new { alert.Source, alert.DeduplicationKey });

    /// <summary>The nights that are open: one of each rotation for whose hours alerts wait.</summary>
    public static List<NightRow> Open(IDbConnection db) => db.Query<NightRow>(
        "select id, until, ended_at, rotation from nights where ended_at is null order by id").ToList();

    /// <summary>The nights that have ended since then.</summary>
    public static List<NightRow> Ended(IDbConnection db, DateTimeOffset since) => db.Query<NightRow>(
        "select id, until, ended_at, rotation from nights where ended_at > @since order by id",
        new { since = since.ToUnixTimeMilliseconds() }).ToList();

    public static NightRow? Night(IDbConnection db, long id) =>
        db.QueryFirstOrDefault<NightRow>("select id, until, ended_at, rotation from nights where id = @id", new { id });

    public static List<WaitingRow> In(IDbConnection db, long night) =>
        db.Query<WaitingRow>($"select {Columns} from waiting_alerts w where night = @night order by id", new { night }).ToList();

    public static WaitingRow? Row(IDbConnection db, long id) =>
        db.QueryFirstOrDefault<WaitingRow>($"select {Columns} from waiting_alerts w where id = @id", new { id });

    /// <summary>Adds the alert to the open night, which begins with its first; a kind of alert waits in one alone.</summary>
    public static void Wait(Tx tx, Alert alert, RouteAction.Open opens, DateTimeOffset until)
    {
        var rotation = opens.Rotation ?? "";
        var night = Row(tx.Db, alert)?.Night ?? Open(tx.Db).Find(n => n.Rotation == rotation)?.Id ?? tx.Db.ExecuteScalar<long>(
            "insert into nights (until, rotation) values (@until, @rotation) returning id",
            new { until = until.ToUnixTimeMilliseconds(), rotation });
        tx.Db.Execute(
            """
            insert into waiting_alerts (night, source, key, title, description, source_url, branch, environment, first_at,
                last_at, count, firing, metadata, opens)
            values (@night, @Source, @DeduplicationKey, @Title, @Description, @SourceUrl, @Branch, @Environment, @Now, @Now, 1, 1,
                @metadata, @opens)
            on conflict (night, source, key) do update set
                title = excluded.title, description = excluded.description, source_url = coalesce(excluded.source_url,
                    waiting_alerts.source_url),
                branch = excluded.branch, environment = excluded.environment, last_at = excluded.last_at,
                    count = waiting_alerts.count + 1, firing = 1,
                metadata = excluded.metadata, opens = excluded.opens,
                incident = null
            """,
            new
            {
                night,
                alert.Source,
                alert.DeduplicationKey,
                alert.Title,
                alert.Description,
                alert.SourceUrl,
                alert.Branch,
                alert.Environment,
                tx.Now,
                metadata = JsonSerializer.Serialize(alert.Metadata),
                opens = opens == RouteAction.Default ? null : RouteJson.Write(opens),
            });
        tx.Wake($"overnight:{night}");
    }

    /// <summary>It recovered by itself; nothing opens in the morning.</summary>
    public static void Recover(Tx tx, Alert alert)
    {
        if (Row(tx.Db, alert) is not { } row) return;
        tx.Db.Execute("update waiting_alerts set firing = 0, last_at = @Now where id = @Id", new { tx.Now, row.Id });
        tx.Wake($"overnight:{row.Night}");
    }

    public static void Became(Tx tx, WaitingRow row, long incident)
    {
        tx.Db.Execute("update waiting_alerts set incident = @incident where id = @Id", new { incident, row.Id });
        tx.Wake($"overnight:{row.Night}");
    }

    public static void Move(Tx tx, NightRow night, DateTimeOffset until)
    {
        tx.Db.Execute(
            "update nights set until = @until where id = @Id", new { until = until.ToUnixTimeMilliseconds(), night.Id });
        tx.Wake(night.Subject);
    }

    /// <summary>
    /// Hours that opened before a restore opened incidents of what waited for them, of which nothing is known: returns of how
    /// many. Their line stays as it is.
    /// </summary>
    public static long AfterRestore(Tx tx)
    {
        var waited = tx.Db.ExecuteScalar<long>(
            """
            select count(*) from waiting_alerts w join nights n on n.id = w.night
            where n.ended_at is null and n.until <= @Now and w.firing = 1 and w.incident is null
            """,
            new { tx.Now });
        tx.Db.Execute("update nights set ended_at = @Now where ended_at is null and until <= @Now", new { tx.Now });
        return waited;
    }

    public static void End(Tx tx, NightRow night)
    {
        tx.Db.Execute("update nights set ended_at = @Now where id = @Id", new { tx.Now, night.Id });
        tx.Wake(night.Subject);
    }
}
