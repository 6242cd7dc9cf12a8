using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Calendar;

/// <summary>Counts what has changed of each event since calendars were last shown it, whatever changed it.</summary>
public static class CalendarRevisions
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(8 * 7);

    /// <summary>The events with how often and when they changed; null when some are not written down as they are now.</summary>
    public static CalendarFeed? Known(IDbConnection db, CalendarFeed feed)
    {
        var known = Rows(db, feed);
        return feed.Events.All(e => known.TryGetValue(e.Uid, out var row) && row.Shown == e.Shown)
            ? feed with { Events = [.. feed.Events.Select(e => With(e, known[e.Uid]))] }
            : null;
    }

    /// <summary>Writes down what is new or different, and forgets what is long over.</summary>
    public static CalendarFeed Write(Tx tx, CalendarFeed feed)
    {
        var known = Rows(tx.Db, feed);
        tx.Db.Execute(
            "delete from calendar_events where ends < @before", new { before = (tx.Time - Kept).ToUnixTimeMilliseconds() });
        tx.Db.Execute(
            """
            insert into calendar_events (uid, shown, sequence, modified_at, ends) values (@Uid, @Shown, 0, @Now, @ends)
            on conflict (uid) do update set shown = excluded.shown, sequence = calendar_events.sequence + 1,
                modified_at = excluded.modified_at,
                ends = excluded.ends
            """,
            feed.Events.Where(e => !known.TryGetValue(e.Uid, out var row) || row.Shown != e.Shown)
                .Select(e => new { e.Uid, e.Shown, tx.Now, ends = e.Ends.ToUnixTimeMilliseconds() }));
        return Known(tx.Db, feed)!;
    }

    static Dictionary<string, Row> Rows(IDbConnection db, CalendarFeed feed) => db.Query<Row>(
        "select uid, shown, sequence, modified_at from calendar_events where uid in @uids",
        new { uids = feed.Events.Select(e => e.Uid) }).ToDictionary(r => r.Uid);

    static FeedEvent With(FeedEvent stretch, Row row) =>
        stretch with { Sequence = row.Sequence, Modified = DateTimeOffset.FromUnixTimeMilliseconds(row.ModifiedAt) };

    sealed record Row(string Uid, string Shown, long Sequence, long ModifiedAt);
}
