using System.Data;
using System.Text.Json;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>The rows of calls.</summary>
public static class CallStore
{
    const string Columns = "id, incident, waiting, since, step, at, urgency, people, user_group, expanded, answered_by, cause, "
        + "waited_for, reached, called_in";

    // As a line in the channel is one for what a person changes within it.
    static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);

    // As long as people remember what they were called for.
    static readonly TimeSpan Known = TimeSpan.FromHours(1);

    /// <summary>The calls made since the incident waits, the oldest first; none while it does not.</summary>
    public static List<CallRow> OfWaiting(IDbConnection db, IncidentRow incident) => incident.WaitingSince is null ? []
        : db.Query<CallRow>(
            $"select {Columns} from incident_calls where incident = @Number and waiting = @Waitings order by id",
            new { incident.Number, incident.Waitings }).ToList();

    /// <summary>Calls that Slack does not show as they are.</summary>
    public static List<CallRow> Dirty(IDbConnection db, long incident) => db.Query<CallRow>(
        $"select {Columns} from incident_calls where incident = @incident and dirty = 1 order by id", new { incident }).ToList();

    /// <summary>User groups whose members are not on the list of the invited yet.</summary>
    public static List<CallRow> Unexpanded(IDbConnection db, long incident) => db.Query<CallRow>(
        $"select {Columns} from incident_calls where incident = @incident and user_group is not null and expanded = 0",
        new { incident }).ToList();

    /// <summary>Calls since then for other open incidents that alerts opened, which nobody has answered.</summary>
    public static List<CallRow> Unanswered(IDbConnection db, long besides, long since) => db.Query<CallRow>(
        $"""
        select {Columns} from incident_calls c
        where at > @since and incident <> @besides and called_in is null and answered_by is null and reached = 1
        and exists (select 1 from incidents i where i.number = c.incident and i.private = 0 and i.born = 'alert'
            and i.waitings = c.waiting
            and i.waiting_since is not null and i.unaccepted = 0 and i.{IncidentStore.IsOpen})
        order by id
        """,
        new { besides, since }).ToList();

    /// <summary>The out-of-hours group was called since the incident was opened last.</summary>
    public static bool CalledGroup(IDbConnection db, IncidentRow incident) => db.ExecuteScalar<long>(
        "select exists (select 1 from incident_calls where incident = @Number and at >= @OpenedAt and user_group is not null "
            + "and reached = 1)",
        new { incident.Number, incident.OpenedAt }) != 0;

    /// <summary>
    /// How urgent it was when the out-of-hours group was called last, in an earlier waiting of this opening. A group knows for an
    /// hour, and no longer than it is as bad.
    /// </summary>
    public static Urgency? GroupKnows(
        IDbConnection db, IncidentRow incident, string group, DateTimeOffset since, bool isAnew) =>
        db.ExecuteScalar<string>(
            $"""
            select urgency from incident_calls c
            where incident = @Number and at >= @OpenedAt and at >= @from and (@isAnew = 1 or waiting <> @Waitings)
                and user_group = @group and reached = 1
                and not exists (select 1 from history h where h.subject = @Subject and h.at >= c.at
                    and (h.verb = '{IncidentFacts.Severity}' and (h.before = 'critical' or h.before = 'major'
                        and h.after = 'minor')
                        or h.verb = '{IncidentFacts.Affected}' and h.before = 'customers'))
            order by id desc limit 1
            """,
            new
            {
                incident.Number,
                incident.OpenedAt,
                incident.Waitings,
                incident.Subject,
                group,
                isAnew,
                from = (since - Known).ToUnixTimeMilliseconds(),
            }) is { } word
            ? Enum.Parse<Urgency>(word, ignoreCase: true)
            : null;

    /// <summary>Somebody was called before, in the same waiting.</summary>
    public static bool WasAsked(IDbConnection db, CallRow call, string person) => db.Query<CallRow>(
        $"select {Columns} from incident_calls where incident = @Incident and waiting = @Waiting and id < @Id",
        new { call.Incident, call.Waiting, call.Id }).Any(c => c.Persons.Contains(person));

    /// <summary>What led to a call: the change that was written with it; null where nobody changed anything.</summary>
    public static TimelineEntry? ChangeOf(IDbConnection db, CallRow call) => call.Reason is not { } cause ? null
        : db.QueryFirstOrDefault<TimelineEntry>(
            $"""
            select at, actor, verb, before, after, why from history
            where subject = @subject and at = @At and verb in @verbs and (verb <> '{IncidentFacts.Lead}' or after = @WaitedFor)
            order by verb desc, id desc limit 1
            """,
            new
            {
                subject = IncidentRow.SubjectOf(call.Incident),
                call.At,
                call.WaitedFor,
                verbs = cause switch
                {
                    CallCause.Worse => (string[])[IncidentFacts.Severity, IncidentFacts.Affected],
                    CallCause.Handed => [IncidentFacts.Lead],
                    CallCause.Moved => [IncidentFacts.Rotation],
                    _ => [IncidentFacts.Status],
                },
            });

    /// <summary>Writes a call down; one that was made for another incident already reaches nobody again.</summary>
    /// <param name="by">Who had them called, where it was not the ladder.</param>
    public static void Add(Tx tx, IncidentRow incident, Call call, CallCause? cause, string by = IncidentChange.Bot)
    {
        var (step, isSilent) = (call.Step.ToString().ToLowerInvariant(), call.Already is not null);
        tx.Db.Execute(
            """
            insert into incident_calls (incident, waiting, since, step, at, urgency, cause, people, user_group, waited_for,
                called_in, expanded, dirty)
            values (@Number, @Waitings, @WaitingSince, @step, @at, @urgency, @cause, @people, @Group, @Lead,
                @calledIn, @silent, 1 - @silent)
            """,
            new
            {
                incident.Number,
                incident.Waitings,
                incident.WaitingSince,
                incident.Lead,
                step,
                at = call.Already?.At.ToUnixTimeMilliseconds() ?? tx.Now,
                urgency = IncidentRules.UrgencyOf(incident.Severity, incident.Affected).ToString().ToLowerInvariant(),
                cause = cause?.ToString().ToLowerInvariant(),
                people = JsonSerializer.Serialize(call.People),
                call.Group,
                calledIn = call.Already?.Incident,
                silent = isSilent ? 1 : 0,
            });
        tx.Wake(incident.Subject);
        if (isSilent) return;
        tx.Counts(() => Telemetry.Call(step));
        tx.Note(incident.Subject, IncidentFacts.Called, by, step, call.Group ?? string.Join(' ', call.People));
        foreach (var person in call.People) InviteStore.Invite(tx, incident.Number, person, "is called", tx.Now, again: true);
    }

    /// <summary>The lead has just been called, in this very change.</summary>
    public static bool CalledLeadNow(Tx tx, long incident, string? lead) => tx.Db.ExecuteScalar<long>(
        """
        select exists (select 1 from incident_calls
            where incident = @incident and at = @Now and step = 'lead' and waited_for = @lead and called_in is null)
        """,
        new { incident, tx.Now, lead }) != 0;

    /// <summary>Its calls are left behind with their channel.</summary>
    public static void Leave(Tx tx, IncidentRow incident, string by) => tx.Db.Execute(
        "update incident_calls set answered_by = coalesce(answered_by, @by), dirty = 0 where incident = @Number",
        new { incident.Number, by });

    /// <summary>What was asked whether it is an incident is one: its calls say so.</summary>
    public static void Accepted(Tx tx, IncidentRow incident) => tx.Db.Execute(
        "update incident_calls set dirty = 1 where incident = @Number and waiting = @Waitings and called_in is null",
        new { incident.Number, incident.Waitings });

    /// <summary>Calls that nobody is known to have seen before a restore are not made any more.</summary>
    public static void AfterRestore(Tx tx) => tx.Db.Execute(
        """
        update incident_calls set dirty = 0 where dirty = 1 and not exists (
            select 1 from posts p where p.ts is not null
                and (p.slot = 'incident:' || incident_calls.incident || ':call:' || incident_calls.id
                    or p.slot > 'incident:' || incident_calls.incident || ':call:' || incident_calls.id || ':'
                    and p.slot < 'incident:' || incident_calls.incident || ':call:' || incident_calls.id || ';'))
        """);

    /// <summary>Nobody is waited for any more, or anew: the buttons of its calls go.</summary>
    public static void Answered(Tx tx, IncidentRow incident, Transition step, string by)
    {
        if (step.BeginsWaiting) GoOn(tx, incident, step, by == IncidentChange.Alert);
        tx.Db.Execute(
            """
            update incident_calls set answered_by = @by, dirty = case when called_in is null then 1 else 0 end
            where incident = @Number and waiting = @Waitings and answered_by is null
            """,
            new { incident.Number, incident.Waitings, by });
        CallForItself(tx, incident.Number);
    }

    // Whoever answers here has answered for nothing else: what counted on this call, and can wait for nobody, makes its own.
    static void CallForItself(Tx tx, long answered)
    {
        var leaning = tx.Db.Query<long>(
            """
            select distinct c.incident from incident_calls c join incidents i on i.number = c.incident
            where c.called_in = @answered and c.answered_by is null and c.waiting = i.waitings and i.waiting_since is not null
                and (i.severity <> 'minor' or i.affected = 'customers')
            """,
            new { answered }).ToList();
        if (leaning.Count == 0) return;
        tx.Db.Execute(
            "delete from incident_calls where called_in = @answered and answered_by is null and incident in @leaning",
            new { answered, leaning });
        foreach (var number in leaning) IncidentStore.SetCallsDue(tx, number, tx.Time);
    }

    // An alert that comes and goes, and a burst of changes, ask nobody anew: who has just been called for it, as urgently and in
    // the place of the same lead, is still waited for.
    static void GoOn(Tx tx, IncidentRow incident, Transition step, bool isByAlert) => tx.Db.Execute(
        """
        update incident_calls set waiting = @next, answered_by = null,
            dirty = case when answered_by is null then dirty else 1 end
        where incident = @Number and at >= @from and (waiting = @Waitings and answered_by is null or @isByAlert = 0)
            and waited_for is not distinct from @lead and urgency in @urgencies
        """,
        new
        {
            incident.Number,
            incident.Waitings,
            next = step.After.Waitings,
            lead = step.After.Lead,
            isByAlert = isByAlert ? 1 : 0,
            from = tx.Now - (long)(isByAlert ? Known : Burst).TotalMilliseconds,
            urgencies = Enum.GetValues<Urgency>().Where(u => u >= step.After.Urgency)
                .Select(u => u.ToString().ToLowerInvariant()),
        });

    /// <summary>
    /// The incident for which somebody, its lead, was called in a direct conversation last, and has not answered.
    /// </summary>
    /// <param name="db">Where calls are read.</param>
    /// <param name="channel">The direct conversation.</param>
    /// <param name="person">Who writes in it.</param>
    /// <param name="thread">The message under which they write; null where it is no reply.</param>
    public static long? AskedDirectly(
        IDbConnection db, string channel, string person, string? thread) => db.QueryFirstOrDefault<long?>(
        $"""
        select c.incident from incidents i join incident_calls c on c.incident = i.number and c.waiting = i.waitings
        join posts p on p.slot in ('incident:' || c.incident || ':call:' || c.id,
            'incident:' || c.incident || ':call:' || c.id || ':' || @person)
        where i.waiting_since is not null and i.lead = @person and i.{IncidentStore.IsOpen}
            and c.answered_by is null and p.channel = @channel and p.ts is not null and (@thread is null or p.ts = @thread)
        order by c.id desc limit 1
        """,
        new { channel, person, thread });

    /// <summary>Slack shows the call as it was read.</summary>
    /// <param name="isHeard">Somebody has heard it who could not be reached before.</param>
    public static Task Shown(Database database, CallRow call, bool isHeard = false) => database.Change(tx => tx.Db.Execute(
        """
        update incident_calls set dirty = 0, reached = case when @isHeard = 1 then 1 else reached end
        where id = @Id and answered_by is not distinct from @AnsweredBy
        """,
        new { call.Id, call.AnsweredBy, isHeard }));

    /// <summary>A call that Slack lets nobody hear: it stays to be made, and whoever sees the card can call others.</summary>
    public static Task Unheard(Database database, CallRow call) => call.Reached == 0 ? Task.CompletedTask : database.Change(tx =>
    {
        tx.Db.Execute("update incident_calls set reached = 0 where id = @Id", new { call.Id });
        tx.Wake(IncidentRow.SubjectOf(call.Incident));
    });

    /// <summary>A call that nobody has heard nor needs to any more; a line that was left to it is said after all.</summary>
    public static Task NotMade(Database database, CallRow call) => database.Change(tx =>
    {
        tx.Db.Execute("update incident_calls set dirty = 0 where id = @Id", new { call.Id });
        if (IncidentLines.SayAfterAll(tx, call.Incident, call.At)) tx.Wake(IncidentRow.SubjectOf(call.Incident));
    });

    /// <summary>
    /// Calls in a channel that is no more, and that nobody has answered, are made again where the incident has its next one; of
    /// several to the same people the last.
    /// </summary>
    public static void CallAgain(Tx tx, IncidentRow incident, string channel)
    {
        if (!incident.IsWaiting) return;
        var calls = tx.Db.Query<long>(
            """
            select max(c.id) from incident_calls c join posts p on p.slot = 'incident:' || c.incident || ':call:' || c.id
            where c.incident = @Number and c.waiting = @Waitings and c.answered_by is null and p.channel = @channel
            group by c.people, c.user_group
            """,
            new { incident.Number, incident.Waitings, channel }).ToList();
        foreach (var id in calls)
        {
            tx.Db.Execute("update incident_calls set dirty = 1 where id = @id", new { id });
            Posts.Forget(tx, $"{incident.Subject}:call:{id}");
        }
    }

    /// <summary>Writes down who of a group is to be invited.</summary>
    public static Task Expanded(Database database, CallRow call, IReadOnlyList<string> members) => database.Change(tx =>
    {
        foreach (var member in members)
            InviteStore.Invite(tx, call.Incident, member, "is told out of hours", tx.Now, again: true);
        tx.Db.Execute(
            "update incident_calls set expanded = 1, reached = @reached where id = @Id",
            new { call.Id, reached = members.Count > 0 ? 1 : 0 });
    });
}
