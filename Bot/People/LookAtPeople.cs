using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.People;

/// <summary>
/// Has people looked at again, as an event may be lost and Slack sends none for what happened while the bot was down: those who
/// matter now every few minutes and first at start, everybody whom the bot has met at start and daily. Slack allows about 100
/// looks a minute.
/// </summary>
public sealed class LookAtPeople(Database database)
{
    static readonly TimeSpan WhoMatters = TimeSpan.FromMinutes(4), Everybody = TimeSpan.FromDays(1);

    // A minute's worth; what is over it waits for the next.
    const int AtOnce = 30;

    readonly List<Func<IDbConnection, DateTimeOffset, IEnumerable<string>>> matter = [];
    // The looks that were asked for: somebody about whom Slack does not answer holds up nobody else.
    readonly Dictionary<string, DateTimeOffset> asked = [];
    DateTimeOffset? began;

    /// <summary>
    /// Those whom <paramref name="who"/> names are looked at every few minutes: what is wrong about them is wrong for others.
    /// </summary>
    public void Matter(Func<IDbConnection, DateTimeOffset, IEnumerable<string>> who) => matter.Add(who);

    /// <summary>Asks for the looks that are due; called once a minute.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        began ??= now;
        var due = database.Read(db => Due(db, now));
        if (due.Count > 0) await database.Change(tx => due.ForEach(person => tx.Wake(Profiles.SubjectOf(person))));
        foreach (var person in due) asked[person] = now;
    }

    List<string> Due(IDbConnection db, DateTimeOffset now)
    {
        var matters = matter.SelectMany(who => who(db, now)).ToHashSet();
        var seenBefore = now - WhoMatters is var minutes && minutes > began ? minutes : began!.Value;
        var atStart = began.Value.ToUnixTimeMilliseconds();
        return db.Query<(string Id, long SeenAt, bool IsAdmin)>(
                "select id, seen_at, admin from people where bot = 0 and seen_at < @at order by seen_at",
                new { at = seenBefore.ToUnixTimeMilliseconds() })
            .Select(p => (p.Id, p.SeenAt, Matters: p.IsAdmin || matters.Contains(p.Id)))
            .Where(p => p.Matters || p.SeenAt < atStart || p.SeenAt < (now - Everybody).ToUnixTimeMilliseconds())
            .OrderByDescending(p => p.Matters)
            .Select(p => p.Id)
            .Where(id => !asked.TryGetValue(id, out var at) || now - at >= WhoMatters)
            .Take(AtOnce)
            .ToList();
    }
}
