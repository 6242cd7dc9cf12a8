using System.Collections.Concurrent;
using System.Data;
using System.Text.Json;
using Bot.Domain.OnCall;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.People;

/// <summary>Learns who people are: at first sight from Slack, afterwards from its events and by looking again.</summary>
public sealed class Profiles(Database database, SlackApi slack, TimeProvider clock, ILogger<Profiles> log)
{
    /// <summary>Woken where somebody's profile has to be looked at again: <c>person:id</c>.</summary>
    public const string Prefix = "person";

    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(4), Patience = TimeSpan.FromSeconds(1);

    // Less than from one look at those who matter to the next.
    static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(3);

    const int MostPages = 10, MostMinutes = 14 * 60;

    // Each is worth one line in the log, however often its people are looked at.
    readonly ConcurrentDictionary<string, bool> unknownZones = new();

    // Since when Slack has not found somebody whom it knew. A restart forgets it, and begins with a look at everybody.
    readonly ConcurrentDictionary<string, DateTimeOffset> missed = new();

    // Slack's words for somebody who is not there any more, or never was.
    static readonly string[] Gone = ["user_not_found", "user_not_visible", "users_not_found"];

    /// <summary>Whether Slack says that there is nobody of this id, or that the bot may not see them.</summary>
    public static bool IsGone(SlackException e) => Gone.Contains(e.Error);

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
        try
        {
            return await First(id, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or SlackUnreachableException
            || e is SlackException refusal && !IsGone(refusal))
        {
            // Nobody could wait for it; whoever asks again finds them known, and admins hear what Slack goes on refusing.
            await database.Wake(SubjectOf(id));
            throw;
        }
    }

    async Task<Person> First(string id, CancellationToken stop)
    {
        var person = Of(await slack.Users.Info(id, stop));
        await database.Change(tx => Meet(tx, person));
        return person;
    }

    /// <summary>
    /// The person as Slack has them now, to within some minutes: who acts may have become a guest meanwhile, or be none any more.
    /// Where Slack does not say it soon, what was known stands.
    /// </summary>
    public async Task<Person> Current(string id, CancellationToken stop)
    {
        if (!database.Read(db => IsOld(db, id, clock.GetUtcNow() - Fresh))) return await Know(id, stop);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(Patience);
        try
        {
            await LookAgain(id, soon.Token);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException || soon.IsCancellationRequested)
        {
            stop.ThrowIfCancellationRequested();
            log.LogInformation("{Person} is taken for who they were: {Reason}", id, e.Message);
        }

        return await Know(id, stop);
    }

    static bool IsOld(IDbConnection db, string id, DateTimeOffset then) => db.ExecuteScalar<long>(
        "select count(*) from people where id = @id and seen_at < @at", new { id, at = then.ToUnixTimeMilliseconds() }) > 0;

    /// <summary>Keeps what Slack says of somebody now, with all that follows from a change.</summary>
    public async Task LookAgain(string id, CancellationToken stop)
    {
        if (database.Read(db => Person.Find(db, id)) is not { } known)
        {
            await Meet(id, stop);
            return;
        }

        if (await Ask(known, stop) is { } now) await database.Change(tx => Keep(tx, now));
    }

    async Task Meet(string id, CancellationToken stop)
    {
        try
        {
            await First(id, stop);
        }
        catch (SlackException e) when (IsGone(e))
        {
            // Slack says nothing of them, so nothing is kept.
        }
    }

    /// <summary>
    /// Slack says of a leaver that they are deactivated. That it does not find somebody whom it knew may as well be an outage or
    /// a migration, so it is believed when it says so again minutes later; null until then.
    /// </summary>
    async Task<Person?> Ask(Person known, CancellationToken stop)
    {
        try
        {
            var found = Of(await slack.Users.Info(known.Id, stop));
            missed.TryRemove(known.Id, out _);
            return found;
        }
        catch (SlackException e) when (IsGone(e))
        {
            var now = clock.GetUtcNow();
            if (now - missed.GetOrAdd(known.Id, now) >= SecondLook) return known.AsGone();
            log.LogInformation("Slack does not find {Person}, whom it knew ({Error}); it is asked again", known.Id, e.Error);
            return null;
        }
    }

