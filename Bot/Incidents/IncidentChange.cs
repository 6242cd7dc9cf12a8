using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// The one door through which an incident changes: writes a transition, its history, the line that the channel hears, and calls
/// whom it must.
/// </summary>
public static class IncidentChange
{
    /// <summary>The actors that are no people.</summary>
    public const string Alert = "alert", Bot = "bot";

    /// <summary>Whose change it is, why, and whether the channel hears of it by a line.</summary>
    public sealed record By(string Actor, string? Why = null, bool Heard = true)
    {
        /// <summary>The update whose message shows the change.</summary>
        public long? InUpdate { get; init; }
    }

    /// <summary>
    /// Carries a transition out inside the caller's change; a refusal or one that changes nothing writes nothing.
    /// </summary>
    public static void Apply(Tx tx, IncidentRow incident, Transition step, By by)
    {
        if (!step.Changes) return;
        var (before, after) = (step.Before, step.After);
        IncidentStore.Write(tx, incident, step, LeadWhy(tx, incident, step, by.Actor), by.Actor);
        NextUpdateStore.Follow(tx, incident.Number, before, after);
        long? line = by.Heard && IsNews(step, by.Actor) ? IncidentLines.Open(tx, incident, step, by) : null;
        var facts = FactsOf(incident, step, by).ToList();
        foreach (var fact in facts) tx.Note(incident.Subject, fact.Verb, by.Actor, fact.Before, fact.After, fact.Why, line);
        var isAnswered = before.WaitingSince is not null && (after.WaitingSince is null || step.BeginsWaiting);
        if (isAnswered) CallStore.Answered(tx, incident, step, by.Actor);
        if (before.Unaccepted && !after.Unaccepted) CallStore.Accepted(tx, incident);
        if (step.EndsIt) InviteStore.InviteNobodyMore(tx, incident.Number);
        if (step.EndsIt) NoticeStore.Follow(tx, incident, after.Status, by.Actor);
        if (step.EndsIt && after.Status == IncidentStatus.Resolved) ClosingStore.Ask(tx, incident.Number);
        // It may be worse than was asked about.
        if (!before.IsOpen && !after.IsOpen) tx.Wake(CloseByItself.SubjectOf(incident.Number));
        // Opened again by whichever way, there is no merge to take back.
        if (step is { OpensIt: true, Before.MergedInto: not null }) MergeStore.End(tx, incident.Number);
        if (before.Fix != after.Fix && after.Fix is { } fix && IsPerson(by.Actor)) Written(tx, incident, by.Actor, fix);
        if (step.EndsIt && after.Status == IncidentStatus.Resolved && IsPerson(by.Actor))
            tx.Wake($"incident_resolved:{incident.Number.ToString(CultureInfo.InvariantCulture)}");
        // It may be found out later how bad it was.
        if (after.Status == IncidentStatus.Resolved && IsPerson(by.Actor) && (step.EndsIt || before.Severity != after.Severity))
            PostmortemOf.Ended(tx, incident.Number);
        PostmortemOf.Changed(tx, incident.Number);
        if (before.Lead is { } led && led != after.Lead)
        {
            InviteStore.LeadsNoMore(tx, incident.Number, led);
            LeadNoteStore.LeadsNoMore(tx, incident.Number, led);
        }

        // A draft of its end tells of what is not over.
        if (step.OpensIt) tx.Wake(SummaryRow.SubjectOf(incident.Number));
        if (after is { IsOpen: true, Lead: { } lead } && (lead != before.Lead || step.OpensIt))
            Invite(tx, incident.Number, step, lead, by);
        if (step is { Moves: true, After.IsOpen: true } && !incident.Private) InviteResponder(tx, incident.Number, after);
        // Whoever reads what somebody left behind reads that this is settled.
        if (before.Lead is { } former && (former != after.Lead || step.EndsIt) && Outsiders.Has(tx.Db, former))
            tx.Wake($"left:{former}");
        tx.Wake(incident.Subject);
        tx.WakeHomes();
        CallPeople.Climb(tx, incident.Number, step.Cause);
        if (line is not { } said) return;
        SubscriberStore.Tell(tx, incident.Number);
        var isCalled = CallSaysAll(step, by) && CallStore.CalledLeadNow(tx, incident.Number, after.Lead);
        if (isCalled || (isAnswered && CallSaysWho(step, by, facts) && IncidentLines.IsBehindCall(tx.Db, incident, said)))
            IncidentLines.LeaveToCall(tx, said, facts.Count);
    }

