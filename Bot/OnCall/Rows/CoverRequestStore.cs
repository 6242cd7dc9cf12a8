using System.Data;
using Bot.Domain.OnCall;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>The rows of requests for cover and of those who were asked.</summary>
public static class CoverRequestStore
{
    public static CoverRequestRow? Find(IDbConnection db, long number) =>
        db.QuerySingleOrDefault<CoverRequestRow>("select * from cover_requests where number = @number", new { number });

    public static List<CoverRequestRow> AllOpen(IDbConnection db) =>
        db.Query<CoverRequestRow>("select * from cover_requests where state = 'open' order by starts, number").ToList();

    public static List<CoverRequestRow> OpenFor(IDbConnection db, string rotation, string away) =>
        AllOpen(db).Where(r => r.Rotation == rotation && r.Away == away).ToList();

    /// <summary>Whether the absent person has said, of any of these hours, that they will be there after all.</summary>
    public static bool WillBeThere(IDbConnection db, string rotation, string away, Stretch hours) => db.ExecuteScalar<long>(
        "select count(*) from cover_requests where rotation = @rotation and away = @away and cause is not null and state = "
            + "'cancelled' and ends > @from and starts < @to",
        new { rotation, away, from = hours.Starts.ToUnixTimeMilliseconds(), to = hours.Ends.ToUnixTimeMilliseconds() }) > 0;

    /// <summary>Who has said of any of these hours of somebody that they can't take them.</summary>
    public static List<string> Declined(IDbConnection db, string rotation, string away, Stretch hours) => db.Query<string>(
        """
        select distinct a.person from cover_asked a join cover_requests r on r.number = a.request
        where a.declined = 1 and r.rotation = @rotation and r.away = @away and r.ends > @from and r.starts < @to
        """,
        new { rotation, away, from = hours.Starts.ToUnixTimeMilliseconds(), to = hours.Ends.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Whether somebody had the question before an instant; it may have waited for their hours.</summary>
    public static bool HadBefore(IDbConnection db, long request, string person, DateTimeOffset then) => db.ExecuteScalar<long>(
        "select count(*) from posts where slot = @slot and ts is not null and attempted_at < @then",
        new { slot = CoverRequestRow.AskSlot(request, person), then = then.ToUnixTimeMilliseconds() }) > 0;

    /// <summary>Open requests that something is due for: a reminder, the announcement, the end.</summary>
    public static List<long> Due(IDbConnection db, DateTimeOffset now) => db.Query<long>(
        "select number from cover_requests where state = 'open' and (remind_at <= @now or escalate_at <= @now or ends <= @now) "
            + "order by number",
        new { now = now.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Those asked, and whether they have said that they cannot.</summary>
    public static List<(string Person, bool Declined)> Asked(IDbConnection db, long request) => db.Query<(string, long)>(
        "select person, declined from cover_asked where request = @request order by place", new { request }).Select(a =>
            (a.Item1, a.Item2 != 0)).ToList();

    public static long Add(Tx tx, RotationRow rotation, NewRequest asks)
    {
        var (hours, people, cause) = (asks.Hours, asks.Asked.Distinct().ToList(), asks.Cause);
        var number = tx.Db.ExecuteScalar<long>(
            """
            insert into cover_requests (number, rotation, starts, ends, away, made_by, made_at, why, cause, state, remind_at,
                escalate_at)
            values (@number, @Id, @starts, @ends, @Away, @By, @Now, @Why, @cause, 'open', @remind, @escalate) returning number
            """,
            new
            {
                number = tx.NextNumber("cover_request"),
                rotation.Id,
                starts = hours.Starts.ToUnixTimeMilliseconds(),
                ends = hours.Ends.ToUnixTimeMilliseconds(),
                asks.Away,
                asks.By,
                tx.Now,
                asks.Why,
                cause,
                remind = cause is not null ? null : RemindsAt(tx, rotation, hours, people)?.ToUnixTimeMilliseconds(),
                // What nobody asked for falls to somebody instead.
                escalate = cause is not null
                    ? (long?)null
                    : CoverTimes.EscalatesAt(tx.Time, hours.Starts).ToUnixTimeMilliseconds(),
            });
        tx.Db.Execute(
            "insert into cover_asked (request, person, place) values (@number, @person, @place)",
            people.Select((person, place) => new { number, person, place }));
        return number;
    }

    // The question waits for the hours of those who are asked; the first to have it decides.
    static DateTimeOffset? RemindsAt(Tx tx, RotationRow rotation, Stretch hours, List<string> people)
    {
        var reached = people.Select(p => CoverReach.At(tx.Db, p, hours, tx.Time)).DefaultIfEmpty(tx.Time).Min();
        return CoverTimes.RemindsAt(reached, hours.Starts, rotation.Rotation.Hours);
    }

    /// <summary>Closes an open request by one conditional write; false when somebody was first.</summary>
    public static bool Close(Tx tx, long number, string state, string by) => tx.Db.Execute(
        "update cover_requests set state = @state, closed_by = @by, remind_at = null, escalate_at = null where number = @number "
            + "and state = 'open'",
        new { number, state, by }) > 0;

    /// <summary>Opens a request again for what is left of it, because whoever took it has gone.</summary>
    public static void Reopen(Tx tx, long number) => tx.Db.Execute(
        "update cover_requests set state = 'open', closed_by = null, escalate_at = @Now where number = @number",
        new { number, tx.Now });

    public static void Decline(Tx tx, long number, string person) =>
        tx.Db.Execute("update cover_asked set declined = 1 where request = @number and person = @person", new { number, person });

    public static void SetReminded(Tx tx, long number, bool sent) => tx.Db.Execute(
        "update cover_requests set remind_at = null, reminded = @sent where number = @number",
        new { number, sent = sent ? 1 : 0 });

    public static void SetEscalated(Tx tx, long number) =>
        tx.Db.Execute(
            "update cover_requests set remind_at = null, escalate_at = null, escalated = 1 where number = @number",
            new { number });
}
