using System.Data;
using Bot.People;

namespace Bot.OnCall.Rows;

/// <summary>What others may do for somebody who is in rotations.</summary>
public static class MemberAccess
{
    /// <summary>
    /// Admins may, and whoever owns each rotation that the person is in: anybody can make one with anybody in it, which gives
    /// them no say in those of others.
    /// </summary>
    public static bool MayFor(
        this Access access, IDbConnection db, string user, Act act, string person, List<RotationRow> rotations)
    {
        var theirs = rotations.FindAll(r => r.Rotation.Members.Contains(person));
        return access.May(db, user, act)
            || theirs.Count > 0 && theirs.TrueForAll(r => access.May(db, user, act, RotationAccess.RolesIn(r, user)));
    }
}
