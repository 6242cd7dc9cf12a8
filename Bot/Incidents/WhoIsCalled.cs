using System.Data;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Reads whom a call can reach: by the one resolver, and by each person's own hours.</summary>
public static class WhoIsCalled
{
    // Longer than any rung of the ladder; what nobody has answered for so long has reached its top.
    static readonly TimeSpan Looked = TimeSpan.FromDays(14);

    // Until the ladder of the other incident asks again.
    static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    // Whose hours have closed since can still be asked again.
    static readonly TimeSpan JustLeft = TimeSpan.FromHours(1);

    /// <summary>All that decides who is called for an incident now, or once a step is made.</summary>
    public static CallFacts Facts(
        IDbConnection db, IncidentRow incident, DateTimeOffset now, Transition? step = null, string? by = null)
    {
        var state = step?.After ?? IncidentStore.State(db, incident);
        var facts = Facts(db, state, CallPast.Of(db, incident, state, now, step, by), now);
        return incident is { DeclaredBy: null, Private: false }
            ? facts with { Elsewhere = Elsewhere(db, incident, facts) } : facts;
    }

    /// <summary>It waits since before a restore, so that nobody is called for it until something happens.</summary>
    public static bool IsOfBackup(IDbConnection db, IncidentState state) =>
        state.WaitingSince is { } since && RestoreRow.IsAfter(db, since);

    /// <summary>The same, with what has been before.</summary>
    public static CallFacts Facts(IDbConnection db, IncidentState state, CallPast past, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var on = RotationStore.Answering(rotations, state.Rotation) is { } row ? OnCallAnswers.Of(db, row, now) : null;
        var (since, done) = (state.WaitingSince ?? now, past.Calls);
        var lead = state.Lead is { } person ? HoursOf(db, person, rotations, on, state.Urgency) : null;
        var isAway = state.Lead is { } away && IsAway(db, away, now);
        var isThere = past.IsLeadThere || past.IsLeadAwake && !isAway;
        var isOpen = lead is not null && (isThere || !isAway && lead.Contains(now));
        var closed = on is { Answer.InHours: false } ? ClosedAt(db, on, now) : null;
        var isGroupReached = done.All(c => c.UserGroup is null || c.Reached != 0);
        // A group reads what it is called for.
        var group = !isGroupReached || past.Inside is not null ? null
            : state.Group ?? (on is { Answer.InHours: false } ? on.Rotation.AlertGroup : null);
        // Somebody who was chosen is meant for what wants nobody now, whatever time they have.
        var dozes = state.Lead is { } absent && group is null && !isThere
            && (isAway || !state.LeadChosen && on is { Answer.InHours: true }
                && !PersonHours.Own(db, absent, rotations).Contains(now));
        var isLeaderless = state.Lead is null || Outsiders.Has(db, state.Lead);
        var ladder = state.Urgency == Urgency.Minor && !isLeaderless
            ? null
            : new Ladder(db, rotations, on?.Row, now, past.Raiser) { Inside = past.Inside };
        var isOfBackup = IsOfBackup(db, state);
        return new CallFacts
        {
            Urgency = state.Urgency,
            Now = now,
            Since = since,
            Lead = state.Lead,
            LeadInHours = isOpen,
            LeadJustLeft = !isOpen && !isAway && lead?.OpenUntil(now) is { } left && now - left < JustLeft,
            LeadAway = isAway,
            LeadThere = past.IsLeadThere,
            IsLeaderless = isLeaderless,
            LeadSleeps = !isOpen
                && (isLeaderless || dozes || lead is not null && group is null && state.Urgency == Urgency.Urgent),
            LeadDozes = dozes,
            BeganInHours = lead is not null && (past.IsLeadThere || lead.Contains(since)),
            Rests = state.Status == IncidentStatus.Monitoring || isOfBackup,
            IsOfBackup = isOfBackup,
            CallAnyTime = state.CallAnyTime,
            Worked = state.Lead is { } worker && state.Urgency == Urgency.Major
                ? Worked(PersonHours.Own(db, worker, rotations), since, now) : TimeSpan.Zero,
            Group = group,
            GroupFrom = closed > since && group != state.Group ? closed.Value : since,
            GroupChosen = group is null || group == state.Group ? since
                : RotationStore.ChangedBy(db, on!.Row.Id, RotationField.Alerts).At,
            GroupKnows = past.GroupKnows,
            ByAlert = past.IsByAlert,
            Next = ladder?.Next() ?? [],
            StandIn = done.FirstOrDefault(c => c.Rung == CallStep.StandIn)?.Persons[0],
            Giver = past.Giver,
            Owners = ladder?.Owners() ?? [],
            Admins = ladder?.Admins() ?? [],
            Heirs = isLeaderless ? ladder!.Heirs() : [],
            // A group that reached nobody was not called.
            Done = done.Where(c => c.Reached != 0 || c.UserGroup is null).GroupBy(c => c.Rung)
                .ToDictionary(g => g.Key, g => g.Max(c => c.Time)),
            Called = [.. done.SelectMany(c => c.Persons)],
        };
    }

