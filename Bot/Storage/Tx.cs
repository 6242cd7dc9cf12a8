using System.Data;
using Dapper;

namespace Bot.Storage;

/// <summary>One change in the making: everything it reads and writes is in one transaction, and it may be run twice.</summary>
public sealed class Tx(IDbConnection db, DateTimeOffset now, OwnRun? run = null)
{
    readonly long wireNow = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public IDbConnection Db => db;

    /// <summary>Workspace time of the change.</summary>
    public DateTimeOffset Time => now;

    /// <summary>Workspace time of the change, unix milliseconds.</summary>
    public long Now { get; } = now.ToUnixTimeMilliseconds();

    internal bool Woke { get; private set; }

    /// <summary>
    /// Asks the synchroniser to make Slack match <paramref name="subject"/> once this change is on disk, or later by
    /// <paramref name="delay"/> of wire time.
    /// </summary>
    public void Wake(string subject, TimeSpan delay = default)
    {
        if (run?.Subject == subject)
        {
            WakeItself(run, delay > run.Pause ? delay : run.Pause);
            return;
        }

        Woke = true;
        db.Execute(
            """
            insert into wakes (subject, version, due_at, tries) values (@subject, 1, @due, 0)
            on conflict (subject) do update
            set version = version + 1, due_at = min(due_at, excluded.due_at), parked = null, parked_at = null
            """,
            new { subject, due = wireNow + (long)delay.TotalMilliseconds });
    }

    // Another's wake during the run is not put off.
    void WakeItself(OwnRun own, TimeSpan pause)
    {
        Woke = true;
        db.Execute(
            """
            insert into wakes (subject, version, due_at, tries) values (@Subject, 1, @due, @Tries + 1)
            on conflict (subject) do update
            set version = version + 1,
                due_at = case when version = @Version then excluded.due_at else min(due_at, excluded.due_at) end,
                tries = max(tries, excluded.tries), parked = null, parked_at = null
            """,
            new { own.Subject, own.Version, own.Tries, due = wireNow + (long)pause.TotalMilliseconds });
    }

    /// <summary>Asks for it again, no sooner than after a pause of wire time: what was just tried may need to settle.</summary>
    public void TryAgain(string subject, TimeSpan pause)
    {
        Woke = true;
        var tries = run?.Subject == subject ? run.Tries : 0;
        if (tries > 0 && run!.Pause > pause) pause = run.Pause;
        db.Execute(
            """
            insert into wakes (subject, version, due_at, tries) values (@subject, 1, @due, @tries)
            on conflict (subject) do update
            set version = version + 1, due_at = excluded.due_at, tries = max(tries, excluded.tries)
            """,
            new { subject, due = wireNow + (long)pause.TotalMilliseconds, tries = tries + 1 });
    }

    /// <summary>Says that what App Home shows may have changed.</summary>
    public void WakeHomes() => Wake("homes");

    /// <summary>Writes one line of the subject's timeline, which is the audit log as well.</summary>
    /// <param name="line">The incident's line that shows it to the channel.</param>
    public void Note(
        string subject, Verb verb, string actor, string? before = null, string? after = null, string? why = null,
        long? line = null) =>
        db.Execute(
            """
            insert into history (at, actor, subject, verb, before, after, why, line)
            values (@Now, @actor, @subject, @verb, @before, @after, @why, @line)
            """,
            new { Now, actor, subject, verb = verb.Word, before, after, why, line });
}
