using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>Who may change a rotation (its members, its owners, admins; anybody may make a new one), and who may be in it.</summary>
public sealed class RotationAccess(Database database, Access access, People people, BotSettings settings, TimeProvider clock)
{
    /// <summary>Why this person may not change that rotation, in one sentence; null when they may, or when it does not exist yet.</summary>
    public async Task<string?> Problem(string rotation, string user, CancellationToken stop)
    {
        if (await access.Problem(user, stop) is { } problem) return problem;
        return database.Read(db => RotationStore.Find(db, rotation, clock.GetUtcNow()) is { } row && !MayChange(db, row, user)
            ? $"Only members of {row.Name}, its owners and admins may change it. Ask one of them, or make your own with {settings.CoverCommand} rota new."
            : null);
    }

    /// <summary>The first of these people who cannot be on call, by name: a guest, an app, somebody deactivated or of another workspace.</summary>
    public async Task<string?> Unfit(IEnumerable<string> members, CancellationToken stop)
    {
        var team = database.Read(db => TeamSettings.Get(db, TeamSettings.Team));
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

    bool MayChange(System.Data.IDbConnection db, RotationRow row, string user) =>
        row.MadeBy == user || row.Rotation.Members.Contains(user) || access.IsAdmin(db, user);
}
