using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>An incident that went into another one, and can be taken out again.</summary>
public sealed record MergeRow(long Incident, long WentInto, long At, long Line, string States)
{
    /// <summary>As long as it can be taken back.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromDays(1);

    public DateTimeOffset Until => DateTimeOffset.FromUnixTimeMilliseconds(At) + UndoFor;

    /// <summary>How both were, and what the merge made of the one that goes on.</summary>
    public MergedStates Read() => JsonSerializer.Deserialize<MergedStates>(States, Json)!;

    internal static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
}

/// <summary>How two incidents were when one went into the other, and what that made of the one that goes on.</summary>
public sealed record MergedStates(IncidentState Ended, IncidentState Before, IncidentState Made);

/// <summary>Something that went along with an incident; what it was, where that has to be known.</summary>
public sealed record MergedPart(string Id, string? Was);

/// <summary>The rows of merges that can be taken back, and of what went along.</summary>
static class MergeStore
{
    // Kinds of what went along; of an alert that both had it is known how it was in the one that goes on.
    public const string Alert = "alert", Expectation = "expectation", Doubled = "doubled", Subscriber = "subscriber",
        Invited = "invited", Awaited = "awaited", Incident = "incident", Notice = "notice", FollowUp = "followup";

    /// <summary>What an alert was that failed.</summary>
    public const string Firing = "firing";

    public static void Keep(Tx tx, IncidentRow incident, IncidentRow into, long line, MergedStates states) => tx.Db.Execute(
        "insert into merges (incident, went_into, at, line, states) values (@Number, @into, @Now, @line, @states)",
        new
        {
            incident.Number,
            into = into.Number,
            tx.Now,
            line,
            states = JsonSerializer.Serialize(states, MergeRow.Json),
        });

    /// <summary>Something goes along.</summary>
    public static void Note(Tx tx, long incident, string kind, string id, string? was = null) => tx.Db.Execute(
        "insert into merged_parts (incident, kind, id, was) values (@incident, @kind, @id, @was)",
        new { incident, kind, id, was });

    /// <summary>The same of several that have numbers.</summary>
    public static void Note(Tx tx, long incident, string kind, IEnumerable<long> ids)
    {
        foreach (var id in ids) Note(tx, incident, kind, id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The same of many.</summary>
    public static void Note(Tx tx, long incident, string kind, IEnumerable<MergedPart> parts)
    {
        foreach (var some in parts.Chunk(500))
        {
            var values = new DynamicParameters(new { incident, kind });
            for (var nth = 0; nth < some.Length; nth++)
            {
                values.Add($"id{nth}", some[nth].Id);
                values.Add($"was{nth}", some[nth].Was);
            }

            var rows = some.Select((_, nth) => $"(@incident, @kind, @id{nth}, @was{nth})");
            tx.Db.Execute(
                $"insert into merged_parts (incident, kind, id, was) values {string.Join(", ", rows)}", values);
        }
    }

    /// <summary>All alerts of an incident go along; what fails is remembered.</summary>
    public static void NoteAlerts(Tx tx, long incident) => tx.Db.Execute(
        $"""
        insert into merged_parts (incident, kind, id, was)
        select incident, '{Alert}', key, case when firing = 1 then '{Firing}' end
        from incident_alerts where incident = @incident
        """,
        new { incident });

    /// <summary>What went into it before leads to where it goes.</summary>
    public static void NoteMerged(Tx tx, long incident) => tx.Db.Execute(
        $"""
        insert into merged_parts (incident, kind, id)
        select @incident, '{Incident}', cast(number as text) from incidents where merged_into = @incident
        """,
        new { incident });

    public static List<MergedPart> Parts(IDbConnection db, long incident, string kind) => db.Query<MergedPart>(
        "select id, was from merged_parts where incident = @incident and kind = @kind order by id",
        new { incident, kind }).ToList();

    public static List<long> Numbers(IDbConnection db, long incident, string kind) =>
        Parts(db, incident, kind).ConvertAll(p => long.Parse(p.Id, CultureInfo.InvariantCulture));

    /// <summary>What can be taken back of an incident; null where it is too late, or it went into none.</summary>
    public static MergeRow? Find(IDbConnection db, long incident, DateTimeOffset now) => db.QuerySingleOrDefault<MergeRow>(
        "select incident, went_into, at, line, states from merges where incident = @incident and at > @since",
        new { incident, since = (now - MergeRow.UndoFor).ToUnixTimeMilliseconds() });

    /// <summary>The incident of which a line says that it went into this one, while that can be taken back.</summary>
    public static long? OfLine(IDbConnection db, long line) =>
        db.QuerySingleOrDefault<long?>("select incident from merges where line = @line", new { line });

    /// <summary>It was taken back, or cannot be any more: the button goes.</summary>
    public static void End(Tx tx, long incident)
    {
        var ended = tx.Db.QuerySingleOrDefault<(long Line, long Into)?>(
            "select line, went_into from merges where incident = @incident", new { incident });
        if (ended is not var (line, into)) return;
        tx.Db.Execute("delete from merged_parts where incident = @incident", new { incident });
        tx.Db.Execute("delete from merges where incident = @incident", new { incident });
        IncidentLines.ShowAnew(tx, line);
        tx.Wake(IncidentRow.SubjectOf(into));
    }

    /// <summary>Those of more than a day ago stay.</summary>
    public static async Task Look(Database database, DateTimeOffset now)
    {
        const string Due = "select incident from merges where at <= @before";
        var at = new { before = (now - MergeRow.UndoFor).ToUnixTimeMilliseconds() };
        if (!database.Read(db => db.Query<long>(Due, at).Any())) return;
        await database.Change(tx =>
        {
            foreach (var incident in tx.Db.Query<long>(Due, at).ToList()) End(tx, incident);
        });
    }
}
