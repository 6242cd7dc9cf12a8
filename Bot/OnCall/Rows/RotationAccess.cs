using System.Data;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rows;

/// <summary>Who may change a rotation (its owners and admins; anybody may make a new one), and who may be in it.</summary>
public sealed class RotationAccess(Database database, Access access, Profiles people, BotCommands commands)
{
    /// <summary>What the command is called that makes and shows rotations.</summary>
    public string Command => commands.Cover;

    /// <summary>
    /// Why this person may not change that rotation, in one sentence; null when they may, or when it does not exist yet.
    /// </summary>
    public async Task<string?> Problem(string rotation, string user, CancellationToken stop)
    {
        if (await access.Problem(user, stop) is { } problem) return problem;
        return database.Read(db => Refusal(db, rotation, user));
    }

    /// <summary>The same of somebody who may use the bot, for a change to decide on what it sees.</summary>
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

    /// <summary>
    /// The first of these people who cannot be on call, by name: a guest, an app, somebody deactivated or of another workspace.
    /// </summary>
    public async Task<string?> Unfit(IEnumerable<string> members, CancellationToken stop)
    {
        var team = database.Read(Installation.Team.Now);
        foreach (var person in await Task.WhenAll(members.Distinct().Select(id => Know(id, stop))))
            if (person is null || Access.Problem(person, team) is not null)
                return person?.Name ?? "Somebody whom Slack does not know";
        return null;
    }

    async Task<Person?> Know(string id, CancellationToken stop)
    {
        try
        {
            return await people.Know(id, stop);
        }
        catch (SlackException e) when (e.Error is "user_not_found" or "user_not_visible")
        {
            return null;
        }
    }
}
