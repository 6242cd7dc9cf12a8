using System.Data;
using Bot.People;
using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Rows;

/// <summary>Who may change a rotation (its owners and admins; anybody may make a new one), and who may be in it.</summary>
public sealed class RotationAccess(Access access, BotCommands commands)
{
    /// <summary>Behind "… cannot be on call: ".</summary>
    public const string Cannot = "guests, apps, deactivated people and people of other workspaces cannot.";

    const int MostNamed = 5;

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
        var owners = OwnersHere(db, row);
        var whom = Named(Heirs(db, row), p => Person.NameOf(db, p));
        return $"Only the owners of {row.Name}{(owners.Count > 0 ? $" ({whom})" : "")} and admins"
            + $"{(owners.Count > 0 || whom.Length == 0 ? "" : $" ({whom})")} may change it. "
            + $"Ask one of them, or make your own with {commands.Cover} rota new.";
    }

    /// <summary>"@ana and admins", or "Admins (@ivy)" where no owner can act here any more.</summary>
    public static string WhoMayChange(IDbConnection db, RotationRow row)
    {
        if (OwnersHere(db, row) is { Count: > 0 } owners) return $"{Named(owners, Mrkdwn.User)} and admins";
        return Named(Admins.All(db), Mrkdwn.User) is { Length: > 0 } whom ? $"Admins ({whom})" : "Admins";
    }

    // Who cannot act here could not help.
    static List<string> OwnersHere(IDbConnection db, RotationRow row) => [.. row.Owners.Where(o => !Outsiders.Has(db, o))];

    /// <summary>Who sees to a rotation that nobody serves: its owners and, where none can act here any more, admins.</summary>
    public static List<string> Heirs(IDbConnection db, RotationRow row) =>
        OwnersHere(db, row) is { Count: > 0 } owners ? owners : Admins.All(db);

    /// <summary>How its members are changed, said to somebody who may, or may not.</summary>
    public string WayToMembers(IDbConnection db, RotationRow row, string user) => MayChange(db, row, user)
        ? $"Change its members with `{commands.Cover} rota`."
        : $"Ask {WhomToAsk(db, row)} to change its members.";

    /// <summary>"@ana or an admin", "an admin (@ivy)".</summary>
    public static string WhomToAsk(IDbConnection db, RotationRow row)
    {
        var whom = Named(Heirs(db, row), Mrkdwn.User);
        return OwnersHere(db, row).Count > 0 ? $"{whom} or an admin" : whom.Length > 0 ? $"an admin ({whom})" : "an admin";
    }

    static string Named(IEnumerable<string> people, Func<string, string> name) =>
        string.Join(", ", people.Take(MostNamed).Select(name));

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
        foreach (var id in members.Distinct())
            if (Outsiders.Of(db, id) is not { } standing) return "Somebody whom Slack does not know";
            else if (standing != Standing.Member) return Person.NameOf(db, id);
        return null;
    }
}
