using System.Data;
using Bot.Slack;
using Dapper;

namespace Bot.Storage;

/// <summary>The bot's storage: changes go through one writer, reads run beside it.</summary>
public sealed class Database : IDisposable
{
    /// <summary>How long an answer is kept for repeats of the same press or submission.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromHours(25);

    readonly DatabaseFile file;
    readonly TimeProvider clock;
    readonly Writer writer;

    static Database()
    {
        // One set-up for every column: snake_case names, times and flags as 64-bit integers.
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public Database(DatabaseFile file, TimeProvider clock)
    {
        this.file = file;
        this.clock = clock;
        writer = new Writer(() => file.Open());
    }

    /// <summary>Raised after a commit that woke a subject.</summary>
    public event Action? Woken;

    /// <summary>
    /// Why somebody may not change anything, in one sentence, or null: asked inside each change that is made for whoever sent
    /// something, as it may have become so while they waited. Until somebody decides it, nobody may.
    /// </summary>
    public Func<IDbConnection, string, string?>? Refusal { get; set; }

    /// <summary>Whether the writer has nothing left to do.</summary>
    public bool Idle => writer.Idle;

    /// <summary>Why the newest change could not be brought to disk; null where it could.</summary>
    public string? Trouble => writer.Trouble;

    /// <summary>
    /// Runs one change in its own transaction and returns once it is on disk. The change does nothing but SQL and may be run
    /// twice.
    /// </summary>
    public async Task<T> Change<T>(Func<Tx, T> change)
    {
        var (woke, run) = (false, OwnRun.Now);
        var result = await writer.Write(db =>
        {
            var tx = new Tx(db, clock.GetUtcNow(), run);
            var made = change(tx);
            woke = tx.Woke;
            return made;
        });
        if (woke) Woken?.Invoke();
        return result;
    }

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

    string? WhyNot(IDbConnection db, string person) => Refusal is { } why ? why(db, person) : RefusedException.NotYet;

    /// <summary>Finds out whether changes get to disk again.</summary>
    public Task Try() => Change(tx => tx.Db.Execute(
        "insert into answers (key, at, answer) values ('try', @Now, null) on conflict (key) do update set at = excluded.at",
        new { tx.Now }));

    /// <summary>Answers are kept for as long as somebody may repeat the question.</summary>
    public async Task ForgetAnswers(DateTimeOffset now)
    {
        var before = (now - AnswersKept).ToUnixTimeMilliseconds();
        if (Read(db => db.ExecuteScalar<long>("select count(*) from answers where at < @before", new { before })) == 0) return;
        await Change(tx => tx.Db.Execute("delete from answers where at < @before", new { before }));
    }

    /// <summary>Reads what is committed, as of one moment.</summary>
    public T Read<T>(Func<IDbConnection, T> read)
    {
        using var db = file.Open(readOnly: true);
        try
        {
            db.Execute("begin transaction");
            return read(db);
        }
        finally
        {
            DatabaseFile.RollBack(db);
        }
    }

    public void Dispose() => writer.Dispose();
}
