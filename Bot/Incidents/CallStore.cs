using System.Data;
using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Dapper;

namespace Bot.Incidents;

/// <summary>Somebody was called. Times are unix milliseconds; since is when the waiting began.</summary>
public sealed record CallRow(
    long Id, long Incident, long Since, string Step, long At, string People, string? UserGroup, long Expanded, string? AnsweredBy,
    string? Cause, string? WaitedFor, long Reached)
{
    public IReadOnlyList<string> Persons => JsonSerializer.Deserialize<List<string>>(People) ?? [];

    public CallCause? Reason => Cause is null ? null : Enum.Parse<CallCause>(Cause, ignoreCase: true);

    public CallStep Rung => Enum.Parse<CallStep>(Step, ignoreCase: true);
}

/// <summary>The rows of calls.</summary>
public static class CallStore
{
    const string Columns = "id, incident, since, step, at, people, user_group, expanded, answered_by, cause, waited_for, reached";

    /// <summary>The calls made since the incident waits, the oldest first.</summary>
    public static List<CallRow> Of(IDbConnection db, long incident, long since) => db.Query<CallRow>(
        $"select {Columns} from incident_calls where incident = @incident and since = @since order by id", new { incident, since }).ToList();

    /// <summary>Calls that Slack does not show as they are.</summary>
    public static List<CallRow> Dirty(IDbConnection db, long incident) => db.Query<CallRow>(
        $"select {Columns} from incident_calls where incident = @incident and dirty = 1 order by id", new { incident }).ToList();

    /// <summary>User groups whose members are not on the list of the invited yet.</summary>
    public static List<CallRow> Unexpanded(IDbConnection db, long incident) => db.Query<CallRow>(
        $"select {Columns} from incident_calls where incident = @incident and user_group is not null and expanded = 0", new { incident }).ToList();

    /// <summary>The out-of-hours group was called since the incident was opened last.</summary>
    public static bool CalledGroup(IDbConnection db, IncidentRow incident) => db.ExecuteScalar<long>(
        "select exists (select 1 from incident_calls where incident = @Number and at >= @OpenedAt and user_group is not null and reached = 1)",
        new { incident.Number, incident.OpenedAt }) != 0;

    /// <summary>How urgent the incident was when the out-of-hours group was called last, if it was called in an earlier waiting of this opening.</summary>
    public static Urgency? GroupKnows(IDbConnection db, IncidentRow incident) => db.ExecuteScalar<string>(
        """
        select urgency from incident_calls where incident = @Number and at >= @OpenedAt and since <> @WaitingSince and user_group is not null
        order by id desc limit 1
        """,
        new { incident.Number, incident.OpenedAt, incident.WaitingSince }) is { } word ? Enum.Parse<Urgency>(word, ignoreCase: true) : null;

    public static void Add(Tx tx, IncidentRow incident, Call call, CallCause? cause)
    {
        tx.Db.Execute(
            """
            insert into incident_calls (incident, since, step, at, urgency, cause, people, user_group, waited_for)
            values (@Number, @WaitingSince, @step, @Now, @urgency, @cause, @people, @Group, @Lead)
            """,
            new
            {
                incident.Number,
                incident.WaitingSince,
                incident.Lead,
                step = call.Step.ToString().ToLowerInvariant(),
                tx.Now,
                urgency = IncidentRules.UrgencyOf(incident.Severity, incident.Affected).ToString().ToLowerInvariant(),
                cause = cause?.ToString().ToLowerInvariant(),
                people = JsonSerializer.Serialize(call.People),
                call.Group,
            });
        tx.Note(incident.Subject, Facts.Called, IncidentChange.Bot, call.Step.ToString().ToLowerInvariant(), call.Group ?? string.Join(' ', call.People));
        foreach (var person in call.People) IncidentStore.Invite(tx, incident.Number, person, "is called", tx.Now, again: true);
        tx.Wake(incident.Subject);
    }

    /// <summary>The lead has just been called, in this very change.</summary>
    public static bool CalledLeadNow(Tx tx, long incident, string? lead) => tx.Db.ExecuteScalar<long>(
        "select exists (select 1 from incident_calls where incident = @incident and at = @Now and step = 'lead' and waited_for = @lead)",
        new { incident, tx.Now, lead }) != 0;

    /// <summary>Nobody is waited for any more: the buttons of its calls go.</summary>
    public static void Answered(Tx tx, IncidentRow incident, string by) => tx.Db.Execute(
        "update incident_calls set answered_by = @by, dirty = 1 where incident = @Number and since = @WaitingSince and answered_by is null",
        new { incident.Number, incident.WaitingSince, by });

    public static Task Shown(Database database, CallRow call) => database.Change(tx => tx.Db.Execute(
        "update incident_calls set dirty = 0 where id = @Id and answered_by is not distinct from @AnsweredBy", new { call.Id, call.AnsweredBy }));

    /// <summary>Writes down who of a group is to be invited.</summary>
    public static Task Expanded(Database database, CallRow call, IReadOnlyList<string> members) => database.Change(tx =>
    {
        foreach (var member in members) IncidentStore.Invite(tx, call.Incident, member, "is told out of hours", tx.Now, again: true);
        tx.Db.Execute(
            "update incident_calls set expanded = 1, reached = @reached where id = @Id", new { call.Id, reached = members.Count > 0 ? 1 : 0 });
    });
}
