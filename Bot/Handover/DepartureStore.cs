using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Handover;

/// <summary>
/// Somebody who cannot act here any more: deactivated, a guest by now, or elsewhere. Times are unix milliseconds of workspace
/// time.
/// </summary>
public sealed record Departure(long Id, string Person, long At, long? ToldAt, long? ReturnedAt);

/// <summary>The rows of those who went.</summary>
static class DepartureStore
{
    const string Select = "select id, person, at, told_at, returned_at from departures";

    /// <summary>The latest time that somebody went.</summary>
    public static Departure? Latest(IDbConnection db, string person) =>
        db.QueryFirstOrDefault<Departure>($"{Select} where person = @person order by id desc", new { person });

    /// <summary>What stands behind the slot of the news that somebody has gone, in that of the news that they are back.</summary>
    public const string Back = ":back";

    /// <summary>Those of whom somebody has still to hear that they went, or that they came back since.</summary>
    public static List<Departure> Untold(IDbConnection db, DateTimeOffset since) => db.Query<Departure>(
        $"""
        {Select} where told_at is null and returned_at is null or returned_at > @since and exists (
            select 1 from posts p where p.slot like 'departure:' || departures.id || ':%' and p.slot not like '%{Back}'
                and p.ts is not null and not exists (select 1 from posts b where b.slot = p.slot || '{Back}'))
        """,
        new { since = since.ToUnixTimeMilliseconds() }).ToList();

    public static void Add(Tx tx, string person) => tx.Db.Execute(
        "insert into departures (person, at) values (@person, @Now) on conflict do nothing", new { person, tx.Now });

    public static void Returned(Tx tx, string person) => tx.Db.Execute(
        "update departures set returned_at = @Now where person = @person and returned_at is null", new { person, tx.Now });

    public static void Told(Tx tx, long id) =>
        tx.Db.Execute("update departures set told_at = @Now where id = @id", new { id, tx.Now });
}
