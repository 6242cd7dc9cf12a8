using System.Data;
using System.Security.Cryptography;
using System.Text;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Api.Tokens;

/// <summary>
/// A token as stored: it acts for whoever made it, and shows no more than everybody or, where it says so, they see. Only its hash
/// is kept.
/// </summary>
public sealed class ApiToken
{
    /// <summary>By what it is known where somebody finds it in a file.</summary>
    const string Prefix = "dr_";

    const int Length = 40;

    const string Columns = "number, name, scopes, made_by, made_at, expires_at, used_at, revoked_at, revoked_by";

    /// <summary>Programs may ask every second; people need to know only whether theirs still does.</summary>
    static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(10);

    public long Number { get; init; }
    public required string Name { get; init; }
    public required string Scopes { get; init; }
    public required string MadeBy { get; init; }
    public long MadeAt { get; init; }
    public long ExpiresAt { get; init; }

    /// <summary>About when it was used last; null when it never was.</summary>
    public long? UsedAt { get; init; }
    public long? RevokedAt { get; init; }
    public string? RevokedBy { get; init; }

    public ApiScope Scope => ApiScopes.Of(Scopes.Split(' '));

    /// <summary>What history says of how somebody did something.</summary>
    public string Through => $"through the token “{Name}”";

    public bool IsExpiredAt(long now) => ExpiresAt <= now;

    /// <summary>What nobody can guess, of letters that any program can send.</summary>
    public static string New() => Prefix + RandomNumberGenerator.GetHexString(Length, lowercase: true);

    /// <summary>
    /// For whom incidents are read that it shows. Private ones are those of whoever made it, as long as they may see any.
    /// </summary>
    public Viewer Viewer(IDbConnection db) => Seer(db) is { } person ? People.Viewer.Of(person) : People.Viewer.Public;

    /// <summary>Whose private matters it shows; null where it shows none.</summary>
    public string? Seer(IDbConnection db) => Scope.HasFlag(ApiScope.Private) && !Outsiders.Has(db, MadeBy) ? MadeBy : null;

    /// <summary>The token, whatever has become of it; null where there is none such.</summary>
    public static ApiToken? Find(IDbConnection db, string token) => db.QuerySingleOrDefault<ApiToken>(
        $"select {Columns} from api_tokens where hash = @hash", new { hash = Hash(token) });

    /// <summary>Those that are not revoked, the newest first.</summary>
    public static List<ApiToken> All(IDbConnection db) =>
        db.Query<ApiToken>($"select {Columns} from api_tokens where revoked_at is null order by number desc").ToList();

    /// <summary>Keeps a new one.</summary>
    public static void Add(Tx tx, string token, string name, ApiScope scope, TimeSpan life, string by)
    {
        var (scopes, until) = (ApiScopes.Words(scope), (tx.Time + life).ToUnixTimeMilliseconds());
        var number = tx.Db.ExecuteScalar<long>(
            """
            insert into api_tokens (hash, name, scopes, made_by, made_at, expires_at)
            values (@hash, @name, @scopes, @by, @Now, @until) returning number
            """,
            new { hash = Hash(token), name, scopes, by, tx.Now, until });
        tx.Note(SubjectOf(number), TokenFacts.Made, by, after: $"{name}: {scopes}");
    }

    /// <summary>Ends one for good, whoever made it.</summary>
    public static void Revoke(Tx tx, long number, string by)
    {
        var ended = tx.Db.Execute(
            "update api_tokens set revoked_at = @Now, revoked_by = @by where number = @number and revoked_at is null",
            new { number, by, tx.Now });
        if (ended > 0) tx.Note(SubjectOf(number), TokenFacts.Revoked, by);
    }

    public bool IsUseToBeNoted(DateTimeOffset now) =>
        UsedAt is not { } at || now - DateTimeOffset.FromUnixTimeMilliseconds(at) >= NoteEvery;

    public void SetUsed(Tx tx) =>
        tx.Db.Execute("update api_tokens set used_at = @Now where number = @Number", new { Number, tx.Now });

    // Found by the hash, the time that a look takes tells nothing about the token.
    static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    static string SubjectOf(long number) => FormattableString.Invariant($"token:{number}");
}
