using System.Data;
using System.Text.Json;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Hooks;

/// <summary>A source that posts to a hook. Times are unix milliseconds.</summary>
/// <param name="Source">Its name.</param>
/// <param name="ReadBy">Who reads its posts, as somebody chose; null where nobody did.</param>
/// <param name="Fields">Its own expressions, as JSON; null where there are none.</param>
/// <param name="LastAt">When it posted last; null where it never did.</param>
/// <param name="LastBy">What read that.</param>
/// <param name="Bodies">The hashes of its last bodies, the newest first, as JSON.</param>
sealed record HookRow(string Source, string? ReadBy, string? Fields, long? LastAt, string? LastBy, string Bodies)
{
    /// <summary>The choice of own expressions.</summary>
    public const string Own = "own";

    public IReadOnlyDictionary<string, string> Texts =>
        Fields is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(Fields) ?? [];
}

/// <summary>Who posts to hooks, and who reads it.</summary>
static class HookStore
{
    /// <summary>So many bodies of a source are at hand while somebody writes expressions.</summary>
    public const int MostBodies = 5;

    const int LookedAt = 300;

    public static string SubjectOf(string source) => $"hook:{source}";

    public static HookRow? Find(IDbConnection db, string source) => db.QueryFirstOrDefault<HookRow>(
        "select source, read_by, fields, last_at, last_by, bodies from hooks where source = @source", new { source });

    /// <summary>Those that were heard last come first.</summary>
    public static List<HookRow> All(IDbConnection db) => db.Query<HookRow>(
        "select source, read_by, fields, last_at, last_by, bodies from hooks order by coalesce(last_at, 0) desc, source")
        .ToList();

    /// <summary>Who reads what a source posts. What does not parse any more reads nothing, and what is sent says so.</summary>
    public static HookReader Reader(IDbConnection db, string source) => Find(db, source) switch
    {
        { ReadBy: HookRow.Own } row => new(null, Mapping.Parse(row.Texts).Mapping),
        { ReadBy: { } preset } => new(preset, null),
        _ => HookReader.ByItself,
    };

    /// <summary>The last bodies of a source, the newest first, as far as they are kept.</summary>
    public static List<byte[]> Bodies(IDbConnection db, HookRow row)
    {
        var hashes = JsonSerializer.Deserialize<List<string>>(row.Bodies) ?? [];
        var kept = db.Query<(string Hash, byte[] Bytes)>("select hash, bytes from bodies where hash in @hashes", new { hashes })
            .ToDictionary(b => b.Hash, b => b.Bytes);
        return [.. hashes.Where(kept.ContainsKey).Select(h => kept[h])];
    }

    /// <summary>How many of the last posts of a source were not understood, of how many.</summary>
    public static (long Bad, long Posts) NotUnderstood(IDbConnection db, string source)
    {
        // What came together is one post. A sender may choose these keys itself, but not for what is read for certain.
        var posts = db.Query<long>(
            """
            select max(case when read_leniently = 1 and key in @keys then 1 else 0 end) from (
                select at, key, read_leniently from alerts where source = @source and key <> @Silent
                order by at desc limit @most) as newest
            group by at order by at desc limit @MostBodies
            """,
            new
            {
                source,
                keys = new[] { AlertBody.UnreadableKey, Sentry.UnreadableKey },
                Silent = SilentSource.Key,
                most = LookedAt,
                MostBodies,
            }).ToList();
        return (posts.Sum(), posts.Count);
    }

    /// <summary>A source has posted something.</summary>
    public static void Heard(Tx tx, string source, string by, byte[] body)
    {
        var hash = BodyStore.Keep(tx, body);
        var before = Find(tx.Db, source);
        var hashes = before is null ? [] : JsonSerializer.Deserialize<List<string>>(before.Bodies) ?? [];
        var bodies = JsonSerializer.Serialize(hashes.Where(h => h != hash).Prepend(hash).Take(MostBodies));
        tx.Db.Execute(
            """
            insert into hooks (source, last_at, last_by, bodies) values (@source, @Now, @by, @bodies)
            on conflict (source) do update set last_at = excluded.last_at, last_by = excluded.last_by, bodies = excluded.bodies
            """,
            new { source, tx.Now, by, bodies });
    }

    /// <summary>Says who reads what a source posts; null is whoever recognises it.</summary>
    public static void Choose(Tx tx, string source, string? readBy, IReadOnlyDictionary<string, string>? texts, string user)
    {
        var before = Find(tx.Db, source);
        var fields = texts is null ? before?.Fields : JsonSerializer.Serialize(texts);
        tx.Db.Execute(
            """
            insert into hooks (source, read_by, fields, bodies) values (@source, @readBy, @fields, '[]')
            on conflict (source) do update set read_by = excluded.read_by, fields = excluded.fields
            """,
            new { source, readBy, fields });
        tx.Note(SubjectOf(source), HookFacts.Read, user, Said(before?.ReadBy, before?.Fields), Said(readBy, fields));
    }

    static string Said(string? readBy, string? fields) =>
        readBy == HookRow.Own ? fields ?? "" : readBy ?? "whoever recognises it";
}
