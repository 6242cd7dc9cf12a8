using System.Data;
using Dapper;

namespace Bot.Storage;

/// <summary>One change in the making: everything it reads and writes is in one transaction, and it may be run twice.</summary>
public sealed class Tx
{
    readonly IDbConnection db;
    readonly Lanes lanes;
    readonly OwnRun? run;
    readonly InCommon common;

    // What is woken and is only database work, in the order in which it came.
    readonly List<(string Subject, Action<Tx> Act)> within = [];

    // What is said once it is on disk.
    readonly List<Action> kept = [];

    // What is noted of subjects of which somebody hears, in the order in which it came.
    readonly List<(string Subject, List<Noted> Facts)> noted = [];

    internal Tx(IDbConnection db, DateTimeOffset now, long wireNow, Lanes lanes, OwnRun? run, InCommon common)
    {
        (this.db, this.lanes, this.run, this.common) = (db, lanes, run, common);
        (Time, Now, WireNow) = (now, now.ToUnixTimeMilliseconds(), wireNow);
    }

    public IDbConnection Db => db;

    /// <summary>Workspace time of the change.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Workspace time of the change, unix milliseconds.</summary>
    public long Now { get; }

    /// <inheritdoc cref="Database.WireNow"/>
    public long WireNow { get; }

    /// <inheritdoc cref="Database.IsShared"/>
    public bool IsShared { get; internal init; }

    /// <summary>Of what it is a part, where that is traced.</summary>
    internal string? Trace { get; init; }

    /// <summary>The subjects that it wakes.</summary>
    internal HashSet<string> Woken { get; } = [];

    internal bool TellsOthers { get; private set; }

    /// <summary>
    /// The change alters nothing that is read by <see cref="Common"/>: those behind it in the transaction need not read it again.
    /// Until a change says so of itself, it may have altered all.
    /// </summary>
    public bool LeavesCommon { get; set; }

    /// <summary>What a change before it in the same transaction has read already, or else reads now.</summary>
    public T Common<T>(string what, Func<T> read)
        where T : notnull => common.Get(what, read);

    /// <summary>Does what the change has woken and is done within it; then tells whoever hears of what it has noted.</summary>
    internal void End()
    {
        while (within.Count + noted.Count > 0)
        {
            if (within.Count > 0)
            {
                var next = within[0];
                within.RemoveAt(0);
                next.Act(this);
                continue;
            }

            var (subject, facts) = noted[0];
            noted.RemoveAt(0);
            lanes.Heard(subject)!(this, facts);
        }
    }

    /// <summary>Counts something once this change is on disk, and not before, as it may be made anew.</summary>
    public void Counts(Action count) => kept.Add(count);

    internal void TellKept() => kept.ForEach(count => count());

    /// <summary>Lets the other bots look, though no subject is woken.</summary>
    public void TellOthers() => TellsOthers = true;

    /// <summary>
    /// Asks the synchroniser to make Slack match <paramref name="subject"/> once this change is on disk, or later by
    /// <paramref name="delay"/> of wire time. What is only database work is done at the end of this change.
    /// </summary>
    public void Wake(string subject, TimeSpan delay = default)
    {
        if (lanes.Within(subject) is { } act)
        {
            if (!within.Exists(w => w.Subject == subject)) within.Add((subject, act));
            return;
        }

        if (run?.Subject == subject)
        {
            WakeItself(run, delay > run.Pause ? delay : run.Pause);
            return;
        }

        Woken.Add(subject);
        db.Execute(
            """
            insert into wakes (subject, lane, version, due_at, tries, trace) values (@subject, @lane, 1, @due, 0, @trace)
            on conflict (subject) do update
            set version = wakes.version + 1,
                due_at = case when wakes.due_at < excluded.due_at then wakes.due_at else excluded.due_at end,
                parked = null, parked_at = null, trace = coalesce(excluded.trace, wakes.trace)
            """,
            new
            {
                subject,
                lane = lanes.Of(subject),
                due = WireNow + (long)delay.TotalMilliseconds,
                trace = Telemetry.After(delay, Trace),
            });
    }

