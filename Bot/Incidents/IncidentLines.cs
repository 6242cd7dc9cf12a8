using System.Data;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// A line in an incident's channel: what one person changed within a minute. Its words are made of the history that points to it.
/// </summary>
public sealed record IncidentLine(long Id, long Incident, long At, string Actor, long Thread, long? Lasted, long? InUpdate)
{
    /// <summary>Whoever follows the announcement hears of it too.</summary>
    public bool IsAnnounced => Thread != IncidentLines.InChannelOnly;

    /// <summary>The announcement channel as a whole hears of it.</summary>
    public bool IsBroadcast => Thread == IncidentLines.Broadcast;
}

/// <summary>The rows of lines.</summary>
public static class IncidentLines
{
    public const long InChannelOnly = 0, InThread = 1, Broadcast = 2;
    const string Columns = "id, incident, at, actor, thread, lasted, in_update";

    static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The line that shows a change: a new one, or the person's own of within the last minute when nobody else spoke since, and
    /// both can be said in one.
    /// </summary>
    public static long Open(Tx tx, IncidentRow incident, Transition step, IncidentChange.By by)
    {
        if (!step.Before.IsOpen && !step.After.IsOpen) ChannelStore.SetLastWord(tx, incident);
        // What is over by itself is news to nobody outside: the announcement says it.
        var (thread, lasted) = (
            by.Actor == IncidentChange.Bot && step.EndsIt ? InChannelOnly : ThreadOf(step),
            step.EndsIt ? tx.Now - incident.OpenedAt : (long?)null);
        if (by.InUpdate is null && step.Before.IsOpen == step.After.IsOpen
            && Latest(tx.Db, incident.Number) is { InUpdate: null, Lasted: null } last && last.Actor == by.Actor
            && !(last.At < incident.ForgottenAt)
            && thread <= last.Thread && last.At > tx.Now - (long)Burst.TotalMilliseconds && !IsLeftToCall(tx.Db, last)
            && !IsApart(tx.Db, last, step, by))
        {
            tx.Db.Execute(
                """
                update incident_lines set thread = case when @thread > thread then @thread else thread end,
                    lasted = coalesce(@lasted, lasted), dirty = 1,
                    reply_dirty = 1
                where id = @Id
                """,
                new { last.Id, thread, lasted });
            return last.Id;
        }

        return tx.Db.ExecuteScalar<long>(
            """
            insert into incident_lines (incident, at, actor, thread, lasted, in_update)
            values (@Number, @Now, @Actor, @thread, @lasted, @InUpdate) returning id
            """,
            new { incident.Number, tx.Now, by.Actor, thread, lasted, by.InUpdate });
    }

    /// <summary>
    /// The line that says what else fails: the last one of alerts within a minute, when nobody else spoke since.
    /// </summary>
    public static long OfAlerts(Tx tx, IncidentRow incident)
    {
        if (Latest(tx.Db, incident.Number) is { Actor: IncidentChange.Alert, InUpdate: null, Lasted: null } last
            && !(last.At < incident.ForgottenAt) && last.At > tx.Now - (long)Burst.TotalMilliseconds
            && !IsLeftToCall(tx.Db, last))
        {
            tx.Db.Execute("update incident_lines set dirty = 1 where id = @Id", new { last.Id });
            return last.Id;
        }

        return tx.Db.ExecuteScalar<long>(
            $"""
            insert into incident_lines (incident, at, actor, thread) values (@Number, @Now, @Alert, {InChannelOnly}) returning id
            """,
            new { incident.Number, tx.Now, IncidentChange.Alert });
    }

    /// <summary>The channel does not show the line as it is any more.</summary>
    public static void ShowAnew(Tx tx, long line) =>
        tx.Db.Execute("update incident_lines set dirty = 1 where id = @line", new { line });

    /// <summary>A line of its own, of what is no change of the incident.</summary>
    public static long Alone(Tx tx, IncidentRow incident, string actor) => tx.Db.ExecuteScalar<long>(
        $"""
        insert into incident_lines (incident, at, actor, thread) values (@Number, @Now, @actor, {InChannelOnly}) returning id
        """,
        new { incident.Number, tx.Now, actor });

    /// <summary>An incident has its channel: the line that tells of it where it was split off leads there.</summary>
    public static void HasChannel(Tx tx, IncidentRow incident)
    {
        var lines = tx.Db.Query<(long Line, string Subject)>(
            """
            select o.line, o.subject from history h join history o on o.subject = 'incident:' || substr(h.after, 5)
                and o.verb = @split and o.after = @Label and o.line is not null
            where h.subject = @Subject and h.verb = @from
            """,
            new
            {
                incident.Subject,
                incident.Label,
                split = IncidentFacts.Split.Word,
                from = IncidentFacts.SplitFrom.Word,
            }).ToList();
        foreach (var (line, subject) in lines)
        {
            ShowAnew(tx, line);
            // One fact more, so that whoever shows the line just now does not take it for shown.
            tx.Note(subject, IncidentFacts.SplitChannel, IncidentChange.Bot, after: incident.Label, line: line);
            tx.Wake(subject);
        }
    }

