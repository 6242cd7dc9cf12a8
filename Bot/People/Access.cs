using System.Data;
using Bot.Slack;
using Bot.Storage;

namespace Bot.People;

/// <summary>Who may do what. Features with owners of their own (a rotation) ask for those beside it.</summary>
public sealed class Access(Profiles people, Database database, SlackApi slack, Admins admins)
{
    /// <summary>Whether the presser of a button may not use the bot; they are then told why, in private.</summary>
    public async Task<bool> Refuses(BlockActionRequest press, CancellationToken stop)
    {
        if (await Problem(press.User.Id, stop) is not { } problem) return false;
        if (press.ResponseUrl is { } url) await slack.Respond(url, new() { Text = problem, ReplaceOriginal = false }, stop);
        return true;
    }

    /// <summary>
    /// Why this person may not use the bot at all, in one sentence, or null. Guests and people of other workspaces may nothing.
    /// </summary>
    public async Task<string?> Problem(string user, CancellationToken stop)
    {
        var person = await people.Know(user, stop);
        return Problem(person, database.Read(Installation.Team.Now));
    }

    /// <summary>Why the person chosen as lead cannot be it, in one sentence, or null.</summary>
    public async Task<string?> CannotLead(string? chosen, CancellationToken stop) =>
        chosen is not null && await Problem(chosen, stop) is not null ? LeadsNot : null;

    /// <summary>The same as far as the bot knows them.</summary>
    public static string? CannotLead(IDbConnection db, string? chosen) =>
        chosen is not null && Person.Find(db, chosen) is { } person
            && Problem(person, Installation.Team.Now(db)) is not null
            ? LeadsNot
            : null;

    public const string LeadsNot =
        "Guests, apps, deactivated people and people of other workspaces cannot lead. Choose somebody else.";

    public static string? Problem(Person person, string? team) => person switch
    {
        { Bot: true } => "Apps cannot use Data Responder.",
        { Deleted: true } => "Your account is deactivated.",
        { Guest: true } => "Guests cannot use Data Responder. Ask a member of the data team to do it for you.",
        _ when team is not null && person.Team is { } theirs && theirs != team =>
            "People from other workspaces cannot use Data Responder. Ask a member of the data team to do it for you.",
        _ => null,
    };

    /// <summary>Whether somebody may do it, by the one table.</summary>
    /// <param name="db">What is committed, or the change's own view of it.</param>
    /// <param name="user">Whoever wants to.</param>
    /// <param name="act">What.</param>
    /// <param name="here">What they are to the rotation that it is about.</param>
    public bool May(IDbConnection db, string user, Act act, Roles here = Roles.None) =>
        Permissions.May(act, here | RolesOf(db, user));

    Roles RolesOf(IDbConnection db, string user)
    {
        var isOfTeam = Person.Find(db, user) is not { } person
            || Problem(person, Installation.Team.Now(db)) is null;
        return (isOfTeam ? Roles.Member : Roles.None) | (IsAdmin(db, user) ? Roles.Admin : Roles.None);
    }

    /// <summary>
    /// Whether this person may change what concerns everybody: Slack's admins and owners, and those the configuration names.
    /// </summary>
    bool IsAdmin(IDbConnection db, string user) => admins.Ids.Contains(user) || Person.Find(db, user) is { Admin: true };
}
