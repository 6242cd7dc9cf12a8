using System.Data;
using System.Text.Json;
using Bot.Domain.OnCall;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>What others have changed of somebody's holidays since they were told last.</summary>
/// <param name="Person">Whose holidays they are.</param>
/// <param name="List">The list that they followed before; null where none.</param>
/// <param name="Days">Its days to come, as JSON.</param>
/// <param name="By">Who changed them, as JSON.</param>
/// <param name="Since">When the first change was made.</param>
/// <param name="TellAt">When their hours open.</param>
public sealed record HolidayNews(string Person, string? List, string Days, string By, long Since, long TellAt)
{
    public IReadOnlyList<Holiday> Before => JsonSerializer.Deserialize<List<Holiday>>(Days) ?? [];

    public IReadOnlyList<string> Editors => RotationRow.Read(By);

    public static List<HolidayNews> All(IDbConnection db) => db.Query<HolidayNews>("select * from holiday_news").ToList();

    public static HolidayNews? Of(IDbConnection db, string person) =>
        db.QuerySingleOrDefault<HolidayNews>("select * from holiday_news where person = @person", new { person });

    /// <summary>Called before the change. Whoever changes their own holidays knows them.</summary>
    public static void Begin(Tx tx, string person, string by)
    {
        if (person == by)
        {
            End(tx, person);
            return;
        }

        var (before, list) = (Of(tx.Db, person), HolidayStore.FollowedBy(tx.Db, person));
        var today = DateOnly.FromDateTime(PersonHours.ZoneOf(tx.Db, person).Wall(tx.Time));
        tx.Db.Execute(
            """
            insert into holiday_news (person, list, days, by, since, tell_at) values (@person, @list, @days, @by, @Now, @tellAt)
            on conflict (person) do update set by = excluded.by
            """,
            new
            {
                person,
                list,
                days = JsonSerializer.Serialize(list is null ? [] : HolidayStore.Days(tx.Db, list, today)),
                by = RotationRow.Write((before?.Editors ?? []).Append(by).Distinct()),
                tx.Now,
                tellAt = NextOpening(tx, person).ToUnixTimeMilliseconds(),
            });
        tx.Wake(OnCallSubjects.HolidaysOf(person));
    }

    // Somebody is still at it while hours are open, so that the next are waited for.
    static DateTimeOffset NextOpening(Tx tx, string person)
    {
        var own = PersonHours.Own(tx.Db, person, RotationStore.All(tx.Db, tx.Time));
        return own.OpensAt(own.ClosesAt(tx.Time) ?? tx.Time) ?? tx.Time;
    }

    /// <summary>They were told, or there is nothing to tell.</summary>
    public static void End(Tx tx, string person) =>
        tx.Db.Execute("delete from holiday_news where person = @person", new { person });
}
