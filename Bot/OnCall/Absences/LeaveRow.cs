using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Absences;

/// <summary>
/// Days on which somebody does not work, both included; they begin and end at midnight on the wall of the person's own zone.
/// </summary>
public sealed class LeaveRow
{
    public long Number { get; init; }
    public required string Person { get; init; }
    public required string FirstDay { get; init; }
    public required string LastDay { get; init; }
    public required string MadeBy { get; init; }

    /// <summary>Whether turns that lie wholly in these days go to the others.</summary>
    public bool LeavesOutTurns { get; init; }

    public DateOnly First => Days.Read(FirstDay);

    public DateOnly Last => Days.Read(LastDay);

    /// <summary>A person's leaves that have not ended on a day, the next first.</summary>
    public static List<LeaveRow> Of(IDbConnection db, string person, DateOnly today) => db.Query<LeaveRow>(
        "select * from leaves where person = @person and ended_by is null and last_day >= @today order by first_day",
        new { person, today = Days.Text(today) }).ToList();

    public static LeaveRow? Find(IDbConnection db, long number) =>
        db.QuerySingleOrDefault<LeaveRow>("select * from leaves where number = @number and ended_by is null", new { number });

    public static void Add(Tx tx, string person, DateOnly first, DateOnly last, bool leavesOutTurns, string by)
    {
        tx.Db.Execute(
            "insert into leaves (person, first_day, last_day, leaves_out_turns, made_by, made_at) values (@person, @first, "
                + "@last, @turns, @by, @Now)",
            new { person, first = Days.Text(first), last = Days.Text(last), turns = leavesOutTurns ? 1 : 0, by, tx.Now });
        tx.Note(
            $"person:{person}", AbsenceFacts.Leave, by, after: $"{Days.Text(first)} - {Days.Text(last)}",
            why: leavesOutTurns ? "turns are left out" : null);
        Follow(tx, person, leavesOutTurns);
    }

    /// <summary>Takes a leave back; false when somebody had before.</summary>
    public static bool End(Tx tx, LeaveRow leave, string by)
    {
        if (tx.Db.Execute(
            "update leaves set ended_by = @by where number = @Number and ended_by is null",
            new { leave.Number, by }) == 0) return false;
        tx.Note($"person:{leave.Person}", AbsenceFacts.LeaveTakenBack, by, $"{leave.FirstDay} - {leave.LastDay}");
        Follow(tx, leave.Person, leave.LeavesOutTurns);
        return true;
    }

    static void Follow(Tx tx, string person, bool turnsChange)
    {
        RotationStore.LookAtAbsences(tx);
        if (!turnsChange) return;
        foreach (var row in RotationStore.All(tx.Db, tx.Time).Where(r => r.Rotation.Members.Contains(person)))
            KeepShifts.Replan(tx, row);
    }
}
