using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;

namespace Bot.OnCall.Rotations;

/// <summary>
/// What a rotation would come to if it were saved so: its shifts, which hours change hands, which covers no longer fit. The
/// running shift never changes, but what is left of it falls to others at once where its person has gone or is away.
/// </summary>
public sealed record RotationPlan(
    Rotation Rotation, DateTimeOffset Now, bool IsNew, IReadOnlyList<Shift> Shifts, IReadOnlyList<HandChange> Changes,
    IReadOnlyList<Cover> Unfit)
{
    public static RotationPlan Of(IDbConnection db, Rotation rotation, DateTimeOffset now)
    {
        var (before, presence) = (ShiftStore.From(db, rotation.Id, now), AbsenceStore.Presence(db, rotation, now));
        Shift[] after = [.. before.Where(s => s.Holds(now)), .. ShiftLayout.Replan(rotation, before, now, presence)];
        List<Cover> covers = before.Count == 0
            ? []
            : [.. CoverStore.Between(db, rotation.Id, before[0].Starts, DateTimeOffset.MaxValue)];
        var unfitBefore = CoverLayout.Unfit(before, covers, now);
        List<Cover> ofGone = covers.FindAll(c => !presence.IsActive(c.Away));
        var falling = KeepAbsences.Falling(db, rotation, CoverLayout.Over(after, covers), presence, now);
        var (was, will) = (Served(before, ofGone, presence), Served(after, ofGone.Concat(falling), presence));
        return new RotationPlan(
            rotation, now, before.Count == 0, will, HandChange.Between(was, will, Gap(db, rotation, was, will, now)),
            [.. CoverLayout.Unfit(after, covers, now).Except(unfitBefore)]);
    }

    // Who has gone is nobody.
    static List<Shift> Served(IReadOnlyList<Shift> shifts, IEnumerable<Cover> covers, Presence presence) =>
        [.. CoverLayout.Over(shifts, covers).Where(s => presence.IsActive(s.Person))];

    // Where nobody is on call now, or nobody is left for later, that changes as well.
    static Stretch? Gap(
        IDbConnection db, Rotation rotation, List<Shift> was, List<Shift> will, DateTimeOffset now)
    {
        if (will.Count == 0 || RotationStore.Find(db, rotation.Id, now) is not { } row) return null;
        if (Unserved.Next(db, row, now) is not { } gap) return null;
        var ends = gap.Until is null || was.Count == 0 || was[^1].Ends > will[^1].Ends ? will[^1].Ends : was[^1].Ends;
        return new(now, ends);
    }

    /// <summary>The next time that somebody is on call, or is now; null when it does not come.</summary>
    public Shift? NextOf(string person) => Shifts.FirstOrDefault(s => s.Person == person && s.Ends > Now);
}
