using System.Data;
using Bot.Domain.OnCall;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>The covers' rows. What was worked is never written again: a cover that is cancelled ends now.</summary>
public static class CoverStore
{
    const string Select =
        $"""
        select c.*, coalesce(p.name, c.away) as away_name, case when c.away in {Outsiders.Ids} then 1 else 0 end as away_is_gone
        from covers c left join people p on p.id = c.away
        """;

    /// <summary>The covers in force in a rotation that touch these hours, in the order of agreement.</summary>
    public static IEnumerable<Cover> Between(IDbConnection db, string rotation, DateTimeOffset from, DateTimeOffset to) =>
        Rows(db, rotation, from, to).Select(r => r.Cover);

    public static List<CoverRow> Rows(
        IDbConnection db, string rotation, DateTimeOffset from, DateTimeOffset to) => db.Query<CoverRow>(
        $"{Select} where c.rotation = @rotation and c.ends > @from and c.starts < @to and c.ends > c.starts order by c.number",
        new { rotation, from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Covers given or taken by a person that have not ended.</summary>
    public static List<CoverRow> Of(IDbConnection db, string person, DateTimeOffset now) => db.Query<CoverRow>(
        $"{Select} where (c.away = @person or c.covering = @person) and c.ends > @now and c.cancelled_by is null order by "
            + "c.starts, c.number",
        new { person, now = now.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Covers of one person's hours that touch these and were cancelled, with those who did.</summary>
    public static List<CoverRow> Cancelled(IDbConnection db, string rotation, string away, Stretch hours) => db.Query<CoverRow>(
        $"{Select} where c.rotation = @rotation and c.away = @away and c.cancelled_by is not null and c.until > @from and "
            + "c.starts < @to",
        new { rotation, away, from = hours.Starts.ToUnixTimeMilliseconds(), to = hours.Ends.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Whether somebody has hours by a cover that was made while they ran: whoever has them read so at once.</summary>
    public static bool IsMadeInIts(IDbConnection db, Shift hours) =>
        Rows(db, hours.Rotation, hours.Starts, hours.Starts.AddMilliseconds(1))
        .Any(c => c.Covering == hours.Person && c.MadeAt >= c.Starts);

    /// <summary>The cover of hours that began at an instant and that somebody has no more, because it was cancelled.</summary>
    public static CoverRow? CutShort(IDbConnection db, string rotation, string covering, DateTimeOffset starts) =>
        db.QueryFirstOrDefault<CoverRow>(
        $"""
        {Select} where c.rotation = @rotation and c.covering = @covering and c.cancelled_by is not null
        and c.starts <= @at and c.until > @at order by c.number desc limit 1
        """,
        new { rotation, covering, at = starts.ToUnixTimeMilliseconds() });

    public static CoverRow? Find(IDbConnection db, long number) =>
        db.QuerySingleOrDefault<CoverRow>($"{Select} where c.number = @number", new { number });

    /// <summary>The cover that a request led to last.</summary>
    public static CoverRow? OfRequest(IDbConnection db, long request) => AllOfRequest(db, request).LastOrDefault();

    /// <summary>
    /// The covers that a request led to: several where its hours fell to several people, or where it was asked again.
    /// </summary>
    public static List<CoverRow> AllOfRequest(IDbConnection db, long request) =>
        db.Query<CoverRow>($"{Select} where c.request = @request order by c.number", new { request }).ToList();

    public static long Add(Tx tx, string rotation, NewCover cover) => tx.Db.ExecuteScalar<long>(
        """
        insert into covers (number, rotation, starts, ends, until, away, covering, request, made_by, made_at, why)
        values (@number, @rotation, @starts, @ends, @ends, @Away, @Covering, @Request, @By, @Now, @Why) returning number
        """,
        new
        {
            number = tx.NextNumber("cover"),
            rotation,
            starts = cover.Hours.Starts.ToUnixTimeMilliseconds(),
            ends = cover.Hours.Ends.ToUnixTimeMilliseconds(),
            cover.Away,
            cover.Covering,
            cover.Request,
            cover.By,
            tx.Now,
            cover.Why,
        });

    /// <summary>Ends a cover now, by one conditional write; false when it was cancelled before or is over.</summary>
    public static bool End(Tx tx, long number, string by) => tx.Db.Execute(
        "update covers set ends = case when starts > @Now then starts else @Now end, cancelled_by = @by where number = @number "
            + "and cancelled_by is null and "
            + "ends > @Now",
        new { number, by, tx.Now }) > 0;

    /// <summary>Ends all covers of a rotation that is no more; nobody has cancelled them.</summary>
    public static void EndAll(Tx tx, string rotation)
    {
        var ended = Rows(tx.Db, rotation, tx.Time, DateTimeOffset.MaxValue);
        tx.Db.Execute(
            "update covers set ends = case when starts > @Now then starts else @Now end where rotation = @rotation and ends > "
                + "@Now",
            new { rotation, tx.Now });
        foreach (var cover in ended) tx.Wake(cover.Subject);
        foreach (var request in ended.Select(c => c.Request).OfType<long>().Distinct())
            tx.Wake(CoverRequestRow.SubjectOf(request));
    }

    /// <summary>Notes whether an edit has given some of its hours to others; true when that is new.</summary>
    public static bool SetUnfit(Tx tx, long number, bool unfit) => tx.Db.Execute(
        "update covers set unfit = @unfit where number = @number and unfit <> @unfit", new { number, unfit = unfit ? 1 : 0 }) > 0;
}
