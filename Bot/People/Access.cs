using System.Data;
using Bot.Slack;
using Bot.Storage;

namespace Bot.People;

/// <summary>
/// Who may do what. Nobody comes in who may not use the bot; what a role is needed for is asked of the table where it is changed.
/// </summary>
public sealed class Access(Profiles people, Database database, Admins admins)
{
    /// <summary>Puts it before every handler, and into every change that is made for somebody.</summary>
    public void Register(SlackRouter router)
    {
        router.Refusal = Refusal;
        database.Refusal = Refusal;
    }

    /// <summary>Why this person may not use the bot, in one sentence, or null; they are met by it.</summary>
    async Task<string?> Refusal(string user, CancellationToken stop)
    {
        // As they are now: whoever acts may have become a guest since they were met.
        await Learn(() => people.Current(user, stop));
        return database.Read(db => Refusal(db, user));
    }

    static string? Refusal(IDbConnection db, string user) => Person.Find(db, user) is { } person
        ? Problem(person.In(Installation.Team.Now(db)))
        : "Slack does not say who you are, so Data Responder cannot serve you. Try again in a minute.";

    /// <summary>Learns who somebody is, so that a change can decide on it; whom Slack does not know stays unknown.</summary>
    public Task Meet(string? person, CancellationToken stop) =>
        person is null ? Task.CompletedTask : Learn(() => people.Know(person, stop));

    static async Task Learn(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (SlackException e) when (Profiles.IsGone(e))
        {
            // Decided on as somebody unknown.
        }
    }

    /// <summary>Why the person chosen as lead cannot be it, in one sentence, or null, as far as the bot knows them.</summary>
    public static string? CannotLead(IDbConnection db, string? chosen) =>
        chosen is not null && Outsiders.Has(db, chosen) ? LeadsNot : null;

    public const string LeadsNot =
        "Guests, apps, deactivated people and people of other workspaces cannot lead. Choose somebody else.";

    /// <summary>Why whoever stands so may not use the bot, said to them; null of a member.</summary>
    public static string? Problem(Standing standing) => standing switch
    {
        Standing.App => "Apps cannot use Data Responder.",
        Standing.Deactivated => "Your account is deactivated.",
        Standing.Elsewhere => Permissions.Refusal(Act.UseTheBot),
        Standing.Guest => "Guests cannot use Data Responder. Ask a member of the data team to do it for you.",
        _ => null,
    };

    /// <summary>Whether somebody may do it, by the one table.</summary>
    /// <param name="db">What is committed, or the change's own view of it.</param>
    /// <param name="user">Whoever wants to.</param>
    /// <param name="act">What.</param>
    /// <param name="here">What they are to the rotation that it is about.</param>
    public bool May(IDbConnection db, string user, Act act, Roles here = Roles.None) =>
        Permissions.May(act, here | RolesOf(db, user));

    /// <summary>The same as the sentence why not, or null.</summary>
    public string? Refusal(IDbConnection db, string user, Act act, Roles here = Roles.None) =>
        May(db, user, act, here) ? null : Permissions.Refusal(act);

    Roles RolesOf(IDbConnection db, string user)
    {
        return (Refusal(db, user) is null ? Roles.Member : Roles.None) | (IsAdmin(db, user) ? Roles.Admin : Roles.None);
    }

    /// <summary>
    /// Whether this person may change what concerns everybody: Slack's admins and owners, and those the configuration names.
    /// </summary>
    bool IsAdmin(IDbConnection db, string user) => admins.Ids.Contains(user) || Person.Find(db, user) is { Admin: true };
}
