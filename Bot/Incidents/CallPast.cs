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
    // For so long whoever said that they are on it is awake, whatever the clock says.
    static readonly TimeSpan Sitting = TimeSpan.FromHours(2);

    /// <summary>How urgent it was when the out-of-hours group was called for the same before.</summary>
    public Urgency? GroupKnows { get; init; }

    /// <summary>The lead did something here within the last hours.</summary>
    public bool IsLeadThere { get; init; }

    /// <param name="db">Where the past is read.</param>
    /// <param name="incident">The incident as it is stored.</param>
    /// <param name="state">As it is to be called for.</param>
    /// <param name="now">When.</param>
    /// <param name="step">A step that is not stored yet.</param>
    public static CallPast Of(IDbConnection db, IncidentRow incident, IncidentState state, DateTimeOffset now, Transition? step)
    {
        var beginsAnew = step is { BeginsWaiting: true };
        var forgets = step is not null && (step.OpensIt || step.After.Urgency < step.Before.Urgency);
        var isWaiting = state.WaitingSince is not null && !beginsAnew;
        return new(incident.DeclaredBy is null, incident.DeclaredBy, isWaiting ? CallStore.OfWaiting(db, incident) : [])
        {
            GroupKnows = !forgets && OnCallAnswers.Answering(db, state.Rotation, now)?.Rotation.AlertGroup is { } group
                ? CallStore.GroupKnows(db, incident, group, state.WaitingSince ?? now, beginsAnew)
                : null,
            IsLeadThere = state.Lead is { } lead && WasThere(db, incident, lead, now),
        };
    }

    /// <summary>The lead said within the last hours that they are on it.</summary>
    public static bool WasThere(IDbConnection db, IncidentRow incident, string lead, DateTimeOffset now) =>
        db.ExecuteScalar<long>(
        $"""
        select exists (select 1 from history
            where subject = @Subject and verb = '{Facts.OnIt}' and actor = @lead and at >= @since)
        """,
        new { incident.Subject, lead, since = (now - Sitting).ToUnixTimeMilliseconds() }) != 0;
}
