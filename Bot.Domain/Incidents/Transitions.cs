namespace Bot.Domain.Incidents;

/// <summary>
/// The life of an incident: each function takes what is and what was asked, and gives what will be or a refusal.
/// </summary>
public static class Transitions
{
    /// <summary>An incident begins. Whoever declares and leads it is there; anybody else is waited for.</summary>
    /// <param name="chosen">The lead was chosen on purpose, out of hours too.</param>
    public static IncidentState Open(IncidentState draft, string? declaredBy, bool chosen, DateTimeOffset at)
    {
        var isThere = draft.Lead is not null && draft.Lead == declaredBy;
        var opened = draft with
        {
            Status = isThere ? IncidentStatus.Investigating : IncidentStatus.Triage,
            LeadChosen = chosen && draft.Lead is not null || isThere,
            CallAnyTime = chosen && !isThere && draft.Urgency == Urgency.Urgent,
            Touched = isThere,
            Unaccepted = draft.Unaccepted && !isThere,
        };
        return isThere ? opened : opened.Waits(at);
    }

    /// <summary>"I'm on it", "Take over", "I'll lead": whoever says it leads from now on.</summary>
    public static Transition Take(IncidentState now, string by) => !now.IsOpen
        ? Transition.Refused(now, Refusal.Ended)
        : new(now, Begun(now) with { Lead = by, LeadChosen = now.LeadChosen || now.Lead != by });

    /// <summary>
    /// A word or a press of the lead in the incident's channel ends the waiting. Anybody else who was called may be saying that
    /// they cannot: they say that they are on it, and lead. What nobody has accepted is accepted, or not: a word changes nothing.
    /// </summary>
    public static Transition Appear(IncidentState now, string by) => new(
        now,
        now is { IsOpen: true, Unaccepted: false } && now.Lead == by && (now.WaitingSince is not null || !now.Touched)
            ? Begun(now) : now);

    /// <summary>Somebody says that it is no incident.</summary>
    public static Transition Decline(IncidentState now, DateTimeOffset at) => !now.IsOpen
        ? Transition.Refused(now, Refusal.Ended)
        : new(now, Ended(now with { Status = IncidentStatus.Declined }, at));

    /// <summary>Somebody does not want to wait until hours open: the lead's, or those of who stands in a lead's place.</summary>
    public static Transition CallNow(IncidentState now) => now switch
    {
        { IsOpen: false } => Transition.Refused(now, Refusal.Ended),
        { WaitingSince: null } => new(now, now),
        _ => new(now, now with { CallAnyTime = true }),
    };

    /// <summary>
    /// Writes what differs between what a form showed and what was sent, unless others changed the same meanwhile.
    /// </summary>
    public static Transition Change(IncidentState now, FormEdit edit, string by, DateTimeOffset at)
    {
        var (shown, sent) = (edit.Shown, edit.Sent);
        List<IncidentField> conflicts = [];
        // Whoever is on call where it is moved to is offered by the form itself, which is nobody's choice.
        var isOffered = now.Follows && sent.Rotation != now.Rotation && sent.Lead == edit.OnCall;
        var after = now with
        {
            Name = Merge(IncidentField.Name, shown.Name, sent.Name, now.Name)!,
            Severity = Merge(IncidentField.Severity, shown.Severity, sent.Severity, now.Severity)!.Value,
            Affected = Merge(IncidentField.Affected, shown.Affected, sent.Affected, now.Affected)!.Value,
            Lead = isOffered ? now.Lead : Merge(IncidentField.Lead, shown.Lead, sent.Lead, now.Lead),
            Status = Merge(IncidentField.Status, shown.Status, sent.Status, now.Status)!.Value,
            Rotation = Merge(IncidentField.Rotation, shown.Rotation, sent.Rotation, now.Rotation),
        };
        if (conflicts.Count > 0) return new(now, now, Refusal.Changed) { Conflicts = conflicts };
        if (after.Urgency > now.Urgency) after = after with { Group = now.Group ?? edit.Group };
        if (after.Status != now.Status && !IncidentRules.Next(now.Status).Contains(after.Status))
            return Transition.Refused(now, Refusal.NoSuchStep);
        return new(now, Moved(now, after, edit.OnCall) is { } moved
            ? Changed(now, moved, by, at) with { LeadChosen = false }
            : Changed(now, after, by, at));

        // An emptied field is no wish: nobody can take a name or a lead away.
        T? Merge<T>(IncidentField field, T? was, T? wanted, T? present)
        {
            if (wanted is null || Equals(was, wanted) || Equals(present, wanted)) return present;
            if (!Equals(was, present)) conflicts.Add(field);
            return wanted;
        }
    }

