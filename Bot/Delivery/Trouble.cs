using System.Data;
using System.Globalization;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// Tells the announcement channel and the admins what does not get to Slack, and what else the bot cannot make good by itself:
/// what is new within a quarter of an hour, then once a day while whoever hears it is at work, until it
/// is cured; then its messages say since when.
/// </summary>
public sealed class Trouble(
    Database database, Posts posts, DirectMessages direct, Profiles people, AnnouncementChannel announcements,
    TroubleMessage message)
{
    // Neither is somebody called every minute while one thing after another breaks, nor is what comes and goes news each time.
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(15), Known = TimeSpan.FromHours(1), Daily = TimeSpan.FromHours(20);

    // What is well for so long is not said to be over too soon; and how long a message is known to say what is over.
    static readonly TimeSpan Held = TimeSpan.FromMinutes(15), Kept = TimeSpan.FromDays(30);

    const string OverPrefix = "trouble_over";

    readonly List<Func<IDbConnection, IEnumerable<string>>> others = [];

    /// <summary>Whether somebody works at that time: they are reminded only then.</summary>
    public Func<IDbConnection, string, DateTimeOffset, bool> IsAtWork { get; set; } = (_, _, _) => true;

    /// <summary>Sentences about what else wants an admin.</summary>
    public void Also(Func<IDbConnection, IEnumerable<string>> what) => others.Add(what);

    public void Register(Synchroniser synchroniser, Ticker ticker)
    {
        synchroniser.Serve("trouble", Tell);
        synchroniser.Serve(OverPrefix, End);
        ticker.EachMinute("trouble", Look);
    }

    async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (!database.Read(db => IsWrong(db) || TroubleStore.IsAnyTold(db))) return;
        await database.Change(Look);
    }

    void Look(Tx tx)
    {
        var wrong = Wrong(tx.Db);
        TroubleStore.See(
            tx, Failing.Maybe(tx.Db).Select(f => message.Cause(tx.Db, f)).Concat(wrong.Select(w => w.What)).ToHashSet());
        foreach (var round in TroubleStore.End(tx, tx.Now - Milliseconds(Known), tx.Now - Milliseconds(Held)))
        {
            tx.Wake($"{OverPrefix}:{round}");
            tx.WakeHomes();
        }

        var told = TroubleStore.Told(tx.Db);
        var last = told.Select(t => t.At).DefaultIfEmpty(long.MinValue / 2).Max();
        if (wrong.Select(w => w.What).Except(told.Select(t => t.What)).Any())
        {
            if (tx.Now - last >= Milliseconds(Pause)) TellAll(tx, wrong);
        }
        else if (wrong.Count > 0)
        {
            Remind(tx, wrong);
        }
    }

    static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    static void TellAll(Tx tx, List<TroubleLine> wrong)
    {
        TroubleStore.Forget(tx, tx.Now - Milliseconds(Kept));
        TroubleStore.Tell(tx, Round(tx), wrong);
        tx.Wake($"trouble:{Round(tx)}");
        tx.WakeHomes();
    }

    static string Round(Tx tx) => tx.Now.ToString(CultureInfo.InvariantCulture);

    void Remind(Tx tx, List<TroubleLine> wrong)
    {
        var due = TroubleStore.HeardBefore(tx.Db, tx.Now - Milliseconds(Daily)).Where(p => IsAtWork(tx.Db, p, tx.Time)).ToList();
        if (due.Count == 0) return;
        TroubleStore.Tell(tx, Round(tx), wrong);
        foreach (var person in due)
        {
            TroubleStore.Heard(tx, person);
            tx.Wake($"trouble:{Round(tx)}:{person}");
        }
    }

    /// <param name="id">When; for a reminder also whom.</param>
    async Task Tell(string id, CancellationToken stop)
    {
        var parts = id.Split(':');
        var lines = database.Read(db => TroubleStore.Lines(db, parts[0]));
        if (lines.Count == 0 || !database.Read(IsWrong)) return;
        var said = message.Of(lines);
        if (parts is [_, var person])
        {
            if ((await Hearers(stop)).Contains(person)) await TellAdmin(id, person, said, stop);
            return;
        }

        await Steps.All(
            async () => await posts.Show($"trouble:{id}", await announcements.Id(stop), said, stop),
            async () => await Steps.All((await Hearers(stop)).Select<string, Func<Task>>(admin => async () =>
            {
                await TellAdmin($"{id}:{admin}", admin, said, stop);
                await database.Change(tx => TroubleStore.Heard(tx, admin));
            })));
    }

    /// <summary>Every message of a round says what of it is over.</summary>
    async Task End(string round, CancellationToken stop)
    {
        var (lines, messages) = database.Read(db => (TroubleStore.Lines(db, round), TroubleStore.Messages(db, round)));
        if (lines.Count == 0) return;
        var said = message.Of(lines);
        await Steps.All(messages.Select<(string Slot, string Channel), Func<Task>>(m =>
            () => posts.Follow(m.Slot, m.Channel, said, stop, Lost.Left)));
    }

    /// <summary>Shows every admin something else in private, in slots below the one named.</summary>
    public async Task ShowAdmins(string slots, Message said, CancellationToken stop) =>
        await Steps.All((await Hearers(stop)).Select<string, Func<Task>>(admin => async () =>
            await posts.Show($"{slots}:{admin}", await direct.With(admin, stop), said, stop, Lost.Left)));

    /// <summary>The admins; where none is known yet, Slack is asked who they are.</summary>
    public async Task<IReadOnlyList<string>> Hearers(CancellationToken stop)
    {
        if (database.Read(Admins.All) is { Count: > 0 } known) return known;
        await people.FindAdmins(stop);
        return database.Read(Admins.All);
    }

    async Task TellAdmin(string id, string admin, Message said, CancellationToken stop) =>
        await posts.Show($"trouble:{id}", await direct.With(admin, stop), said, stop);

    bool IsWrong(IDbConnection db) => Failing.All(db, database.WireNow).Count > 0 || Others(db).Count > 0;

    /// <summary>What is wrong, each cause once: another incident that meets the same refusal is no news.</summary>
    List<TroubleLine> Wrong(IDbConnection db) =>
        [
            .. message.Lines(db, Failing.All(db, database.WireNow)),
            .. Others(db).Select(TroubleMessage.Line).DistinctBy(l => l.What),
        ];

    List<string> Others(IDbConnection db) => [.. others.SelectMany(what => what(db))];
}
