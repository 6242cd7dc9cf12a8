using System.Data;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.OnCall.Absences;

/// <summary>
/// Whose holidays somebody may change, since these take people off call: their own, those of whom they own every rotation, as
/// anybody can make one with anybody in it, and admins all.
/// </summary>
public sealed class HolidayAccess(Access access)
{
    /// <summary>Why this person may not say whose holidays these are, in one sentence, or null.</summary>
    public string? Refusal(IDbConnection db, IEnumerable<string> people, string user, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var others = people.Where(person => person != user && !May(db, person, user, rotations)).ToList();
        return others.Count == 0 ? null
            : $"Not of {string.Join(", ", others.Select(o => Person.NameOf(db, o)))}. {Permissions.Refusal(Act.ChangeHolidays)}";
    }

    /// <summary>
    /// Whether this person may change the days of a list: whoever owns a rotation of somebody who follows it, and whoever
    /// follows it beside those they take turns with. Anybody can follow a list, which alone takes nobody else off call.
    /// </summary>
    public bool MayEdit(IDbConnection db, HolidayList list, string user, DateTimeOffset now)
    {
        var (followers, rotations) = (HolidayStore.Followers(db, list.Id), RotationStore.All(db, now));
        var others = followers.Where(f => f != user && rotations.Any(r => r.Rotation.Members.Contains(f))).ToList();
        return others.Count == 0 || others.Any(o => May(db, o, user, rotations))
            || (followers.Contains(user) && others.Any(o => TakeTurns(o, user, rotations)));
    }

    bool May(IDbConnection db, string person, string user, List<RotationRow> rotations) =>
        access.MayFor(db, user, Act.ChangeHolidays, person, rotations);

    // One that they own themselves is no proof of it.
    static bool TakeTurns(string one, string user, List<RotationRow> rotations) => rotations.Any(r =>
        r.Rotation.Members.Contains(one) && r.Rotation.Members.Contains(user) && !r.Owners.Contains(user));
}
