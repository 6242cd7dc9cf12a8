using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>The shifts' rows. What has begun is never written again.</summary>
public static class ShiftStore
{
    /// <summary>Enough for a hand-off every hour over a long weekend.</summary>
    public const int Near = 250;

    /// <summary>The shifts around an instant, in their order: at most <paramref name="begun"/> that have begun by then.</summary>
    public static List<Shift> Around(IDbConnection db, string rotation, DateTimeOffset at, int begun = 1) => db.Query<Row>(
        // A limit that is a parameter would have SQLite plan the statement anew each time.
        $"""
        select * from (select * from shifts where rotation = @rotation and starts <= @at
            order by starts desc limit {Text(begun)}) as begun
        union all
        select * from (select * from shifts where rotation = @rotation and starts > @at
            order by starts limit {Text(Near)}) as ahead
        order by starts
        """,
        new { rotation, at = at.ToUnixTimeMilliseconds() }).Select(r => r.Shift).ToList();

    /// <summary>
    /// All that have not ended at an instant and the one before, in their order: what laying out further needs.
    /// </summary>
    public static List<Shift> From(IDbConnection db, string rotation, DateTimeOffset at) => db.Query<Row>(
        """
        select * from shifts where rotation = @rotation
        and starts >= coalesce((select max(starts) from shifts where rotation = @rotation and starts <= @at), 0) order by starts
        """,
        new { rotation, at = at.ToUnixTimeMilliseconds() }).Select(r => r.Shift).ToList();

    /// <summary>Those that touch these hours, of one rotation or of all, in their order.</summary>
    public static List<Shift> Between(IDbConnection db, string? rotation, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. db.Query<Row>(
            """
            select * from shifts where ends > @from and starts < @to and (@rotation is null or rotation = @rotation)
            order by starts, rotation
            """,
            new { rotation, from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() }).Select(r => r.Shift),
    ];

    public static void Add(Tx tx, IEnumerable<Shift> shifts) => tx.Db.Execute(
        "insert into shifts (rotation, starts, ends, person, why) values (@Rotation, @starts, @ends, @Person, @Why)",
        shifts.Select(
            s =>
                new
                {
                    s.Rotation,
                    starts = s.Starts.ToUnixTimeMilliseconds(),
                    ends = s.Ends.ToUnixTimeMilliseconds(),
                    s.Person,
                    s.Why,
                }));

    /// <summary>Puts a new layout in the place of all that has not begun.</summary>
    public static void Replace(Tx tx, string rotation, IEnumerable<Shift> shifts)
    {
        tx.Db.Execute("delete from shifts where rotation = @rotation and starts > @Now", new { rotation, tx.Now });
        Add(tx, shifts);
    }

    /// <summary>Ends the running shift now and takes what was to come away, for a rotation that is no more.</summary>
    public static void End(Tx tx, string rotation)
    {
        tx.Db.Execute("delete from shifts where rotation = @rotation and starts >= @Now", new { rotation, tx.Now });
        tx.Db.Execute("update shifts set ends = @Now where rotation = @rotation and ends > @Now", new { rotation, tx.Now });
    }

    /// <summary>Begun shifts whose hand-off nobody has looked at, in their order.</summary>
    public static List<Shift> NotAnnounced(IDbConnection db, string rotation, DateTimeOffset now) => db.Query<Row>(
        "select * from shifts where rotation = @rotation and starts <= @now and announced is null order by starts",
        new { rotation, now = now.ToUnixTimeMilliseconds() }).Select(r => r.Shift).ToList();

    public static void SetAnnounced(Tx tx, Shift shift, bool announced) => tx.Db.Execute(
        "update shifts set announced = @announced where rotation = @Rotation and starts = @starts",
        new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds(), announced = announced ? 1 : 0 });

    public static bool IsAnnounced(IDbConnection db, Shift shift) => db.ExecuteScalar<long>(
        "select count(*) from shifts where rotation = @Rotation and starts = @starts and announced = 1",
        new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds() }) > 0;

    /// <summary>How far shifts are laid out; null where none are.</summary>
    public static DateTimeOffset? PlannedUntil(IDbConnection db, string rotation) =>
        db.ExecuteScalar<long?>("select max(ends) from shifts where rotation = @rotation", new { rotation }) is { } ends
            ? DateTimeOffset.FromUnixTimeMilliseconds(ends)
            : null;

    /// <summary>The shift that was announced last and is over; null when there is none.</summary>
    public static Shift? LastAnnounced(IDbConnection db, string rotation, DateTimeOffset now) => db.QueryFirstOrDefault<Row>(
        "select * from shifts where rotation = @rotation and announced = 1 and ends <= @now order by starts desc limit 1",
        new { rotation, now = now.ToUnixTimeMilliseconds() })?.Shift;

    /// <summary>Whether a person has said that they have it, since the shift began.</summary>
    public static bool IsTaken(IDbConnection db, Shift shift, string person) => db.ExecuteScalar<long>(
        "select count(*) from shift_taken where rotation = @Rotation and starts >= @starts and person = @person",
        new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds(), person }) > 0;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    sealed class Row
    {
        public required string Rotation { get; init; }
        public long Starts { get; init; }
        public long Ends { get; init; }
        public required string Person { get; init; }
        public required string Why { get; init; }

        public Shift Shift => new(
            Rotation, Person, DateTimeOffset.FromUnixTimeMilliseconds(Starts), DateTimeOffset.FromUnixTimeMilliseconds(Ends),
            Why);
    }
}