    /// <summary>Somebody has just been called, or is in this very minute: nothing else is to tell them of it.</summary>
    public static bool Hears(IDbConnection db, IncidentRow incident, string person, DateTimeOffset now) =>
        incident.IsWaiting
        && (CallStore.OfWaiting(db, incident).Exists(c => c.Persons.Contains(person) && now - c.Time < JustNow)
            || Calling.Due(Facts(db, incident, now)).Any(c => c.People.Contains(person)));

    static DateTimeOffset? ClosedAt(IDbConnection db, RotationAnswer on, DateTimeOffset now) =>
        (on.Answer.Lead is { } lead ? PersonHours.In(db, on.Row, lead) : on.Rotation.Hours).OpenUntil(now);

    /// <summary>Somebody is on leave, or their account is gone.</summary>
    public static bool IsAway(IDbConnection db, string person, DateTimeOffset now) =>
        Outsiders.All(db).Contains(person)
        || AbsenceStore.Of(db, now).Any(a => a.Person == person && a.Hours.Holds(now));

    /// <summary>
    /// Whom other incidents of a storm have just called, as urgently as this one would. In hours each incident mentions its lead
    /// once, so that people count for the storm's own incident alone; and for that only until it is urgent itself.
    /// </summary>
    public static IReadOnlyDictionary<string, CalledIn> Elsewhere(IDbConnection db, IncidentRow incident, CallFacts facts) =>
        CallStore.Unanswered(db, incident.Number, (facts.Now - JustNow).ToUnixTimeMilliseconds())
            .Where(c => c.HowUrgent >= facts.Urgency
                && (c.UserGroup is not null || incident.Storm && facts.Urgency != Urgency.Urgent))
            .SelectMany(c => c.Targets, (call, target) => (target, call))
            .GroupBy(c => c.target).ToDictionary(g => g.Key, g => new CalledIn(g.Last().call.Incident, g.Last().call.Time));

    /// <summary>Whoever can be called now and has not been: at work or, for what is urgent, anywhere.</summary>
    public static string? OneMore(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var asked = CallStore.OfWaiting(db, incident).SelectMany(c => c.Persons).ToHashSet();
        var all = new Ladder(db, rotations, RotationStore.Answering(rotations, incident.Team), now, incident.DeclaredBy)
        {
            Inside = incident.Private ? InviteStore.Inside(db, incident.Number) : null,
        }.All(incident.Lead, incident.IsUrgent);
        return all.FirstOrDefault(p => !asked.Contains(p));
    }

    /// <summary>When somebody may be disturbed next, unix milliseconds; now while they may.</summary>
    public static long MayBeDisturbedFrom(
        IDbConnection db, string? rotation, string person, Urgency urgency, DateTimeOffset now) =>
        (HoursOf(db, rotation, person, urgency, now).OpensAt(now) ?? now).ToUnixTimeMilliseconds();

    /// <summary>Somebody's own hours are open.</summary>
    public static bool IsAtWork(IDbConnection db, string person, DateTimeOffset now) =>
        PersonHours.Own(db, person, RotationStore.All(db, now)).Contains(now);

