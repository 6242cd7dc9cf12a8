using System.Data;
using Bot.Domain.OnCall;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>A named list of holidays, such as those of a country; members of rotations follow one each.</summary>
public sealed record HolidayList(string Id, string Name);

/// <summary>The rows of holiday lists, their days and who follows them.</summary>
public static class HolidayStore
{
    public static List<HolidayList> All(IDbConnection db) =>
        db.Query<HolidayList>("select id, name from holiday_lists order by name").ToList();

    public static HolidayList? Find(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<HolidayList>("select id, name from holiday_lists where id = @id", new { id });

    /// <summary>A list's days from a day on, the next first.</summary>
    public static List<Holiday> Days(IDbConnection db, string list, DateOnly from) => db.Query<(string Day, string Name)>(
        "select day, name from holidays where list = @list and day >= @from order by day",
        new { list, from = Domain.OnCall.Days.Text(from) })
        .Select(h => new Holiday(Domain.OnCall.Days.Read(h.Day), h.Name)).ToList();

    public static List<string> Followers(IDbConnection db, string list) =>
        db.Query<string>("select person from holiday_followers where list = @list order by place", new { list }).ToList();

    public static string? FollowedBy(IDbConnection db, string person) =>
        db.QuerySingleOrDefault<string>("select list from holiday_followers where person = @person", new { person });

    /// <summary>Follows a list instead of the one before; none where it is null.</summary>
    public static void Follow(Tx tx, string person, string? list, string by)
    {
        HolidayNews.Begin(tx, person, by);
        var before = FollowedBy(tx.Db, person);
        tx.Db.Execute("delete from holiday_followers where person = @person", new { person });
        if (list is not null)
            tx.Db.Execute(
                """
                insert into holiday_followers (person, list, place)
                values (@person, @list, (select coalesce(max(place), 0) + 1 from holiday_followers))
                """,
                new { person, list });
        tx.Note($"person:{person}", AbsenceFacts.Holidays, by, before, list);
        RotationStore.LookAtAbsences(tx);
    }

    /// <summary>Who saved a list last, and when.</summary>
    public static (string By, DateTimeOffset At) SavedLast(IDbConnection db, string list)
    {
        var (by, at) = db.QuerySingle<(string, long)>(
            "select saved_by, saved_at from holiday_lists where id = @list", new { list });
        return (by, DateTimeOffset.FromUnixTimeMilliseconds(at));
    }

    /// <summary>Who changed last whose holidays these are, and when; whoever saved the list where nobody did since.</summary>
    public static (string By, DateTimeOffset At) FollowedLast(IDbConnection db, string list)
    {
        var (by, at) = db.QueryFirstOrDefault<(string?, long)>(
            """
            select actor, at from history where verb = @Word and (before = @list or after = @list) order by id desc limit 1
            """,
            new { list, AbsenceFacts.Holidays.Word });
        return by is null ? SavedLast(db, list) : (by, DateTimeOffset.FromUnixTimeMilliseconds(at));
    }

    /// <summary>
    /// Saves a list's name, and its coming days in the place of those it had unless they are null; days that are over stay.
    /// </summary>
    public static void Save(Tx tx, HolidayList list, IReadOnlyList<Holiday>? days, DateOnly from, string by)
    {
        if (days is not null)
            foreach (var person in Followers(tx.Db, list.Id)) HolidayNews.Begin(tx, person, by);
        tx.Db.Execute(
            """
            insert into holiday_lists (id, name, saved_by, saved_at) values (@Id, @Name, @by, @Now)
            on conflict (id) do update set name = excluded.name, saved_by = excluded.saved_by, saved_at = excluded.saved_at
            """,
            new { list.Id, list.Name, by, tx.Now });
        if (days is not null) SetDays(tx, list.Id, days.Where(d => d.Day >= from), from);
        tx.Note(
            $"holidays:{list.Id}", AbsenceFacts.Saved, by, after: days is null ? list.Name : $"{list.Name}: {days.Count} days");
        RotationStore.LookAtAbsences(tx);
    }

    static void SetDays(Tx tx, string list, IEnumerable<Holiday> days, DateOnly from)
    {
        tx.Db.Execute(
            "delete from holidays where list = @list and day >= @from", new { list, from = Domain.OnCall.Days.Text(from) });
        tx.Db.Execute(
            """
            insert into holidays (list, day, name) values (@list, @day, @Name)
            on conflict (list, day) do update set name = excluded.name
            """,
            days.Select(d => new { list, day = Domain.OnCall.Days.Text(d.Day), d.Name }));
    }
}
