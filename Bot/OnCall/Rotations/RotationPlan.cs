using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;

namespace Bot.OnCall.Rotations;

/// <summary>
/// What a rotation would come to if it were saved so: its shifts, which hours change hands, which covers no longer fit. The
/// running shift never changes.
/// </summary>
public sealed record RotationPlan(
    Rotation Rotation, DateTimeOffset Now, bool IsNew, IReadOnlyList<Shift> Shifts, IReadOnlyList<HandChange> Changes,
    IReadOnlyList<Cover> Unfit)
{
    public static RotationPlan Of(IDbConnection db, Rotation rotation, DateTimeOffset now)
    {
        var before = ShiftStore.From(db, rotation.Id, now);
        Shift[] after =
        [
            .. before.Where(s => s.Holds(now)),
            .. ShiftLayout.Replan(rotation, before, now, AbsenceStore.Presence(db, rotation, now)),
        ];
        List<Cover> covers = before.Count == 0
            ? []
            : [.. CoverStore.Between(db, rotation.Id, before[0].Starts, DateTimeOffset.MaxValue)];
        var unfitBefore = CoverLayout.Unfit(before, covers, now);
        return new RotationPlan(
            rotation, now, before.Count == 0, after, HandChange.Between(before, after),
            [.. CoverLayout.Unfit(after, covers, now).Except(unfitBefore)]);
    }

    /// <summary>The next time that somebody is on call, or is now; null when it does not come.</summary>
    public Shift? NextOf(string person) => Shifts.FirstOrDefault(s => s.Person == person && s.Ends > Now);
}
