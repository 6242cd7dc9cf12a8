using System.Data;
using System.Globalization;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Tells the announcement channel and the admins what does not get to Slack, and what else the bot cannot make good by itself:
/// what is new within a quarter of an hour, then once a day while whoever hears it is at work, until it is cured.
/// </summary>
public sealed class Trouble(
    Database database, Posts posts, DirectMessages direct, Profiles people, AnnouncementChannel announcements,
    TroubleMessage message)
{
    // Neither is somebody called every minute while one thing after another breaks, nor is what comes and goes news each time.
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(15), Known = TimeSpan.FromHours(1), Daily = TimeSpan.FromHours(20);

    readonly List<Func<IDbConnection, IEnumerable<string>>> others = [];

    /// <summary>Whether somebody works at that time: they are reminded only then.</summary>
    public Func<IDbConnection, string, DateTimeOffset, bool> IsAtWork { get; set; } = (_, _, _) => true;

    /// <summary>Sentences about what else wants an admin.</summary>
    public void Also(Func<IDbConnection, IEnumerable<string>> what) => others.Add(what);

    public void Register(Synchroniser synchroniser, Ticker ticker)
    {
        synchroniser.Serve("trouble", Tell);
        ticker.EachMinute("trouble", Look);
    }

    async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (!database.Read(db => IsWrong(db) || IsAnyTold(db))) return;
        await database.Change(Look);
    }

    void Look(Tx tx)
    {
        var (wrong, told) = (Wrong(tx.Db), Told(tx.Db));
        var isLasting = Failing.Maybe(tx.Db).Select(Key).Concat(wrong).ToHashSet();
        foreach (var cured in told.Where(t => !isLasting.Contains(t.What) && tx.Now - t.At >= Known.TotalMilliseconds))
            tx.Db.Execute("delete from troubles where what = @What", new { cured.What });
        var last = told.Select(t => t.At).DefaultIfEmpty(long.MinValue / 2).Max();
        if (wrong.Except(told.Select(t => t.What)).Any())
        {
            if (tx.Now - last >= Pause.TotalMilliseconds) TellAll(tx, wrong);
        }
        else if (wrong.Count > 0)
        {
            Remind(tx);
        }
    }

    static void TellAll(Tx tx, List<string> wrong)
    {
        SetTold(tx, wrong);
        tx.Wake($"trouble:{Round(tx)}");
    }

    static void SetTold(Tx tx, List<string> wrong)
    {
        const string Tell = "insert into troubles (what, told_at) values (@what, @Now) "
            + "on conflict (what) do update set told_at = excluded.told_at";
        foreach (var what in wrong) tx.Db.Execute(Tell, new { what, tx.Now });
    }

    static string Round(Tx tx) => tx.Now.ToString(CultureInfo.InvariantCulture);

    void Remind(Tx tx)
    {
        var before = tx.Now - (long)Daily.TotalMilliseconds;
        const string Due = "select person from trouble_hearers where told_at <= @before";
        foreach (var person in tx.Db.Query<string>(Due, new { before }).ToList().Where(p => IsAtWork(tx.Db, p, tx.Time)))
        {
            Heard(tx, person);
            tx.Wake($"trouble:{Round(tx)}:{person}");
        }
    }

    static void Heard(Tx tx, string person) => tx.Db.Execute(
        "insert into trouble_hearers (person, told_at) values (@person, @Now) "
            + "on conflict (person) do update set told_at = excluded.told_at",
        new { person, tx.Now });

    /// <param name="id">When; for a reminder also whom.</param>
    async Task Tell(string id, CancellationToken stop)
    {
        var (failing, rest) = database.Read(db => (Failing.All(db), Others(db)));
        if (failing.Count + rest.Count == 0) return;
        var said = database.Read(db => message.Of(db, failing, rest));
        if (id.Split(':') is [_, var person])
        {
            if ((await Hearers(stop)).Contains(person)) await TellAdmin(id, person, said, stop);
            return;
        }

        // What has gone wrong since is told with it.
        await database.Change(tx => SetTold(tx, [.. failing.Select(Key).Concat(rest).Distinct()]));
        await Steps.All(
            async () => await posts.Show($"trouble:{id}", await announcements.Id(stop), said, stop),
            async () => await Steps.All((await Hearers(stop)).Select<string, Func<Task>>(admin => async () =>
            {
                await TellAdmin($"{id}:{admin}", admin, said, stop);
                await database.Change(tx => Heard(tx, admin));
            })));
    }

    /// <summary>The admins; where none is known yet, Slack is asked who they are.</summary>
    async Task<IReadOnlyList<string>> Hearers(CancellationToken stop)
    {
        if (database.Read(Admins.All) is { Count: > 0 } known) return known;
        await people.FindAdmins(stop);
        return database.Read(Admins.All);
    }

    async Task TellAdmin(string id, string admin, Message said, CancellationToken stop) =>
        await posts.Show($"trouble:{id}", await direct.With(admin, stop), said, stop);

    bool IsWrong(IDbConnection db) => Failing.All(db).Count > 0 || Others(db).Count > 0;

    static bool IsAnyTold(IDbConnection db) => db.ExecuteScalar<long>("select exists (select 1 from troubles)") != 0;

    /// <summary>What is wrong, each cause once: another incident that meets the same refusal is no news.</summary>
    List<string> Wrong(IDbConnection db) => [.. Failing.All(db).Select(Key).Concat(Others(db)).Distinct()];

    static string Key((string Subject, string Why) failing) => $"{SpokenSubject.Place(failing.Subject)}: {failing.Why}";

    static List<(string What, long At)> Told(IDbConnection db) =>
        db.Query<(string, long)>("select what, told_at from troubles").ToList();

    List<string> Others(IDbConnection db) => [.. others.SelectMany(what => what(db))];
}