    /// <summary>
    /// Keeps known who Slack's admins and owners are, those included whom the bot has never met; of a large workspace only as
    /// many pages are read as can be asked for in reasonable time.
    /// </summary>
    public async Task FindAdmins(CancellationToken stop)
    {
        var admins = new List<Person>();
        string? cursor = null;
        for (var page = 0; page < MostPages && (page == 0 || cursor is not null); page++)
        {
            var some = await slack.Users.List(cursor: cursor, stop: stop);
            admins.AddRange(some.Members.Select(Of).Where(p => p is { Admin: true, Deleted: false, Bot: false }));
            cursor = some.NextCursor;
        }

        await database.Change(tx => admins.ForEach(admin => Meet(tx, admin)));
    }

    /// <summary>Somebody as Slack has them now, of whom nothing is kept by it; null where it knows nobody of this id.</summary>
    public async Task<Person?> Seen(string id, CancellationToken stop)
    {
        try
        {
            return Of(await slack.Users.Info(id, stop));
        }
        catch (SlackException e) when (IsGone(e))
        {
            return null;
        }
    }

    /// <summary>Keeps somebody as they were seen.</summary>
    public static void Meet(Tx tx, Person person)
    {
        if (Person.Find(tx.Db, person.Id) is null) person.Save(tx);
        else Keep(tx, person);
    }

    async Task Changed(EventCallback change, CancellationToken stop)
    {
        var user = change.Event.GetProperty("user");
        if (user.GetProperty("id").GetString() is not { } id) return;
        // Of those whom the bot has not met only an admin matters; the whole profile is asked for, as an event may be old.
        if (!IsAdmin(user) && database.Read(db => Person.Find(db, id)) is null) return;
        await database.Once(change.IdempotencyKey, tx =>
        {
            tx.Wake(SubjectOf(id));
            return null;
        });
    }

    static bool IsAdmin(JsonElement user) => Has(user, "is_admin") || Has(user, "is_owner");

    static bool Has(JsonElement user, string role) =>
        user.TryGetProperty(role, out var has) && has.ValueKind == JsonValueKind.True;

    static void Keep(Tx tx, Person after)
    {
        if (Person.Find(tx.Db, after.Id) is not { } before || after.Updated < before.Updated) return;
        after.Save(tx);
        if (after.ShowsAs(before)) return;
        tx.WakeHomes();
        if (after.Deleted && !before.Deleted) tx.Note($"person:{after.Id}", PersonFacts.Deactivated, "slack");
        var team = Installation.Team.Now(tx.Db);
        if (after.In(team) != before.In(team)) tx.Wake($"member:{after.Id}");
        if (after.Zone != before.Zone) tx.Wake($"zone:{after.Id}");
    }

    Person Of(User user) => new()
    {
        Id = user.Id,
        Team = Teams(user),
        Name = Seen(user.Profile.DisplayName, user.RealName, user.Profile.RealName, user.Name) ?? user.Id,
        FullName = Seen(user.RealName, user.Profile.RealName),
        Handle = Seen(user.Name),
        Zone = Zone(user),
        Deleted = user.Deleted,
        Guest = user.IsRestricted || user.IsUltraRestricted || user.IsStranger,
        Admin = user.IsAdmin || user.IsOwner || user.IsPrimaryOwner,
        Bot = user.IsBot,
        Updated = user.Updated,
    };

    // In an organisation the workspace that Slack names is one of theirs, and need not be ours.
    static string? Teams(User user) =>
        string.Join(
            ' ', (user.EnterpriseUser?.Teams ?? []).Prepend(user.TeamId).OfType<string>().Distinct()) is { Length: > 0 } all
            ? all
            : null;

    /// <summary>
    /// Where somebody lives; by their clock where this machine does not know their zone, and "" where nothing says it: the zone
    /// of their rotation then stands for it.
    /// </summary>
    string Zone(User user)
    {
        if (user.Tz is { } known && Zones.TryFind(known, out _)) return known;
        var clock = user.TzOffset / 60 is >= -MostMinutes and <= MostMinutes and { } minutes
            ? Zones.Fixed(TimeSpan.FromMinutes(minutes))
            : "";
        if (!string.IsNullOrWhiteSpace(user.Tz) && unknownZones.TryAdd(user.Tz, true))
        {
            log.LogWarning(
                "This machine does not know the time zone {Zone} of {Person}: {Instead} is used", user.Tz, user.Id,
                clock.Length > 0 ? clock : "the zone of their rotation");
        }

        return clock;
    }

    static string? Seen(params string?[] names) =>
        names.Select(n => SeenText.Of(n ?? "").Trim()).FirstOrDefault(n => n.Length > 0);
}
