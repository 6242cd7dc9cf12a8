using Bot.Delivery;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Home;

/// <summary>One composed message a working day for whoever has something to hear, as their own hours open.</summary>
public sealed class Briefs(Database database, Posts posts, DirectMessages direct, BotCommands commands, TimeProvider clock)
{
    readonly ComposeBriefs compose = new(commands);

    // The buttons of a Friday's brief still work on Monday.
    static readonly TimeSpan Followed = TimeSpan.FromDays(5);

    DateTimeOffset? looked;
    volatile bool changed;

    /// <summary>Looks once a minute of workspace time, and when something has changed; what was told is in rows.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (!changed && looked?.ToUnixTimeSeconds() / 60 == now.ToUnixTimeSeconds() / 60) return;
        changed = false;
        var opened = database.Read(db => compose.Opened(db, looked, now));
        if (opened.Count > 0) await database.Change(tx => opened.ForEach(o => ComposeBriefs.Begin(tx, o.Person, o.Morning)));
        foreach (var held in database.Read(BriefStore.Held)) await database.Change(tx => compose.Release(tx, held));
        foreach (var person in database.Read(db => compose.BegunUntold(db, now)))
            await database.Change(tx => compose.TellBegun(tx, person));
        looked = now;
    }

    /// <summary>What Home shows has changed: hours may have begun, and the buttons of briefs may have become untrue.</summary>
    public async Task Follow(CancellationToken stop)
    {
        changed = true;
        var now = clock.GetUtcNow();
        var (recent, handing) = database.Read(db => (
            BriefStore.SentSince(db, now - Followed).Where(b => IsFollowed(b, now)).ToList(), BriefStore.HandingOver(db)));
        if (recent.Count + handing.Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var brief in recent.Concat(handing).DistinctBy(b => b.Subject)) tx.Wake(brief.Subject);
            foreach (var over in handing.Where(b => BriefSection.Read(b.Sections).All(s => s.Ends is null || s.IsOver(now))))
                BriefStore.HandedOver(tx, over);
        });
    }

    static bool IsFollowed(BriefRow brief, DateTimeOffset now) => BriefSection.Read(brief.Sections).Any(s =>
        s is { Rotation: not null } or { Request: not null } or { Asked: not null } or { IsListed: true } or { WordFor: not null }
            || (s.Incidents is not null && now.ToUnixTimeMilliseconds() < brief.Until));

    /// <summary>Makes one brief's message show what is true of it.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var person, var day, ""]) return;
        var now = clock.GetUtcNow();
        var (row, mayBeThere, message) = database.Read(db => BriefStore.Find(db, person, day) is { State: BriefRow.Sent } found
            ? (found, Posts.MayBeThere(db, found.Subject), BriefMessage.Of(db, found, now)) : (null, false, null));
        if (row is null || message is null) return;
        if (row.Until > now.ToUnixTimeMilliseconds())
            await posts.Show(row.Subject, await direct.With(person, stop), message, stop);
        else if (mayBeThere) await posts.Follow(row.Subject, await direct.With(person, stop), message, stop);
    }
}
