using Bot.Slack;
using Bot.Storage;

namespace Bot.People;

/// <summary>Learns who people are: at first sight from Slack, afterwards from its events and by looking again.</summary>
public sealed class Profiles(Database database, SlackApi slack)
{
    /// <summary>Woken where somebody's profile has to be looked at again: <c>person:id</c>.</summary>
    public const string Prefix = "person";

    const string Unknown = "Etc/UTC";
    const int MostPages = 10;

    // Slack's words for somebody who is not there any more, or never was.
    static readonly string[] Gone = ["user_not_found", "user_not_visible", "users_not_found"];

    public static string SubjectOf(string person) => $"{Prefix}:{person}";

    public void Register(SlackRouter router)
    {
        router.Event("user_change", Changed);
        router.NameOf = async (id, stop) => (await Know(id, stop)).Name;
    }

    /// <summary>The person as stored, asked of Slack when never seen.</summary>
    public async Task<Person> Know(string id, CancellationToken stop)
    {
        if (database.Read(db => Person.Find(db, id)) is { } known) return known;
        var person = Of(await slack.Users.Info(id, stop));
        await database.Change(person.Save);
        return person;
    }

    /// <summary>Keeps what Slack says of somebody now, with all that follows from a change.</summary>
    public async Task LookAgain(string id, CancellationToken stop)
    {
        if (database.Read(db => Person.Find(db, id)) is not { } known) return;
        var now = await Ask(known, stop);
        await database.Change(tx => Keep(tx, now));
    }

    async Task<Person> Ask(Person known, CancellationToken stop)
    {
        try
        {
            return Of(await slack.Users.Info(known.Id, stop));
        }
        catch (SlackException e) when (Gone.Contains(e.Error))
        {
            return known.AsGone();
        }
    }

    /// <summary>
    /// Slack's admins and owners, those included whom the bot has never met; of a large workspace only as many pages are read as can
    /// be asked for in reasonable time.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindAdmins(CancellationToken stop)
    {
        var admins = new List<Person>();
        string? cursor = null;
        for (var page = 0; page < MostPages && (page == 0 || cursor is not null); page++)
        {
            var some = await slack.Users.List(cursor: cursor, ct: stop);
            admins.AddRange(some.Members.Select(Of).Where(p => p is { Admin: true, Deleted: false, Bot: false }));
            cursor = some.NextCursor;
        }

        await database.Change(tx => admins.ForEach(admin => Meet(tx, admin)));
        return [.. admins.Select(a => a.Id)];
    }

    static void Meet(Tx tx, Person person)
    {
        if (Person.Find(tx.Db, person.Id) is null) person.Save(tx);
        else Keep(tx, person);
    }

    async Task Changed(EventCallback change, CancellationToken stop)
    {
        if (change.Event.GetProperty("user").GetProperty("id").GetString() is not { } id) return;
        // Only people the bot has met matter, and their whole profile is asked for: an event may be old.
        if (database.Read(db => Person.Find(db, id)) is null) return;
        await database.Once(change.IdempotencyKey, tx =>
        {
            tx.Wake(SubjectOf(id));
            return null;
        });
    }

    static void Keep(Tx tx, Person after)
    {
        if (Person.Find(tx.Db, after.Id) is not { } before || after.Updated < before.Updated) return;
        after.Save(tx);
        if (after.ShowsAs(before)) return;
        tx.WakeHomes();
        if (after.Deleted && !before.Deleted) tx.Note($"person:{after.Id}", "deactivated", "slack");
        if ((after.Deleted || after.Guest) != (before.Deleted || before.Guest)) tx.Wake($"member:{after.Id}");
        if (after.Zone != before.Zone) tx.Wake($"zone:{after.Id}");
    }

    static Person Of(User user) => new()
    {
        Id = user.Id,
        Team = user.TeamId,
        Name = First(user.Profile.DisplayName, user.RealName, user.Profile.RealName, user.Name) ?? user.Id,
        FullName = First(user.RealName, user.Profile.RealName),
        Handle = First(user.Name),
        Zone = user.Tz is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : Unknown,
        Deleted = user.Deleted,
        Guest = user.IsRestricted || user.IsUltraRestricted || user.IsStranger,
        Admin = user.IsAdmin || user.IsOwner || user.IsPrimaryOwner,
        Bot = user.IsBot,
        Updated = user.Updated,
    };

    static string? First(params string?[] names) => names.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n));
}
