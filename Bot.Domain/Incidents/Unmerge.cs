namespace Bot.Domain.Incidents;

/// <summary>Two incidents that were merged are two again, each as it was before.</summary>
public static class Unmerge
{
    /// <summary>
    /// The one that ended is open again, where it stood. Whoever was waited for is waited for anew, and so is whoever comes in
    /// the place of a lead who has gone; what failed and is well by now is in Monitoring, and what was well and fails is back in
    /// work.
    /// </summary>
    /// <param name="now">The incident, which has its alerts again.</param>
    /// <param name="before">As it was when it was merged.</param>
    /// <param name="by">Who takes the merge back.</param>
    /// <param name="at">When.</param>
    /// <param name="leadIsGone">Whoever leads it cannot act here any more.</param>
    public static Transition TakeOut(
        IncidentState now, IncidentState before, string by, DateTimeOffset at, bool leadIsGone = false)
    {
        if (now.IsOpen) return Transition.Refused(now, Refusal.Open);
        var back = now with
        {
            Status = Standing(before, now.Firing),
            MergedInto = null,
            EndedAt = null,
            Touched = before.Touched,
            CallAnyTime = before.CallAnyTime,
        };
        if (before.WaitingSince is null && !leadIsGone) return new(now, back) { TakesBack = true };
        return new(now, back.Lead == by && !back.Unaccepted ? Transitions.Begun(back) : back.Waits(at)) { TakesBack = true };
    }

    static IncidentStatus Standing(IncidentState before, bool firing) => (before.Status, before.Firing, firing) switch
    {
        (IncidentStatus.Monitoring, _, true) => before.Touched ? IncidentStatus.Investigating : IncidentStatus.Triage,
        (not IncidentStatus.Monitoring, true, false) => IncidentStatus.Monitoring,
        var (status, _, _) => status,
    };

    /// <summary>
    /// The one that went on is as bad as before, unless somebody said otherwise since; it waits in Monitoring again where it did
    /// and nothing fails. It stays an incident, as it has its channel, and whoever is waited for still is.
    /// </summary>
    /// <param name="now">The incident, without the alerts of the other.</param>
    /// <param name="before">As it was when the other went into it.</param>
    /// <param name="made">What the merge made of it.</param>
    public static Transition Leave(IncidentState now, IncidentState before, IncidentState made) => !now.IsOpen
        ? new(now, now)
        : new(now, now with
        {
            Severity = now.Severity == made.Severity ? before.Severity : now.Severity,
            Affected = now.Affected == made.Affected ? before.Affected : now.Affected,
            Group = now.Group == made.Group ? before.Group : now.Group,
            Status = before.Status == IncidentStatus.Monitoring && now.Status == made.Status && !now.Firing
                ? before.Status : now.Status,
        });
}
