using Bot.Slack;

namespace Bot.Hosting;

/// <summary>Learns who people are: at first sight from Slack, afterwards from its events.</summary>
public sealed class People(Database database, SlackApi slack)
{
    const string Unknown = "Etc/UTC";

    public static void Register(SlackRouter router, People people)
    {
        router.Event("user_change", (change, stop) => people.Changed(change, stop));
        router.NameOf = async (id, stop) => (await people.Know(id, stop)).Name;
    }

    /// <summary>The person as stored, asked of Slack when never seen.</summary>
    public async Task<Person> Know(string id, CancellationToken stop) =>
        database.Read(db => Person.Find(db, id)) ?? await Learn(id, stop);

    async Task<Person> Learn(string id, CancellationToken stop)
    {
        var person = Of(await slack.Users.Info(id, stop));
        await database.Change(person.Save);
        return person;
    }

    async Task Changed(EventCallback change, CancellationToken stop)
    {
        if (change.Event.GetProperty("user").GetProperty("id").GetString() is not { } id) return;
        // Only people the bot has met matter, and their whole profile is asked for: an event may be old.
        if (database.Read(db => Person.Find(db, id)) is not { } before) return;
        var after = Of(await slack.Users.Info(id, stop));
        await database.Once(change.IdempotencyKey, tx =>
        {
            after.Save(tx);
            tx.WakeHomes();
            if (after.Deleted && !before.Deleted) tx.Note($"person:{id}", "deactivated", "slack");
            if ((after.Deleted || after.Guest) != (before.Deleted || before.Guest)) tx.Wake($"member:{id}");
            if (after.Zone != before.Zone) tx.Wake($"zone:{id}");
            return null;
        });
    }

    static Person Of(User user) => new()
    {
        Id = user.Id,
        Team = user.TeamId,
        Name = First(user.Profile.DisplayName, user.RealName, user.Profile.RealName, user.Name) ?? user.Id,
        Zone = user.Tz is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : Unknown,
        Deleted = user.Deleted,
        Guest = user.IsRestricted || user.IsUltraRestricted || user.IsStranger,
        Admin = user.IsAdmin || user.IsOwner || user.IsPrimaryOwner,
        Bot = user.IsBot,
    };

    static string? First(params string?[] names) => names.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n));
}
