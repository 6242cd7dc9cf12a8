using System.Data;
using Bot.People;
using Bot.Settings;

namespace Bot.OnCall.Rows;

/// <summary>Who may change a rotation (its owners and admins; anybody may make a new one), and who may be in it.</summary>
public sealed class RotationAccess(Access access, BotCommands commands)
{
    /// <summary>What the command is called that makes and shows rotations.</summary>
    public string Command => commands.Cover;

    /// <summary>
    /// Why this person may not change that rotation, in one sentence; null when they may, or when it does not exist yet.
    /// </summary>
    public string? Refusal(IDbConnection db, string rotation, string user)
    {
        if (RotationStore.FindEver(db, rotation) is not { } row) return null;
        if (row.EndedAt is not null) return $"{row.Name} was deleted. {commands.Cover} rota new makes another.";
        if (MayChange(db, row, user)) return null;
        var owners = string.Join(", ", row.Owners.Select(o => Person.NameOf(db, o)));
        return $"Only the owners of {row.Name} ({owners}) and admins may change it. "
            + $"Ask one of them, or make your own with {commands.Cover} rota new.";
    }

    /// <summary>Whether it is this person's to change.</summary>
    public bool MayChange(IDbConnection db, RotationRow row, string user) =>
        access.May(db, user, Act.ChangeRotation, RolesIn(row, user));

    /// <summary>What somebody is to a rotation.</summary>
    public static Roles RolesIn(RotationRow row, string user) =>
        (row.Owners.Contains(user) ? Roles.Owner : Roles.None) | (
            row.Rotation.Members.Contains(user) ? Roles.TakesTurns : Roles.None);

    /// <summary>Learns who they are, so that a change can decide on it.</summary>
    public Task Meet(IEnumerable<string> people, CancellationToken stop) =>
        Task.WhenAll(people.Distinct().Select(id => access.Meet(id, stop)));

    /// <summary>
    /// The first of these people who cannot be on call, by name: a guest, an app, somebody deactivated or of another workspace.
    /// </summary>
    public static string? Unfit(IDbConnection db, IEnumerable<string> members)
    {
        var team = Installation.Team.Now(db);
        foreach (var id in members.Distinct())
            if (Person.Find(db, id) is not { } person) return "Somebody whom Slack does not know";
            else if (Access.Problem(person, team) is not null) return person.Name;
        return null;
    }
}
