using System.Data;
using Bot.Domain.Incidents;
using Bot.OnCall.Rows;
using Dapper;

namespace Bot.Incidents;

/// <summary>What has been before, as far as it decides who is called.</summary>
/// <param name="IsByAlert">An alert opened it.</param>
/// <param name="Raiser">Who did, where it was a person.</param>
/// <param name="Calls">The calls made since it waits.</param>
public sealed record CallPast(bool IsByAlert, string? Raiser, IReadOnlyList<CallRow> Calls)
{
    // For so long whoever said that they are on it, or did anything here, is awake, whatever the clock says.
    static readonly TimeSpan Sitting = TimeSpan.FromHours(2);

    /// <summary>How urgent it was when the out-of-hours group was called for the same before.</summary>
    public Urgency? GroupKnows { get; init; }

    /// <summary>The lead said within the last hours that they are on it.</summary>
    public bool IsLeadThere { get; init; }

    /// <summary>The lead did anything here within the last hours.</summary>
    public bool IsLeadAwake { get; init; }

    /// <summary>Who gave it to the lead, which began the waiting.</summary>
    public string? Giver { get; init; }

    /// <summary>Who sees it, where it is private: nobody else is called for it; null where everybody does.</summary>
    public IReadOnlySet<string>? Inside { get; init; }

    /// <param name="db">Where the past is read.</param>
    /// <param name="incident">The incident as it is stored.</param>
    /// <param name="state">As it is to be called for.</param>
    /// <param name="now">When.</param>
    /// <param name="step">A step that is not stored yet.</param>
    /// <param name="by">Who would make it.</param>
    public static CallPast Of(
        IDbConnection db, IncidentRow incident, IncidentState state, DateTimeOffset now, Transition? step, string? by)
    {
        var beginsAnew = step is { BeginsWaiting: true };
        var forgets = step is not null && (step.OpensIt || step.After.Urgency < step.Before.Urgency);
        var isWaiting = state.WaitingSince is not null && !beginsAnew;
        return new(incident.DeclaredBy is null, incident.DeclaredBy, isWaiting ? CallStore.OfWaiting(db, incident) : [])
        {
            GroupKnows = !forgets && RotationStore.Answering(RotationStore.All(db, now), state.Rotation)?.Rotation.AlertGroup
                is { } group
                ? CallStore.GroupKnows(db, incident, group, state.WaitingSince ?? now, beginsAnew)
                : null,
            Giver = !beginsAnew ? GiverOf(db, incident, state) : step!.Before.Lead != state.Lead ? by : null,
            Inside = incident.Private ? InviteStore.Inside(db, incident.Number) : null,
            IsLeadThere = state.Lead is { } lead && IsOnIt(db, incident, lead, now),
            IsLeadAwake = state.Lead is { } person && IsAwake(db, incident, person, now),
        };
    }

    static string? GiverOf(IDbConnection db, IncidentRow incident, IncidentState state) => db.QueryFirstOrDefault<string?>(
        $"""
        select actor from history where subject = @Subject and at = @since and verb = '{IncidentFacts.Lead}' and after = @Lead
        order by id desc limit 1
        """,
        new { incident.Subject, since = state.WaitingSince?.ToUnixTimeMilliseconds(), state.Lead });

    static bool IsOnIt(IDbConnection db, IncidentRow incident, string lead, DateTimeOffset now) =>
        db.ExecuteScalar<long>(
            $"""
            select exists (select 1 from history where subject = @Subject and actor = @lead and at >= @since
                and (verb = '{IncidentFacts.OnIt}' or verb = '{IncidentFacts.Lead}' and before is not null and after = @lead))
            """,
            new { incident.Subject, lead, since = Since(now) }) != 0;

    /// <summary>They took it, declared it, changed something, or wrote in its channel.</summary>
    public static bool IsAwake(IDbConnection db, IncidentRow incident, string lead, DateTimeOffset now) =>
        db.ExecuteScalar<long>(
            """
            select exists (select 1 from history where subject = @Subject and actor = @lead and at >= @since)
                or exists (select 1 from incident_people where incident = @Number and person = @lead and wrote_at >= @since)
            """,
            new { incident.Subject, incident.Number, lead, since = Since(now) }) != 0;

    static long Since(DateTimeOffset now) => (now - Sitting).ToUnixTimeMilliseconds();
}
