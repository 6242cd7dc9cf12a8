using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Handover;

/// <summary>
/// Tells those who own what somebody leaves behind who cannot act here any more, each in their own hours, and keeps that message
/// true.
/// </summary>
public sealed class Departures(
    Database database, Posts posts, DirectMessages direct, Profiles people, TimeProvider clock,
    ILogger<Departures> log)
{
    /// <summary>Noticed later than this it is no news to anybody.</summary>
    static readonly TimeSpan WorthTelling = TimeSpan.FromDays(7);

    public static string SubjectOf(string person) => $"left:{person}";

    /// <summary>Brings one person's departure, or return, to those who are to know.</summary>
    public async Task Bring(string person, CancellationToken stop)
    {
        await database.Change(tx => Note(tx, person));
        var now = clock.GetUtcNow();
        var (departure, legacy) = database.Read(db =>
            (DepartureStore.Latest(db, person), Legacy.Of(db, Viewer.Bot, person, now)));
        if (departure is null) return;
        // Whoever was told is told on, whoever owns it by now.
        var told = database.Read(db => Posts.Under(db, SlotOf(departure))).Select(slot => slot[(slot.LastIndexOf(':') + 1)..]);
        // Whoever sees nothing of what is left hears of nothing.
        var heirs = database.Read(db =>
            legacy.Heirs.Where(heir => !Legacy.Of(db, Viewer.Of(heir), person, now).IsNothing).ToList());
        var known = await Known([.. heirs.Union(told)], stop);
        HashSet<string> heard = [];
        await Steps.All(known.Select<string, Func<Task>>(heir => async () =>
        {
            if (await Reaches(heir, () => Tell(departure, heir, now, stop))) heard.Add(heir);
        }));
        if (departure.ToldAt is null && (IsOld(departure.At, now) || legacy.IsToldElsewhere || AllTold(departure, heard)))
            await database.Change(tx => DepartureStore.Told(tx, departure.Id));
    }

    /// <summary>Those whom Slack knows: an id that is wrong keeps nobody else from hearing of it.</summary>
    async Task<IReadOnlyList<string>> Known(IReadOnlyList<string> heirs, CancellationToken stop)
    {
        List<string> known = [];
        foreach (var heir in heirs)
            if (await Reaches(heir, () => people.Know(heir, stop))) known.Add(heir);
        return known;
    }

    async Task<bool> Reaches(string heir, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (SlackException e)
        {
            log.LogWarning("{Heir} cannot be told who has left: {Reason}", heir, e.Message);
            return false;
        }
    }

    static void Note(Tx tx, string person)
    {
        if (Outsiders.Of(tx.Db, person) is not { } standing) return;
        if (standing == Standing.Member) DepartureStore.Returned(tx, person);
        else if (!Legacy.Of(tx.Db, Viewer.Bot, person, tx.Time).IsNothing) DepartureStore.Add(tx, person);
    }

    async Task Tell(Departure departure, string heir, DateTimeOffset now, CancellationToken stop)
    {
        var (legacy, happened) = database.Read(db =>
            (Legacy.Of(db, Viewer.Of(heir), departure.Person, now), Happened(db, departure.Person)));
        var message = DepartureMessage.Of(departure, happened, legacy);
        var slot = Slot(departure, heir);
        var (mayBeTold, inHours) = database.Read(db =>
            (Posts.MayBeThere(db, slot), PersonHours.Own(db, heir, RotationStore.All(db, now)).Contains(now)));
        var isNews = inHours && departure is { ToldAt: null, ReturnedAt: null } && !IsOld(departure.At, now)
            && legacy.Heirs.Contains(heir) && !legacy.IsToldElsewhere;
        if (isNews) await posts.Show(slot, await direct.With(heir, stop), message, stop);
        else if (mayBeTold) await posts.Follow(slot, await direct.With(heir, stop), message, stop);
        // An edit notifies nobody.
        if (mayBeTold && inHours && departure.ReturnedAt is { } back && !IsOld(back, now))
            await posts.Show(
                $"{slot}{DepartureStore.Back}", await direct.With(heir, stop),
                DepartureMessage.Back(database.Read(db => Person.NameOf(db, departure.Person))), stop);
    }

    static string Happened(IDbConnection db, string person) => (Person.NameOf(db, person), Outsiders.Of(db, person)) switch
    {
        (var name, Standing.Deactivated) => $"{name}'s account was deactivated",
        var (name, standing) => $"{name} {Outsiders.Said(standing)}",
    };

    bool AllTold(Departure departure, IReadOnlyCollection<string> heirs) =>
        heirs.Count > 0 && database.Read(db => heirs.All(h => Posts.TsOf(db, Slot(departure, h)) is not null));

    /// <summary>Whoever could not be told yet may have come to work.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var untold = database.Read(db => DepartureStore.Untold(db, now - WorthTelling));
        if (untold.Count > 0) await database.Change(tx => untold.ForEach(d => tx.Wake(SubjectOf(d.Person))));
    }

    /// <summary>Whoever had not heard of it when a backup was made has since, most likely.</summary>
    public static void AfterRestore(Tx tx) => DepartureStore.Untold(tx.Db, tx.Time - WorthTelling)
        .ForEach(departure => tx.Wake(SubjectOf(departure.Person)));

    static bool IsOld(long at, DateTimeOffset now) => now.ToUnixTimeMilliseconds() - at > (long)WorthTelling.TotalMilliseconds;

    static string SlotOf(Departure departure) => FormattableString.Invariant($"departure:{departure.Id}");

    static string Slot(Departure departure, string heir) => $"{SlotOf(departure)}:{heir}";
}