    /// <summary>The call that is answered says who is on it: a line right behind it would say it twice.</summary>
    static bool CallSaysWho(Transition step, By by, IReadOnlyList<Fact> facts) =>
        by.Why is null && step.After.Lead == by.Actor && step.Before.IsOpen && facts.All(f =>
            f.Verb == IncidentFacts.OnIt || f.Verb == IncidentFacts.Lead || f.Verb == IncidentFacts.Accepted
            || (f.Verb == IncidentFacts.Status
                && (step.Before.Status, step.After.Status) == (IncidentStatus.Triage, IncidentStatus.Investigating)));

    /// <summary>
    /// Whoever is handed an incident, or has one back, is called by a message that says so: a line beside it would say it twice.
    /// Whoever was on it has to hear that they are not any more.
    /// </summary>
    static bool CallSaysAll(Transition step, By by) =>
        step.OpensIt ? by.Actor == Alert : by.Why is null && !TakesFrom(step, by) && step.After with
        {
            Lead = step.Before.Lead,
            LeadChosen = step.Before.LeadChosen,
            CallAnyTime = step.Before.CallAnyTime,
            WaitingSince = step.Before.WaitingSince,
            Waitings = step.Before.Waitings,
        } == step.Before;

    static bool TakesFrom(Transition step, By by) =>
        step.Before is { WaitingSince: null, Lead: { } former } && former != step.After.Lead && former != by.Actor;

    /// <summary>Gives an incident to somebody else, as a form would.</summary>
    public static void Hand(Tx tx, IncidentRow incident, string lead, string by, string? why = null, bool isCalled = false)
    {
        var state = IncidentStore.State(tx.Db, incident);
        var shown = FormEdit.Values.Of(state);
        var step = Transitions.Change(state, new(shown, shown with { Lead = lead }), by, tx.Time);
        Apply(tx, incident, ReachLine.Called(step, isCalled), new(by, why));
    }

    static void Invite(Tx tx, long number, Transition step, string lead, By by)
    {
        var after = step.After;
        var isCalled = lead == by.Actor || after.CallAnyTime;
        var from = isCalled ? tx.Now : WhoIsCalled.MayBeDisturbedFrom(tx.Db, after.Rotation, lead, after.Urgency, tx.Time);
        InviteStore.InviteLead(tx, number, lead, from, again: isCalled || InviteStore.HasLeft(tx.Db, number, lead));
        // Whoever follows the rotation reads of it at the hand-off.
        if (step.Before.IsOpen && !after.Unaccepted && lead != by.Actor && IsPerson(by.Actor))
            LeadNoteStore.Add(tx, number, lead, by.Actor, by.Why, from);
    }

    // Whoever is on call where it was moved to knows of it, whoever leads it.
    static void InviteResponder(Tx tx, long number, IncidentState after)
    {
        if (Responder.At(tx.Db, after.Rotation, tx.Time).Person is not { } onCall || onCall == after.Lead) return;
        var from = WhoIsCalled.MayBeDisturbedFrom(tx.Db, after.Rotation, onCall, after.Urgency, tx.Time);
        InviteStore.Invite(tx, number, onCall, "is on call", from);
    }

    static string? LeadWhy(Tx tx, IncidentRow incident, Transition step, string actor)
    {
        var (before, after) = (step.Before, step.After);
        var why = after.Lead == before.Lead ? incident.LeadWhy
            : after.Lead == actor ? "took it"
            : after.LeadChosen ? $"chosen by {Person.NameOf(tx.Db, actor)}"
            : "on call";
        return after.CallAnyTime && !before.CallAnyTime && after.Lead is not null && after.Lead != actor
            ? CalledBy(tx.Db, why, actor)
            : why;
    }

