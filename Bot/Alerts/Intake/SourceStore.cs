using System.Data;
using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Intake;

/// <summary>Sources made in Slack, their tokens, and what admins have said of any source.</summary>
public static class SourceStore
{
    /// <summary>For so long a token works beside the one that takes its place.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    const string Columns =
        """
        name, kind, secret, secret_at, made_by, made_at, revoked_by, revoked_at, refused, refused_at, per_minute, expected_every,
        expected_at, silent_at
        """;

    public static List<SourceRow> All(IDbConnection db) =>
        db.Query<SourceRow>($"select {Columns} from sources order by name").ToList();

    /// <summary>By its name as it is stored.</summary>
    public static SourceRow? Find(IDbConnection db, string name) =>
        db.QueryFirstOrDefault<SourceRow>($"select {Columns} from sources where name = @name", new { name });

    public static List<SourceToken> Tokens(IDbConnection db) =>
        db.Query<SourceToken>("select hash, source, until from source_tokens").ToList();

    /// <summary>Makes one; a name that was revoked begins anew.</summary>
    public static void Make(Tx tx, string name, SourceKind kind, string by)
    {
        foreach (var revoked in All(tx.Db).Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            tx.Db.Execute("delete from source_tokens where source = @Name", new { revoked.Name });
            tx.Db.Execute("delete from sources where name = @Name", new { revoked.Name });
        }

        tx.Db.Execute(
            "insert into sources (name, kind, made_by, made_at) values (@name, @Key, @by, @Now)",
            new { name, kind.Key, by, tx.Now });
        Note(tx, name, SourceFacts.Made, by, kind.Key);
    }

    /// <summary>From now on this token is the newest; those before work for a while.</summary>
    public static void Rotate(Tx tx, string name, string token, string by)
    {
        tx.Db.Execute("delete from source_tokens where source = @name and until <= @Now", new { name, tx.Now });
        var until = (tx.Time + Overlap).ToUnixTimeMilliseconds();
        var others = tx.Db.Execute(
            "update source_tokens set until = @until where source = @name and until is null", new { name, until });
        tx.Db.Execute("insert into source_tokens (hash, source) values (@hash, @name)", new { name, hash = HashOf(token) });
        if (others > 0) Note(tx, name, SourceFacts.Rotated, by);
    }

    /// <summary>Whether it is kept; a repeat of what made it has another one to show.</summary>
    public static bool HasToken(IDbConnection db, string token) => db.ExecuteScalar<long>(
        "select count(*) from source_tokens where hash = @hash", new { hash = HashOf(token) }) > 0;

    static string HashOf(string token) => Convert.ToHexStringLower(IntakeSettings.Hash(token));

    /// <param name="tx">The change.</param>
    /// <param name="name">The source's name.</param>
    /// <param name="secret">Encrypted.</param>
    /// <param name="by">Who gave it.</param>
    public static void SetSecret(Tx tx, string name, string secret, string by)
    {
        tx.Db.Execute(
            "update sources set secret = @secret, secret_at = @Now, refused = 0, refused_at = null where name = @name",
            new { name, secret, tx.Now });
        Note(tx, name, SourceFacts.Secret, by);
    }

    /// <summary>Expects its posts this often, from now on; null: no more.</summary>
    public static void Expect(Tx tx, string name, TimeSpan? every, string by)
    {
        MakeRow(tx, name, by);
        var before = Find(tx.Db, name)?.ExpectedEvery;
        var after = every is { } span ? (long?)span.TotalMilliseconds : null;
        if (before == after) return;
        tx.Db.Execute(
            "update sources set expected_every = @after, expected_at = @Now where name = @name", new { name, after, tx.Now });
        Note(tx, name, SourceFacts.Expected, by, Written(after), Written(before));
    }

    /// <summary>Takes so many within a minute; null: as the configuration says.</summary>
    public static void Limit(Tx tx, string name, long? perMinute, string by)
    {
        MakeRow(tx, name, by);
        var before = Find(tx.Db, name)?.PerMinute;
        if (before == perMinute) return;
        tx.Db.Execute("update sources set per_minute = @perMinute where name = @name", new { name, perMinute });
        Note(tx, name, SourceFacts.PerMinute, by, Written(perMinute), Written(before));
    }

    // One that the configuration names has no row until something is said of it.
    static void MakeRow(Tx tx, string name, string by) => tx.Db.Execute(
        "insert into sources (name, made_by, made_at) values (@name, @by, @Now) on conflict (name) do nothing",
        new { name, by, tx.Now });

    /// <summary>From now on all that it sends is refused.</summary>
    public static void Revoke(Tx tx, string name, string by)
    {
        var ended = tx.Db.Execute(
            """
            update sources set revoked_at = @Now, revoked_by = @by, refused = 0, refused_at = null
            where name = @name and revoked_at is null and kind is not null
            """,
            new { name, by, tx.Now });
        if (ended > 0) Note(tx, name, SourceFacts.Revoked, by);
    }

    /// <summary>Counts what was refused.</summary>
    public static void Refused(Tx tx, string name, long times) => tx.Db.Execute(
        "update sources set refused = refused + @times, refused_at = @Now where name = @name", new { name, times, tx.Now });

    /// <summary>Its silence is an alert from now on; false where it was already.</summary>
    public static bool FallSilent(Tx tx, string name) => tx.Db.Execute(
        "update sources set silent_at = @Now where name = @name and silent_at is null", new { name, tx.Now }) > 0;

    /// <summary>It is silent no more.</summary>
    public static void Hear(Tx tx, string name) =>
        tx.Db.Execute("update sources set silent_at = null where name = @name", new { name });

    static string? Written(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    static void Note(Tx tx, string name, Verb verb, string by, string? after = null, string? before = null)
    {
        tx.Note(SourceRow.SubjectOf(name), verb, by, before, after);
        // The set-up list says whether anybody can send.
        tx.WakeHomes();
    }
}