    /// <summary>
    /// What nobody has begun goes with its rotation to whoever is on call there; null where it stays, or somebody else is chosen.
    /// </summary>
    static IncidentState? Moved(IncidentState now, IncidentState after, string? onCall) =>
        after.Rotation != now.Rotation && now.Follows && onCall is not null && after.Lead == now.Lead
            ? after with { Lead = onCall }
            : null;

    static IncidentState Changed(IncidentState now, IncidentState after, string by, DateTimeOffset at)
    {
        if (!after.IsOpen) return Ended(after, now.IsOpen ? at : now.EndedAt);
        var opens = !now.IsOpen;
        // Whoever says where it stands, or opens it again, takes it for one.
        if (opens || after.Status != now.Status && after.Status != IncidentStatus.Triage)
            after = after with { Unaccepted = false };
        if (opens) after = after with { EndedAt = null, MergedInto = null, Reopened = now.Reopened + 1 };
        var handed = after.Lead != now.Lead;
        // Nobody is woken because a form names them: a box in it does.
        if (handed) after = after with { LeadChosen = true, CallAnyTime = false };
        if (by == after.Lead) return Begun(after);
        // Where it waits in another rotation, other people can be asked.
        var isAsked = now.WaitingSince is not null && after.Rotation != now.Rotation;
        // Whoever is handed an incident, or leads one that is worse than it was or open again, may not know it yet.
        return handed || opens || isAsked || after.Urgency > now.Urgency ? after.Waits(at) : after;
    }

    /// <summary>
    /// It becomes as bad as what joins it, and calls the group that is called for that. Whoever waits is asked anew only where it
    /// is more urgent than it was.
    /// </summary>
    public static Transition Worsen(IncidentState now, Severity severity, Affected affected, string? group, DateTimeOffset at)
    {
        if (!now.IsOpen) return new(now, now);
        var worse = now with
        {
            Severity = severity > now.Severity ? severity : now.Severity,
            Affected = affected == Affected.Customers ? affected : now.Affected,
            Group = now.Group ?? group,
        };
        return new(now, worse.Urgency > now.Urgency ? worse.Waits(at) : worse);
    }

    /// <summary>It is over; while an alert still fires that has to be said.</summary>
    public static Transition Resolve(IncidentState now, string? fix, bool evenIfFiring, DateTimeOffset at) => now switch
    {
        { IsOpen: false } => Transition.Refused(now, Refusal.Ended),
        { Firing: true } when !evenIfFiring => Transition.Refused(now, Refusal.StillFiring),
        _ => new(now, Ended(now with
        {
            Status = IncidentStatus.Resolved,
            Fix = fix ?? now.Fix,
            FixedAt = fix is null ? now.FixedAt : at,
        }, at)),
    };

    /// <summary>It is about the same as another one, which goes on in its place.</summary>
    public static Transition Merge(IncidentState now, long into, DateTimeOffset at) => !now.IsOpen
        ? Transition.Refused(now, Refusal.Ended)
        : new(now, Ended(now with { Status = IncidentStatus.Declined, MergedInto = into }, at));

    /// <summary>
    /// Another one goes into it: it is as bad as the worse of both, fails while anything of either does, and is an incident where
    /// one of them was accepted. Whoever leads it and merges them is there.
    /// </summary>
    /// <param name="now">The incident that goes on.</param>
    /// <param name="other">The one that ends.</param>
    /// <param name="wellSince">Since when the alerts of the one that goes on were well; null where they were not.</param>
    /// <param name="by">Who merges them.</param>
    /// <param name="at">When.</param>
    public static Transition Absorb(
        IncidentState now, IncidentState other, DateTimeOffset? wellSince, string by, DateTimeOffset at)
    {
        var failing = other.Firing && now.IsOpen ? FailAgain(now, wellSince, at).After : now;
        var worse = Worsen(failing, other.Severity, other.Affected, other.Group, at).After;
        if (!other.Unaccepted) worse = worse with { Unaccepted = false };
        return new(now, worse is { IsOpen: true, Unaccepted: false } && worse.Lead == by ? Begun(worse) : worse);
    }

