using System.Data;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>What the counting of a rotation's work is read from.</summary>
static class FairnessFacts
{
    public static IReadOnlyList<Load> Count(IDbConnection db, RotationRow row, Stretch period, DateTimeOffset now)
    {
        List<WorkedShift> worked = [.. OnCallAnswers.Worked(db, row.Id, period.Starts).Where(w => w.Shift.Starts < period.Ends)];
        var answered = Answered(db, row, period);
        var loads = Fairness.Count(
            period, now, [.. row.Rotation.Members.Except(Outsiders.All(db))], worked,
            Hours(db, row, period, worked), Incidents(db, row, period));
        return [.. loads.Select(load => load with { Answered = answered.GetValueOrDefault(load.Person) })];
    }

    /// <summary>How many of the rotation's requests each has answered.</summary>
    static Dictionary<string, int> Answered(IDbConnection db, RotationRow row, Stretch period) =>
        db.Query<(string Person, long Count)>(
            """
            select answered_by, count(*) from requests where rotation = @Id and answered_at >= @from and answered_at < @to
            group by answered_by
            """,
            new { row.Id, from = period.Starts.ToUnixTimeMilliseconds(), to = period.Ends.ToUnixTimeMilliseconds() })
            .ToDictionary(a => a.Person, a => (int)a.Count);

    /// <summary>The working hours through the period, however often the settings were saved in it.</summary>
    static List<HoursInForce> Hours(IDbConnection db, RotationRow row, Stretch period, List<WorkedShift> worked)
    {
        var people = worked.SelectMany(w => w.Parts).Select(p => p.Person).Distinct().ToList();
        var saved = db.Query<long>(
            "select valid_from from rotation_settings where rotation = @Id and valid_from > @from and valid_from < @to order by "
                + "valid_from",
            new
            {
                row.Id,
                from = period.Starts.ToUnixTimeMilliseconds(),
                to = period.Ends.ToUnixTimeMilliseconds(),
            }).Select(DateTimeOffset.FromUnixTimeMilliseconds);
        List<DateTimeOffset> changes = [period.Starts, .. saved, period.Ends];
        return [.. from part in changes.Zip(changes.Skip(1))
                   let then = RotationStore.Find(db, row.Id, part.First)
                   where then is not null
                   select new HoursInForce(new Stretch(part.First, part.Second), Of(db, then, people))];
    }

    static Func<string, WorkingHours> Of(IDbConnection db, RotationRow row, List<string> people) =>
        row.OwnZones ? OwnHours.Of(db, row.Rotation.Hours, people) : _ => row.Rotation.Hours;

    /// <summary>Those that belong to the rotation.</summary>
    static List<Disturbance> Incidents(IDbConnection db, RotationRow row, Stretch period) =>
        db.Query<(long At, string? Lead)>(
            // What nobody has begun with was led by nobody, whoever it waits for by now.
            """
            select declared_at, case when touched = 1 then lead end from incidents
            where rotation = @Id and private = 0 and declared_at >= @from and declared_at < @to
            """,
            new { row.Id, from = period.Starts.ToUnixTimeMilliseconds(), to = period.Ends.ToUnixTimeMilliseconds() })
            .Select(i => new Disturbance(DateTimeOffset.FromUnixTimeMilliseconds(i.At), i.Lead)).ToList();
}