    // Those who follow from outside hear that it got worse, is over, or is back; what is over gets no worse.
    static long ThreadOf(Transition step) =>
        // Of what nobody has accepted the announcement is the card, which shows it.
        step is { Before.IsOpen: false, After.IsOpen: false } or { After.Unaccepted: true } ? InChannelOnly
        : step.After.Severity <= step.Before.Severity && step.After.Affected == step.Before.Affected
            && step.Before.IsOpen == step.After.IsOpen ? InChannelOnly
        : !step.Raises && step.Before.IsOpen == step.After.IsOpen && step.After.Severity <= step.Before.Severity ? InChannelOnly
        : step.After.Severity == Severity.Critical ? Broadcast : InThread;

    /// <summary>
    /// A call says it in the channel already, so that a line of these facts alone is not posted there; whoever follows the
    /// announcement still hears it.
    /// </summary>
    public static void LeaveToCall(Tx tx, long line, int facts) => tx.Db.Execute(
        "update incident_lines set dirty = 0 where id = @line and (select count(*) from history where line = @line) = @facts",
        new { line, facts });

    /// <summary>What was left to a call that is not made is said by its line; false where there is none.</summary>
    public static bool SayAfterAll(Tx tx, long incident, long at) => tx.Db.Execute(
        """
        update incident_lines set dirty = 1 where incident = @incident and at = @at and dirty = 0 and in_update is null
            and not exists (select 1 from posts where slot = 'incident:' || incident || ':line:' || id)
        """,
        new { incident, at }) > 0;
    /// <summary>Nothing of the bot's stands between a line and the last call of the waiting that it ends.</summary>
    public static bool IsBehindCall(IDbConnection db, IncidentRow incident, long line) => db.ExecuteScalar<long>(
        """
        select exists (select 1 from incident_calls c
            where c.incident = @Number and c.waiting = @Waitings and c.called_in is null and c.reached = 1
            and c.step not in ('leadagain', 'standinagain')
            and not exists (select 1 from incident_lines l where l.incident = @Number and l.id <> @line and l.at > c.at)
            and not exists (select 1 from incident_updates u where u.incident = @Number and u.at > c.at))
        """,
        new { incident.Number, incident.Waitings, line }) != 0;

    /// <summary>The channel has not seen it and never will: what follows does not say it again.</summary>
    static bool IsLeftToCall(IDbConnection db, IncidentLine line) => db.ExecuteScalar<long>(
        """
        select exists (select 1 from incident_lines where id = @Id and dirty = 0)
            and not exists (select 1 from posts where slot = 'incident:' || @Incident || ':line:' || @Id)
        """,
        new { line.Id, line.Incident }) != 0;

    /// <summary>What is given to two people is given twice, and so is what is said of it.</summary>
    static bool IsApart(IDbConnection db, IncidentLine last, Transition step, IncidentChange.By by)
    {
        var facts = FactsOf(db, last.Id);
        return step.Before.Lead != step.After.Lead && facts.Any(f => f.Is(IncidentFacts.Lead))
            || by.Why is { Length: > 0 } && LineText.Why(facts) is not null;
    }

    static IncidentLine? Latest(IDbConnection db, long incident) => db.QueryFirstOrDefault<IncidentLine>(
        $"select {Columns} from incident_lines where incident = @incident order by id desc limit 1", new { incident });

    /// <summary>Lines that the channel does not show as they are, the oldest first.</summary>
    public static List<IncidentLine> Unsaid(IDbConnection db, long incident) => db.Query<IncidentLine>(
        $"""
        select {Columns} from incident_lines where incident = @incident and dirty = 1 and in_update is null
            and {IncidentStore.SinceForgotten} order by id
        """,
        new { incident }).ToList();

    /// <summary>Lines that the announcement's thread does not show as they are, the oldest first.</summary>
    public static List<IncidentLine> Unreplied(IDbConnection db, long incident) => db.Query<IncidentLine>(
        $"select {Columns} from incident_lines where incident = @incident and reply_dirty = 1 and thread > 0 order by id",
        new { incident }).ToList();

    /// <summary>
    /// Lines behind that one of what whoever follows from outside is to hear, the oldest first: it got worse, is over, is back.
    /// </summary>
    public static List<IncidentLine> Behind(IDbConnection db, long incident, long after) => db.Query<IncidentLine>(
        $"""
        select {Columns} from incident_lines where incident = @incident and id > @after and in_update is null
            and (thread > 0 or lasted is not null) and {IncidentStore.SinceForgotten} order by id
        """,
        new { incident, after }).ToList();

    /// <summary>The line whose change an update's message shows.</summary>
    public static IncidentLine? OfUpdate(IDbConnection db, long update) =>
        db.QueryFirstOrDefault<IncidentLine>($"select {Columns} from incident_lines where in_update = @update", new { update });

    /// <summary>What a line says, in the order in which it happened.</summary>
    public static List<TimelineEntry> FactsOf(IDbConnection db, long line) => db.Query<TimelineEntry>(
        "select at, actor, verb, before, after, why from history where line = @line order by id", new { line }).ToList();

    /// <summary>The channel shows the line as it was read, with so many facts.</summary>
    public static Task Shown(Database database, Said said) => Shown(database, said, "dirty");

    /// <summary>The announcement's thread shows it.</summary>
    public static Task Replied(Database database, Said said) => Shown(database, said, "reply_dirty");

    static Task Shown(Database database, Said said, string flag) => database.Change(tx => tx.Db.Execute(
        $"""
        update incident_lines set {flag} = 0 where id = @Id
            and (select count(*) from history where line = @Id) + (select count(*) from merges where line = @Id) = @Facts
        """,
        new { said.Line.Id, said.Facts }));
}