    /// <summary>"on call, called by Gwen": the last who did not want to wait for hours to open.</summary>
    public static string CalledBy(IDbConnection db, string? why, string by)
    {
        var before = why?.Split($", {ByCall}")[0];
        return $"{(before is null ? "" : $"{before}, ")}{ByCall}{Person.NameOf(db, by)}";
    }

    const string ByCall = "called by ";

    /// <summary>The name of whoever had the lead called, out of why they lead; null where nobody did.</summary>
    public static string? CallerIn(string? why) => why?.IndexOf(ByCall, StringComparison.Ordinal) is >= 0 and var at
        ? why[(at + ByCall.Length)..] : null;

    /// <summary>
    /// Changes by people, a return and a new lead are news to the channel; alerts that come and go are not, nor is the lead's
    /// first word there.
    /// </summary>
    static bool IsNews(Transition step, string actor)
    {
        var (before, after) = (step.Before, step.After);
        if (actor == Alert) return step.OpensIt;
        return (before.Name, before.Severity, before.Affected, before.Lead) != (
            after.Name, after.Severity, after.Affected, after.Lead)
            || step.Moves || before.Status != after.Status
            || before.WaitingSince is not null && after is { WaitingSince: null, IsOpen: true };
    }

    sealed record Fact(Verb Verb, string? Before, string? After, string? Why);

    static IEnumerable<Fact> FactsOf(IncidentRow incident, Transition step, By by)
    {
        var (before, after, why) = (step.Before, step.After, by.Why);
        if (step.OpensIt && by.Actor == Alert)
            yield return new(IncidentFacts.Returned, incident.EndedBy, Milliseconds(after.WaitingSince - before.EndedAt), why);
        if (before.Name != after.Name) yield return new(IncidentFacts.Name, before.Name, after.Name, why);
        if (before.Severity != after.Severity)
            yield return new(IncidentFacts.Severity, Words.Of(before.Severity), Words.Of(after.Severity), why);
        if (before.Affected != after.Affected)
            yield return new(IncidentFacts.Affected, Words.Of(before.Affected), Words.Of(after.Affected), why);
        if (step.Moves) yield return new(IncidentFacts.Rotation, before.Rotation, after.Rotation, why);
        if (before.Lead != after.Lead) yield return new(IncidentFacts.Lead, before.Lead, after.Lead, why);
        if (after is { WaitingSince: null, IsOpen: true } && (before.WaitingSince is not null || !before.Touched))
        {
            var there = IsPerson(by.Actor) ? by.Actor : after.Lead;
            yield return new(IncidentFacts.OnIt, null, there, by.Heard ? null : "was seen in its channel");
        }

        if (!before.CallAnyTime && after.CallAnyTime && before.Lead == after.Lead)
            yield return new(IncidentFacts.CallNow, null, after.Lead, why);
        if (before.Unaccepted && !after.Unaccepted) yield return new(IncidentFacts.Accepted, null, null, why);
        if (after.MergedInto is { } into && before.MergedInto is null)
            yield return new(IncidentFacts.Merged, null, IncidentRow.LabelOf(into), why);
        if (step.TakesBack && before.MergedInto is { } other)
            yield return new(IncidentFacts.Unmerged, null, IncidentRow.LabelOf(other), why);
        if (before.Fix != after.Fix) yield return new(IncidentFacts.Fix, before.Fix, after.Fix, null);
        if (before.Status != after.Status)
            yield return new(IncidentFacts.Status, Words.Of(before.Status), Words.Of(after.Status), why);
    }

    /// <summary>Somebody has written something in a form; it may link to what belongs to the incident.</summary>
    public static void Written(Tx tx, IncidentRow incident, string person, string text) =>
        tx.Wake($"incident_words:{incident.Number.ToString(CultureInfo.InvariantCulture)}:{person}:{text}");

    static bool IsPerson(string actor) => actor is not (Alert or Bot);

    static string? Milliseconds(TimeSpan? span) =>
        span is { } known ? ((long)known.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null;
}