    /// <summary>
    /// It was made in somebody's hours, and could not be said before they closed: it can wait, and is said when they open.
    /// </summary>
    public static bool WaitsForHours(IDbConnection db, IncidentRow incident, CallRow call, DateTimeOffset now)
    {
        if (incident.IsUrgent || incident.CallAnyTime || call.Rung == CallStep.ByHand || now - call.Time < JustNow) return false;
        var rotations = RotationStore.All(db, now);
        return call.Persons is { Count: > 0 } people && people.Select(p => PersonHours.Own(db, p, rotations)).All(
            hours => hours.Contains(call.Time) && !hours.Contains(now));
    }

    /// <summary>
    /// When somebody may be called: on their own clock; for what is urgent the responder in the rotation's too.
    /// </summary>
    public static HoursTogether HoursOf(
        IDbConnection db, string? rotation, string person, Urgency urgency, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var on = RotationStore.Answering(rotations, rotation) is { } row ? OnCallAnswers.Of(db, row, now) : null;
        return HoursOf(db, person, rotations, on, urgency);
    }

    static HoursTogether HoursOf(
        IDbConnection db, string person, List<RotationRow> rotations, RotationAnswer? on, Urgency urgency) =>
        urgency == Urgency.Urgent && on?.Answer.Lead == person
            ? new(PersonHours.In(db, on.Row, person), PersonHours.Own(db, person, rotations))
            : new(PersonHours.Own(db, person, rotations));

    static TimeSpan Worked(WorkingHours hours, DateTimeOffset since, DateTimeOffset now)
    {
        var from = now - since > Looked ? now - Looked : since;
        return hours.Within(new(from, now)).Aggregate(TimeSpan.Zero, (sum, open) => sum + (open.Ends - open.Starts));
    }

    /// <summary>Those behind the lead who are at work now.</summary>
    sealed class Ladder(IDbConnection db, List<RotationRow> rotations, RotationRow? rotation, DateTimeOffset now, string? raiser)
    {
        readonly HashSet<string> gone = Outsiders.All(db);
        readonly HashSet<string> away = [.. AbsenceStore.Of(db, now).Where(a => a.Hours.Holds(now)).Select(a => a.Person)];

        /// <summary>Those who see a private incident: they are asked in the place of everybody else.</summary>
        public IReadOnlySet<string>? Inside { get; init; }

        IEnumerable<string> InTurn => Inside is not null ? Inside.Order(StringComparer.Ordinal) : rotation is null ? [] :
            OnCallAnswers.Worked(db, rotation.Id, now).SelectMany(w => w.Parts).Where(p => p.Ends > now).Select(p => p.Person)
                .Distinct();

        IEnumerable<string> AllAdmins => People.Admins.All(db);

        public IReadOnlyList<string> Next() => [.. InTurn.Where(IsAtWork)];

        public IReadOnlyList<string> Owners() => [.. (rotation?.Owners ?? []).Where(MaySee).Where(IsAtWork)];

        public IReadOnlyList<string> Admins() => [.. AllAdmins.Where(MaySee).Where(IsAtWork)];

        /// <summary>Before there is a rotation nobody has agreed to be called for what can wait.</summary>
        public IReadOnlyList<string> Heirs() => Inside is not null ? [.. InTurn.Where(IsThere)] : rotation is null ? []
            : rotation.Owners.Where(IsThere).ToList() is { Count: > 0 } owners ? owners : [.. AllAdmins.Where(IsThere)];

        /// <summary>Everybody whom somebody can have called, in the order in which they would be.</summary>
        public IEnumerable<string> All(string? lead, bool anyTime)
        {
            List<string> turns = [.. InTurn];
            return new[] { lead }.OfType<string>().Concat(turns.Where(IsAtWork)).Concat(turns)
                .Concat(rotation?.Rotation.Members ?? []).Concat(rotation?.Owners ?? []).Concat(AllAdmins).Distinct()
                .Where(MaySee)
                .Where(p => anyTime ? IsThere(p) : IsAtWork(p)).OrderByDescending(IsAtWork);
        }

        bool MaySee(string person) => Inside?.Contains(person) != false;

        bool IsAtWork(string person) => IsThere(person) && PersonHours.Own(db, person, rotations).Contains(now);

        // Whoever raised it knows of it, and wants another to take it.
        bool IsThere(string person) => person != raiser && !gone.Contains(person) && !away.Contains(person);
    }
}
