using System.Data;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>
/// Hours that begin, or have begun, for somebody who was not on call right before; covers are laid over. <see cref="IsReturn"/>
/// says that they only have their own shift back after a cover.
/// </summary>
public sealed record Beginning(RotationRow Row, Shift Shift, string? Before, bool IsReturn)
{
    public Rotation Rotation => Row.Rotation;

    /// <summary>The beginning of the hours that run now; null when nobody is on call, or went on from hours before.</summary>
    public static Beginning? Running(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        Of(db, row, now).FirstOrDefault(b => b.Shift.Holds(now));

    public static IEnumerable<Beginning> Ahead(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        Of(db, row, now).Where(b => b.Shift.Starts > now);

    static IEnumerable<Beginning> Of(IDbConnection db, RotationRow row, DateTimeOffset now)
    {
        var shifts = ShiftStore.Around(db, row.Id, now, begun: 2);
        if (shifts.Count == 0) yield break;
        var own = shifts.Select(s => s.Starts).ToHashSet();
        Shift? before = null;
        foreach (var shift in CoverLayout.Over(shifts, CoverStore.Between(db, row.Id, shifts[0].Starts, shifts[^1].Ends)))
        {
            if (before?.Person != shift.Person || before.Ends < shift.Starts)
                yield return new(row, shift, before?.Person, shift.CoveredFor is null && !own.Contains(shift.Starts));
            before = shift;
        }
    }
}
