using System.Data;
using System.Security.Cryptography;
using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>App Home: shown when somebody opens it, and from then on following what it shows.</summary>
public sealed class Homes(
    Database database, SlackApi slack, Profiles people, Access access, HomePages pages, TimeProvider clock)
{
    // What is open concerns everybody, so only those are followed who may have it before their eyes; a new look shows it anew.
    static readonly TimeSpan Followed = TimeSpan.FromDays(7);

    bool looked;
    DateTimeOffset? seen;

    public async Task Opened(EventCallback visit, CancellationToken stop)
    {
        if (visit["tab"] != "home" || visit["user"] is not { } person) return;
        await database.Once(visit.IdempotencyKey, tx =>
        {
            HomeStore.Opened(tx, person, isEmpty: !visit.Event.TryGetProperty("view", out _));
            tx.Wake($"home:{person}");
            // What is left of the set-up is asked of Slack while they look at the rest.
            if (Person.Find(tx.Db, person) is null || access.May(tx.Db, person, Act.SetUp)) tx.Wake(ChannelPeople.LookSubject);
            return null;
        });
    }

    /// <summary>Another version of the bot may show other things: one look at start.</summary>
    public async Task LookAtStart(DateTimeOffset now, CancellationToken stop)
    {
        if (looked) return;
        await database.Change(tx => tx.WakeHomes());
        looked = true;
    }

    /// <summary>An update has become due since the last look, or what is said in days may read otherwise: once an hour.</summary>
    public async Task LookAtTime(DateTimeOffset now, CancellationToken stop)
    {
        var isOld = seen is not { } last || last.UtcDateTime.Date != now.UtcDateTime.Date || last.Hour != now.Hour;
        if (isOld || database.Read(db => NextUpdateStore.AnyDue(db, seen!.Value, now)))
            await database.Change(tx => tx.WakeHomes());
        seen = now;
    }

    /// <summary>Asks for those Homes that show something else than is true.</summary>
    public async Task Follow(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var changed = database.Read(db =>
        {
            var ledger = HomePages.Ledger(db, now);
            return HomeStore.OpenedSince(db, now - Followed)
                .Where(h => Render(db, h.Person, now, ledger).Hash != h.Hash).ToList();
        });
        if (changed.Count > 0) await database.Change(tx => changed.ForEach(h => tx.Wake($"home:{h.Person}")));
    }

    public async Task Show(string person, CancellationToken stop)
    {
        try
        {
            await people.Know(person, stop);
        }
        catch (SlackException e) when (e.Error is "user_not_found" or "user_not_visible")
        {
            // Slack says nothing of them, so they are shown nothing.
            return;
        }

        var (row, home) = database.Read(db => (HomeStore.Find(db, person), Render(db, person, clock.GetUtcNow())));
        if (row is null || row.Hash == home.Hash) return;
        await slack.Views.Publish(person, home.View, stop: stop);
        await database.Change(tx => HomeStore.Shown(tx, person, home.Hash));
    }

    (HomeViewDefinition View, string Hash) Render(
        IDbConnection db, string person, DateTimeOffset now, Lazy<List<Warning>>? ledger = null)
    {
        var view = pages.Of(db, person, now, ledger);
        return (view, Convert.ToHexStringLower(SHA256.HashData(view.ToJson()))[..16]);
    }
}
