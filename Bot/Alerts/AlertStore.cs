using System.Data;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts;

/// <summary>One row of the ledger of alerts, as <c>/incident alerts</c> shows it. Times are unix milliseconds.</summary>
public sealed record AlertRow(
    long Id, long At, string Source, string Key, string Title, string Status, string? Branch, string? Environment,
    string? SourceUrl,
    string Decision, string Reason, long? Incident);

/// <summary>Where an alert stands in the ledger.</summary>
/// <param name="Nth">Its number among those of its source.</param>
/// <param name="IsFirst">Whether none of any source came before; ids do not tell, as a change made anew leaves a gap.</param>
public sealed record AlertPlace(long Nth, bool IsFirst);

/// <summary>What an alert of the ledger said of its thing, and with what.</summary>
public sealed record AlertSaid(string Status, string Metadata);

/// <summary>The ledger: every alert that was accepted, whatever became of it.</summary>
public static class AlertStore
{
    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="body">What its sender sent.</param>
    /// <param name="place">Its place among all.</param>
    /// <param name="outcome">What came of it.</param>
    public static void Insert(Tx tx, Alert alert, byte[] body, AlertPlace place, Outcome outcome)
    {
        Add(tx, alert, body, place.Nth, outcome);
        // The set-up list waits for the first.
        if (place.IsFirst) tx.WakeHomes();
    }

    static void Add(Tx tx, Alert alert, byte[] body, long nth, Outcome outcome) => tx.Db.Execute(
        """
        insert into alerts (at, source, key, title, description, status, status_word, branch, environment, source_url, metadata,
            read_leniently, body_hash, nth, decision, reason, incident)
        values (@Now, @Source, @DeduplicationKey, @Title, @Description, @status, @StatusWord, @Branch, @Environment, @SourceUrl,
            @metadata,
            @leniently, @hash, @nth, @Decision, @Reason, @Incident)
        """,
        new
        {
            tx.Now,
            alert.Source,
            alert.DeduplicationKey,
            alert.Title,
            alert.Description,
            status = alert.Status == AlertStatus.Resolved ? "resolved" : "firing",
            alert.StatusWord,
            alert.Branch,
            alert.Environment,
            alert.SourceUrl,
            metadata = JsonSerializer.Serialize(alert.Metadata),
            leniently = alert.ReadLeniently ? 1 : 0,
            hash = BodyStore.Keep(tx, body),
            nth,
            outcome.Decision,
            outcome.Reason,
            outcome.Incident,
        });

    /// <summary>Where this kind of alert last fired in that incident.</summary>
    public static (string? Branch, string? Environment) PlaceOf(IDbConnection db, Alert alert, long incident) =>
        db.QueryFirstOrDefault<(string?, string?)>(
            """
            select branch, environment from alerts
            where source = @Source and key = @DeduplicationKey and incident = @incident and status = 'firing'
            order by id desc limit 1
            """,
            new { alert.Source, alert.DeduplicationKey, incident });

    /// <summary>What came last about the same thing, the newest first.</summary>
    public static IEnumerable<AlertSaid> Newest(IDbConnection db, Alert alert, int most) => db.Query<AlertSaid>(
        """
        select status, metadata from alerts where source = @Source and key = @DeduplicationKey order by id desc limit @most
        """,
        new { alert.Source, alert.DeduplicationKey, most });

    /// <summary>What waited has become an incident.</summary>
    public static void Opened(Tx tx, string source, string key, string reason, long incident) => tx.Db.Execute(
        "update alerts set incident = @incident, reason = @reason where source = @source and key = @key and decision = 'waits' "
            + "and incident is null",
        new { source, key, reason, incident });

    const string Listed =
        $"""
        select a.id, at, source, key, title, a.status, branch, environment, source_url, decision, reason, incident
        from alerts a left join incidents i on i.number = a.incident where {Viewer.VisibleTo}
        """;

    /// <summary>Those of which a viewer may see what they led to.</summary>
    public static List<AlertRow> Latest(IDbConnection db, Viewer viewer, int most) => db.Query<AlertRow>(
        $"{Listed} order by a.id desc limit @most", viewer.With(new { most })).ToList();

    /// <summary>The same of one source.</summary>
    public static List<AlertRow> Latest(IDbConnection db, Viewer viewer, string source, int most) => db.Query<AlertRow>(
        $"{Listed} and source = @source order by a.id desc limit @most",
        viewer.With(new { source, most })).ToList();

    /// <summary>One of them by its number.</summary>
    public static AlertRow? Find(IDbConnection db, Viewer viewer, long id) => db.QueryFirstOrDefault<AlertRow>(
        $"{Listed} and a.id = @id", viewer.With(new { id }));
}
