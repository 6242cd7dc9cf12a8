using System.Data;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Incidents;
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

/// <summary>An alert that came, with what was known of it then.</summary>
public sealed class PastAlert
{
    public long Id { get; init; }

    /// <summary>When it came, unix milliseconds.</summary>
    public long At { get; init; }
    public required string Source { get; init; }
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Metadata { get; init; }
    public string? SourceUrl { get; init; }
    public string? Attributes { get; init; }
    public required string Reason { get; init; }

    /// <summary>What its sender sent, where it was asked for and is still kept.</summary>
    public byte[]? Body { get; init; }

    public Alert Alert => field ??= new()
    {
        Source = Source,
        DeduplicationKey = Key,
        Title = Title,
        Description = Description,
        SourceUrl = SourceUrl,
        Metadata = AlertJson.Metadata(Metadata),
    };

    /// <summary>What was known of it by name; of what came before that was kept, what its metadata says.</summary>
    public AlertAttributes Known => field ??= AlertAttributes.Of(Alert, AlertJson.Attributes(Attributes));
}

/// <summary>The ledger: every alert that was accepted, whatever became of it.</summary>
public static class AlertStore
{
    /// <param name="tx">The alert's change.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="body">What its sender sent.</param>
    /// <param name="known">What was known of it.</param>
    /// <param name="outcome">What came of it.</param>
    internal static void Insert(Tx tx, Alert alert, byte[] body, KnownOfAlert known, Outcome outcome)
    {
        Add(tx, alert, body, known, outcome);
        // The set-up list waits for the first.
        if (known.Place.IsFirst) tx.WakeHomes();
    }

    static void Add(Tx tx, Alert alert, byte[] body, KnownOfAlert known, Outcome outcome) => tx.Db.Execute(
        """
        insert into alerts (at, source, key, title, description, status, status_word, branch, environment, source_url, metadata,
            read_leniently, body_hash, nth, decision, reason, incident, attributes, route)
        values (@Now, @Source, @DeduplicationKey, @Title, @Description, @status, @StatusWord, @Branch, @Environment, @SourceUrl,
            @metadata,
            @leniently, @hash, @Nth, @Decision, @Reason, @Incident, @attributes, @route)
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
            known.Place.Nth,
            outcome.Decision,
            outcome.Reason,
            outcome.Incident,
            attributes = JsonSerializer.Serialize(known.Attributes.Values),
            route = known.Route.Route?.Id,
        });

    /// <summary>What came last about the same thing, the newest first.</summary>
    public static IEnumerable<AlertSaid> Newest(IDbConnection db, Alert alert, int most) => db.Query<AlertSaid>(
        """
        select status, metadata from alerts where source = @Source and key = @DeduplicationKey order by id desc limit @most
        """,
        new { alert.Source, alert.DeduplicationKey, most });

    /// <summary>What waited has become an incident.</summary>
    public static void Opened(Tx tx, Waited waited, string reason, long incident) => tx.Db.Execute(
        """
        update alerts set incident = @incident, reason = @reason where source = @Source and key = @DeduplicationKey
            and at >= @FirstAt and decision in ('waits', 'settles') and incident is null
        """,
        new { waited.Alert.Source, waited.Alert.DeduplicationKey, waited.FirstAt, reason, incident });

    const string Listed =
        $"""
        select a.id, at, source, key, title, a.status, branch, environment, source_url, decision, reason, incident
        from alerts a left join incidents i on i.number = a.incident where {Viewer.VisibleTo}
        """;

    const string Past =
        "id, newest.at, source, key, title, description, metadata, source_url, attributes, reason";

    /// <summary>The newest that failed since then, the newest first.</summary>
    public static List<PastAlert> Failing(IDbConnection db, DateTimeOffset since, int most) => db.Query<PastAlert>(
        $"select {Past} from alerts as newest where status = 'firing' and at >= @since order by id desc limit @most",
        new { since = since.ToUnixTimeMilliseconds(), most }).ToList();

    /// <summary>The newest of a source, or of all, with what was sent.</summary>
    public static List<PastAlert> WithBodies(IDbConnection db, string? source, int most) => db.Query<PastAlert>(
        $"""
        select {Past}, bytes as body from (
            select * from alerts where (@source is null or source = @source) order by id desc limit @most) as newest
        left join bodies on hash = body_hash order by id desc
        """,
        new { source, most }).ToList();

    /// <summary>The sources that have sent something lately.</summary>
    public static List<string> Sources(IDbConnection db, int most) => db.Query<string>(
        """
        select source from (select source, id from alerts order by id desc limit 5000) as newest
        group by source order by max(id) desc limit @most
        """,
        new { most }).ToList();

    /// <summary>What was known of the newest alert about the same thing; null where none is kept.</summary>
    public static string? NewestAttributes(IDbConnection db, Alert alert) => db.QueryFirstOrDefault<string?>(
        "select attributes from alerts where source = @Source and key = @DeduplicationKey order by id desc limit 1",
        new { alert.Source, alert.DeduplicationKey });

    /// <summary>The route that had it wait, or gave it time; null where it was none of the team's.</summary>
    public static string? RouteOfWaiting(IDbConnection db, Alert alert) => db.QueryFirstOrDefault<string?>(
        """
        select route from alerts where source = @Source and key = @DeduplicationKey and decision in ('waits', 'settles')
        order by id desc limit 1
        """,
        new { alert.Source, alert.DeduplicationKey });

    public static PastAlert? Find(IDbConnection db, long id) =>
        db.QueryFirstOrDefault<PastAlert>($"select {Past} from alerts as newest where id = @id", new { id });

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
