using System.Buffers.Text;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Calendar;

/// <summary>A secret link to a calendar feed as stored; whoever has the link may read, so only its hash is kept.</summary>
public sealed class CalendarLink
{
    const int TokenBytes = 32;

    public long Number { get; init; }
    public required string Person { get; init; }

    /// <summary>Null: all hours of the person.</summary>
    public string? Rotation { get; init; }
    public long MadeAt { get; init; }

    /// <summary>About when a calendar last asked; null when none has.</summary>
    public long? FetchedAt { get; init; }

    /// <summary>A new secret of 43 letters, digits, "-" and "_".</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>The link of a secret, unless it was revoked or whoever made it may not use the bot any more.</summary>
    public static CalendarLink? Find(IDbConnection db, string token) => db.QuerySingleOrDefault<CalendarLink>(
        $"""
        select l.* from calendar_links l join people p on p.id = l.person
        where l.token_hash = @hash and l.revoked_at is null and l.person not in {Outsiders.Ids}
        """,
        new { hash = Hash(token) });

    /// <summary>A person's links that work, the oldest first.</summary>
    public static List<CalendarLink> Of(IDbConnection db, string person) =>
        db.Query<CalendarLink>(
            "select * from calendar_links where person = @person and revoked_at is null order by number",
            new { person }).ToList();

    public static long Add(Tx tx, string token, string person, string? rotation)
    {
        var number = tx.Db.ExecuteScalar<long>(
            "insert into calendar_links (token_hash, person, rotation, made_at) values (@hash, @person, @rotation, @Now) "
                + "returning number",
            new { hash = Hash(token), person, rotation, tx.Now });
        tx.Note(SubjectOf(number), CalendarFacts.Made, person, after: rotation ?? "own hours");
        return number;
    }

    /// <summary>Ends a link for good; nothing happens when it is not this person's.</summary>
    public static void Revoke(Tx tx, long number, string person)
    {
        var ended = tx.Db.Execute(
            "update calendar_links set revoked_at = @Now where number = @number and person = @person and revoked_at is null",
            new { number, person, tx.Now });
        if (ended > 0) tx.Note(SubjectOf(number), CalendarFacts.Revoked, person);
    }

    public void SetFetched(Tx tx) =>
        tx.Db.Execute("update calendar_links set fetched_at = @Now where number = @Number", new { Number, tx.Now });

    // Found by the hash, the time that a look takes tells nothing about the secret.
    static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    static string SubjectOf(long number) => FormattableString.Invariant($"calendar:{number}");
}