    // Another's wake during the run is not put off.
    void WakeItself(OwnRun own, TimeSpan pause)
    {
        Woken.Add(own.Subject);
        db.Execute(
            """
            insert into wakes (subject, lane, version, due_at, tries, trace)
            values (@Subject, @lane, 1, @due, @Tries + 1, @trace)
            on conflict (subject) do update
            set version = wakes.version + 1,
                due_at = case when wakes.version <> @Version and wakes.due_at < excluded.due_at then wakes.due_at
                    else excluded.due_at end,
                tries = case when wakes.tries > excluded.tries then wakes.tries else excluded.tries end,
                parked = null, parked_at = null, trace = coalesce(excluded.trace, wakes.trace)
            """,
            new
            {
                own.Subject,
                lane = lanes.Of(own.Subject),
                own.Version,
                own.Tries,
                due = WireNow + (long)pause.TotalMilliseconds,
                trace = Telemetry.After(pause, Trace),
            });
    }

    /// <summary>Asks for it again, no sooner than after a pause of wire time: what was just tried may need to settle.</summary>
    public void TryAgain(string subject, TimeSpan pause)
    {
        Woken.Add(subject);
        var tries = run?.Subject == subject ? run.Tries : 0;
        if (tries > 0 && run!.Pause > pause) pause = run.Pause;
        db.Execute(
            """
            insert into wakes (subject, lane, version, due_at, tries, trace)
            values (@subject, @lane, 1, @due, @tries, @trace)
            on conflict (subject) do update
            set version = wakes.version + 1, due_at = excluded.due_at,
                tries = case when wakes.tries > excluded.tries then wakes.tries else excluded.tries end,
                trace = coalesce(excluded.trace, wakes.trace)
            """,
            new
            {
                subject,
                lane = lanes.Of(subject),
                due = WireNow + (long)pause.TotalMilliseconds,
                tries = tries + 1,
                trace = Telemetry.After(pause, Trace),
            });
    }

    /// <summary>
    /// The next of numbers that people see: without gaps, whatever is tried again, and in the order of the commits.
    /// </summary>
    public long NextNumber(string of) => db.ExecuteScalar<long>(
        """
        insert into counters (name, value) values (@of, 1)
        on conflict (name) do update set value = counters.value + 1 returning value
        """,
        new { of });

    /// <summary>The next of them is so much further on, as others may have been given out meanwhile.</summary>
    internal void JumpNumber(string of, long by) => db.Execute(
        """
        insert into counters (name, value) values (@of, @by)
        on conflict (name) do update set value = counters.value + excluded.value
        """,
        new { of, by });

    /// <summary>Says that what App Home shows may have changed.</summary>
    public void WakeHomes() => Wake("homes");

    /// <summary>
    /// Forgets what happened before then to what comes and goes; how settings and rotations became what they are stays.
    /// </summary>
    /// <param name="before">What happened since then stays.</param>
    /// <param name="settled">What happened to incidents since then stays as well.</param>
    /// <param name="open">Asks in SQL for the subjects of which all stays.</param>
    /// <param name="most">So many lines go at most.</param>
    public int ForgetHistory(long before, long settled, string open, int most) => db.Execute(
        $"""
        delete from history where id in (
            select id from history where at < @before and subject not like 'setting:%' and subject not like 'rotation:%'
                and subject not like 'source:%' and subject not like 'hook:%' and subject not like 'token:%'
                and subject not like 'route:%' and subject not like 'destination:%' and subject not like 'webhook:%'
                and subject not like 'holidays:%'
                and (at < @settled or subject not like 'incident:%') and subject not in ({open})
            order by at limit @most)
        """,
        new { before, settled, most });

    /// <summary>Writes one line of the subject's timeline, which is the audit log as well.</summary>
    /// <param name="line">The incident's line that shows it to the channel.</param>
    public void Note(
        string subject, Verb verb, string actor, string? before = null, string? after = null, string? why = null,
        long? line = null)
    {
        db.Execute(
            """
            insert into history (at, actor, subject, verb, before, after, why, line)
            values (@Now, @actor, @subject, @verb, @before, @after, @why, @line)
            """,
            new { Now, actor, subject, verb = verb.Word, before, after, why, line });
        Tell(subject, verb, before, after);
    }

    /// <summary>Tells whoever hears of the subject what is no line of its timeline.</summary>
    public void Tell(string subject, string what, string? before = null, string? after = null)
    {
        if (lanes.Heard(subject) is null) return;
        if (noted.Find(n => n.Subject == subject) is not { Facts: { } facts }) noted.Add((subject, facts = []));
        facts.Add(new(what, before, after));
    }
}
