using System.Data;
using System.Data.Common;
using System.Globalization;
using Bot.Slack;
using Dapper;

namespace Bot.Storage;

/// <summary>The bot's storage: changes go through one writer, reads run beside it.</summary>
public sealed class Database : IDisposable
{
    /// <summary>How long an answer is kept for repeats of the same press or submission.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromHours(25);

    static readonly HashSet<string> NoNames = [];

    readonly IStore store;
    readonly TimeProvider clock;
    readonly Writer writer;
    readonly Waits waits;

    static Database()
    {
        // One set-up for every column: snake_case names, times and flags as 64-bit integers.
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(bool));
        SqlMapper.AddTypeHandler(new Flags());
    }

    /// <param name="store">Where it is kept.</param>
    /// <param name="clock">Workspace time.</param>
    /// <param name="most">So many changes that wait together share a transaction at most.</param>
    public Database(IStore store, TimeProvider clock, int most = Writer.LargestGroup)
    {
        this.store = store;
        this.clock = clock;
        writer = new Writer(store, Try, most);
        waits = new(store.IsShared);
        store.WokenByOthers += OnWoken;
    }

    /// <summary>
    /// Raised after a commit that woke subjects, with their names; without any after one of another bot on the same database.
    /// </summary>
    public event Action<IReadOnlySet<string>>? Woken;

    /// <summary>The lane of each kind of subject, as its server has put it.</summary>
    public Lanes Lanes { get; } = new();

    /// <summary>Whether other bots may be at the same database.</summary>
    public bool IsShared => store.IsShared;

    /// <summary>
    /// Wire time of what bots share, unix milliseconds: whatever workspace time is, Slack's calls take real seconds.
    /// </summary>
    public long WireNow => store.Clock.Now;

    /// <inheritdoc cref="StoreClock.Ahead"/>
    public TimeSpan Ahead => store.Clock.Ahead;

    /// <summary>What this bot is known by to the others, for as long as it runs.</summary>
    public string Self { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():n}";

    /// <summary>
    /// Why somebody may not change anything, in one sentence, or null: asked inside each change that is made for whoever sent
    /// something, as it may have become so while they waited. Until somebody decides it, nobody may.
    /// </summary>
    public Func<IDbConnection, string, string?>? Refusal { get; set; }

    /// <summary>Whether the writer has nothing left to do.</summary>
    public bool Idle => writer.Idle;

    /// <summary>Why the newest change could not be brought to disk; null where it could.</summary>
    public string? Trouble => writer.Trouble
        ?? (writer.Busy >= Longest
            ? string.Create(CultureInfo.InvariantCulture, $"A change is under way for {writer.Busy.TotalSeconds:0} s. {HeldUp}")
            : null);

    const string HeldUp = "Another program holds something locked that the bot writes, or the disk does not keep up.";

    // The longest that the bot waits for by itself, and some more.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <summary>
    /// Runs one change in its own transaction and returns once it is on disk. The change does nothing but SQL and may be run
    /// twice. Throws <see cref="StorageException"/> where it could not be kept.
    /// </summary>
    public async Task<T> Change<T>(Func<Tx, T> change)
    {
        var begun = new Begun();
        try
        {
            return await waits.For(Make(change, begun));
        }
        catch (DbException e)
        {
            // What has not begun is given up here, and is not made later: nobody waits for it any more.
            var isGivenUp = e is SilentException && begun.GiveUp();
            var mayBeMade = e is InDoubtException || (e is SilentException && !isGivenUp);
            throw Told(e, mayBeMade);
        }
    }

    async Task<T> Make<T>(Func<Tx, T> change, Begun begun)
    {
        using var span = Telemetry.Change();
        var (run, trace, times, isKept) = (OwnRun.Now, Telemetry.Trace, new ChangeTimes(), false);
        Tx? kept = null;
        try
        {
            var result = await writer.Write((db, common) =>
            {
                if (!begun.Begin()) return default!;
                times.Begin();
                var tx = new Tx(db, clock.GetUtcNow(), WireNow, Lanes, run, common) { IsShared = IsShared, Trace = trace };
                var made = change(tx);
                tx.End();
                if (!tx.LeavesCommon) common.Forget();
                if (tx.Woken.Count > 0 || tx.TellsOthers) store.TellOthers(db);
                times.Made();
                kept = tx;
                return made;
            });
            isKept = true;
            if (kept is { Woken.Count: > 0 }) Woken?.Invoke(kept.Woken);
            kept?.TellKept();
            return result;
        }
        finally
        {
            times.End(span, isKept);
        }
    }

    StorageException Told(DbException e, bool mayBeKept = false) =>
        new(store.Sentence(e), e, isAway: mayBeKept || (!store.IsOfOneChange(e) && !store.IsConflict(e)))
        {
            MayBeKept = mayBeKept,
        };

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsLeft => waits.IsOver;

    /// <summary>
    /// The bot ends: where the store does not answer just now, from now on nobody waits for it. What it was asked to keep may be
    /// kept all the same.
    /// </summary>
    public Task Leave() => waits.Leave(() => writer.Write((_, _) => true));

    void OnWoken() => Woken?.Invoke(NoNames);

    /// <inheritdoc cref="Change{T}"/>
    public Task Change(Action<Tx> change) => Change(tx =>
    {
        change(tx);
        return true;
    });

    /// <summary>Wakes a subject for a look that no change of rows asks for.</summary>
    public Task Wake(string subject) => Change(tx => tx.Wake(subject));

    /// <summary>
    /// Like <see cref="Change{T}"/>, but a repeat of the same key within 25 hours changes nothing and gets the first answer.
    /// </summary>
    public async Task<string?> Once(string key, Func<Tx, string?> change)
    {
        var person = Handling.Person;
        var answer = await Change(tx =>
        {
            var given = tx.Db.Query<string?>("select answer from answers where key = @key", new { key }).ToList();
            if (given.Count > 0) return given[0];
            if (person is not null && WhyNot(tx.Db, person) is { } refusal) throw new RefusedException(refusal);
            var answer = change(tx);
            tx.Db.Execute("insert into answers (key, at, answer) values (@key, @Now, @answer)", new { key, tx.Now, answer });
            return answer;
        });
        Handling.Kept();
        return answer;
    }

    /// <summary>Whether a change under that key was made within 25 hours.</summary>
    public bool IsDone(string key) =>
        Read(db => db.ExecuteScalar<long>("select count(*) from answers where key = @key", new { key }) > 0);

    /// <summary>
    /// Whether the same came within 25 hours already, asked inside the change that it is for; from then on it did.
    /// </summary>
    public static bool CameBefore(Tx tx, string key) => tx.Db.Execute(
        "insert into answers (key, at, answer) values (@key, @Now, null) on conflict (key) do nothing", new { key, tx.Now }) == 0;

    string? WhyNot(IDbConnection db, string person) => Refusal is { } why ? why(db, person) : RefusedException.NotYet;

    void Try(DbConnection db) => db.Execute(
        "insert into answers (key, at, answer) values ('try', @now, null) on conflict (key) do update set at = excluded.at",
        new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() });

    /// <summary>Answers are kept for as long as somebody may repeat the question.</summary>
    public async Task ForgetAnswers(DateTimeOffset now)
    {
        var before = (now - AnswersKept).ToUnixTimeMilliseconds();
        if (Read(db => db.ExecuteScalar<long>("select count(*) from answers where at < @before", new { before })) == 0) return;
        await Change(tx => tx.Db.Execute("delete from answers where at < @before", new { before }));
    }

    /// <summary>
    /// Reads what is committed, as of one moment; throws <see cref="StorageException"/> where that is not possible.
    /// </summary>
    public T Read<T>(Func<IDbConnection, T> read)
    {
        try
        {
            return waits.For(() => store.Read(read));
        }
        catch (DbException e)
        {
            throw Told(e);
        }
    }

    /// <summary>The same for whoever asks over HTTP: they may be many, so no thread waits with them.</summary>
    public async Task<T> ReadInTurn<T>(Func<IDbConnection, T> read)
    {
        try
        {
            return await waits.InTurn(() => store.Read(read));
        }
        catch (DbException e)
        {
            throw Told(e);
        }
    }

    public void Dispose()
    {
        store.WokenByOthers -= OnWoken;
        writer.Dispose(waits.IsOver ? TimeSpan.Zero : Timeout.InfiniteTimeSpan);
        waits.Dispose();
    }

    /// <summary>Flags are 0 and 1 in every column, as not each store has another type for them.</summary>
    sealed class Flags : SqlMapper.TypeHandler<bool>
    {
        public override void SetValue(IDbDataParameter parameter, bool value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value ? 1L : 0L;
        }

        public override bool Parse(object value) => Convert.ToBoolean(value, CultureInfo.InvariantCulture);
    }
}