    /// <summary>A person opens it again; what fixed it last time stays.</summary>
    public static Transition Reopen(IncidentState now, string by, DateTimeOffset at) => now.IsOpen
        ? Transition.Refused(now, Refusal.Open)
        : new(now, Changed(now, now with { Status = IncidentStatus.Investigating }, by, at));

    /// <summary>The same failure is back: it waits for whoever is on call now.</summary>
    public static Transition Return(IncidentState now, string? onCall, DateTimeOffset at) => now.IsOpen
        ? Transition.Refused(now, Refusal.Open)
        : new(now, (now with
        {
            Status = IncidentStatus.Triage,
            Lead = onCall ?? now.Lead,
            LeadChosen = false,
            CallAnyTime = false,
            Touched = false,
            Reopened = now.Reopened + 1,
            EndedAt = null,
            Firing = true,
        }).Waits(at));

    /// <summary>All its alerts are well again: it waits in Monitoring until somebody resolves it.</summary>
    public static Transition Recover(IncidentState now) => new(now, now with
    {
        Firing = false,
        Status = now.IsOpen ? IncidentStatus.Monitoring : now.Status,
    });

    /// <summary>
    /// Its job has run well often enough since it waits in Monitoring: what nobody had to do with is over, of itself.
    /// </summary>
    /// <param name="now">The incident.</param>
    /// <param name="greens">The runs since.</param>
    /// <param name="isQuiet">Nobody said or did anything about it since it was opened.</param>
    /// <param name="at">When the last of them was heard of.</param>
    public static Transition EndQuietly(IncidentState now, GreenRuns greens, bool isQuiet, DateTimeOffset at) =>
        new(now, isQuiet && greens.AreEnough && now is { Status: IncidentStatus.Monitoring, Firing: false }
            ? Ended(now with { Status = IncidentStatus.Resolved }, at)
            : now);

    /// <summary>
    /// After so long in Monitoring a failure is news, as one after Resolve is: whoever was on it has gone on to other things.
    /// </summary>
    public static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    /// <summary>It fails again while it waits in Monitoring: back to work, or to whom it waited for.</summary>
    /// <param name="now">The incident.</param>
    /// <param name="wellSince">Since when its alerts were well; null where they were not.</param>
    /// <param name="at">When it fails.</param>
    public static Transition FailAgain(IncidentState now, DateTimeOffset? wellSince, DateTimeOffset at)
    {
        var failing = now with
        {
            Firing = true,
            Status = now.Status != IncidentStatus.Monitoring ? now.Status
                : now.Touched ? IncidentStatus.Investigating : IncidentStatus.Triage,
        };
        if (now.Status != IncidentStatus.Monitoring) return new(now, failing);
        // While it was well nobody was asked, so what is urgent begins to ask anew.
        var asks = now is { WaitingSince: not null, Urgency: Urgency.Urgent } || at - wellSince >= Settled;
        return new(now, asks ? failing.Waits(at) : failing);
    }

    /// <summary>
    /// Who is on call has changed: what nobody has touched is theirs from now on. Their brief lists it; what is urgent calls
    /// them.
    /// </summary>
    /// <param name="now">As it is.</param>
    /// <param name="onCall">Whoever is on call.</param>
    /// <param name="at">When.</param>
    /// <param name="mayCall">It is known what was done about it.</param>
    public static Transition Follow(IncidentState now, string onCall, DateTimeOffset at, bool mayCall = true)
    {
        if (!now.Follows || now.Lead == onCall) return new(now, now);
        var theirs = now with { Lead = onCall, CallAnyTime = false };
        return new(now, now.Urgency == Urgency.Urgent && mayCall ? theirs.Waits(at) : theirs);
    }

    /// <summary>Whoever leads has gone: whoever is on call does now, and is waited for.</summary>
    public static Transition Replace(IncidentState now, string onCall, DateTimeOffset at) => !now.IsOpen || now.Lead == onCall
        ? new(now, now)
        : new(now, (now with { Lead = onCall, LeadChosen = false, CallAnyTime = false }).Waits(at));

    internal static IncidentState Begun(IncidentState state) => state with
    {
        Touched = true,
        CallAnyTime = false,
        WaitingSince = null,
        Unaccepted = false,
        Status = state.Status == IncidentStatus.Triage ? IncidentStatus.Investigating : state.Status,
    };

    static IncidentState Ended(IncidentState state, DateTimeOffset? at) => state with
    {
        EndedAt = at,
        WaitingSince = null,
        Touched = true,
        CallAnyTime = false,
        Firing = false,
    };
}
