using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Who would be called if a form were sent now: the rule that calls them, asked beforehand.</summary>
sealed class CallPreview
{
    readonly CallFacts facts;
    readonly IReadOnlyList<Call> calls;
    readonly IncidentState state;
    readonly DateTimeOffset? opens;
    readonly bool isNew;
    readonly string? standIn;

    CallPreview(IDbConnection db, IncidentState state, CallFacts facts, DateTimeOffset? opens, bool isNew)
    {
        (this.state, this.facts, this.opens, this.isNew) = (state, facts, opens, isNew);
        calls = state.WaitingSince is null ? [] : [.. Calling.Due(facts)];
        standIn = calls.FirstOrDefault(c => c.Step == CallStep.StandIn) is { } call ? Person.NameOf(db, call.People[0]) : null;
    }

    public string? Lead => state.Lead;

    /// <summary>An incident that begins now.</summary>
    public static CallPreview OfNew(IDbConnection db, IncidentState opened, DateTimeOffset now)
    {
        var waiting = opened.WaitingSince is null ? opened : opened with { WaitingSince = now };
        return new(db, waiting, WhoIsCalled.Facts(db, waiting, byAlert: false, now, []), Opens(db, waiting, now), isNew: true);
    }

    /// <summary>An incident that a form changes: whoever was called since it waits is not called again for the same.</summary>
    public static CallPreview Of(IDbConnection db, IncidentRow incident, Transition step, DateTimeOffset now)
    {
        var earlier = CallStore.OfWaiting(db, incident);
        var facts = WhoIsCalled.Facts(
            db, step.After, byAlert: incident.DeclaredBy is null, now,
            step.BeginsWaiting || step.After.WaitingSince is null ? [] : earlier);
        if (Knows(db, incident, step, earlier) is { } urgency && urgency >= facts.Urgency) facts = facts with { Group = null };
        return new(db, step.After, facts, Opens(db, step.After, now), isNew: false);
    }

    // A group that knows is not called anew because somebody else leads.
    static Urgency? Knows(IDbConnection db, IncidentRow incident, Transition step, List<CallRow> earlier) =>
        step.OpensIt ? null
        : step.BeginsWaiting && earlier.Any(c => c.UserGroup is not null) ? step.Before.Urgency
        : CallStore.GroupKnows(db, incident);

    static DateTimeOffset? Opens(IDbConnection db, IncidentState state, DateTimeOffset now) =>
        state.Lead is { } lead ? WhoIsCalled.HoursOf(db, lead, state.Urgency, now).OpensAt(now) : null;

    /// <summary>The lead's hours are closed and nothing else has them called: the form offers it.</summary>
    /// <param name="isTicked">It was offered and taken.</param>
    public bool OffersCall(bool isTicked) =>
        state is { WaitingSince: not null, Lead: not null, Urgency: Urgency.Urgent } && !facts.LeadInHours
        && !facts.Done.ContainsKey(CallStep.Lead) && (isTicked || !state.CallAnyTime);

    /// <summary>One line, for a phone.</summary>
    /// <param name="reader">Who fills the form in.</param>
    /// <param name="name">The name of a person by id.</param>
    public string Sentence(string reader, Func<string, string> name)
    {
        if (state.Lead is not { } lead)
            return isNew ? "Nobody is on call yet. Choose a lead to call somebody." : "Nobody leads it yet, so nobody is called.";
        var who = Mrkdwn.Escape(name(lead));
        if (state.WaitingSince is null)
            return lead == reader ? "You lead, so nobody else is called." : $"{who} is on it, so nobody is called.";
        var group = calls.FirstOrDefault(c => c.Group is not null) is { Group: { } id } ? $"{Mrkdwn.UserGroup(id)} " : null;
        var isCalled = calls.Any(c => c.Step == CallStep.Lead);
        return (isCalled, group) switch
        {
            (true, null) => facts.LeadInHours ? $"{who} is called now." : $"{who} is called now, though it is out of hours.",
            (true, _) => $"{group}and {who} are called now.",
            (false, null) => standIn is { } other ? $"Out of hours for {who}: {Mrkdwn.Escape(other)} is called now." : Nobody(who),
            (false, _) => $"Out of hours: {group}is called now, {who} hears of it {At(opens)}.",
        };
    }

    string Nobody(string who) =>
        facts.Done.ContainsKey(CallStep.Lead) ? $"{who} has been called, and is waited for."
        : facts.LeadInHours ? $"It waits for {who}."
        : facts.Done.ContainsKey(CallStep.Group) ? $"The out-of-hours group has been called; {who} hears of it {At(opens)}."
        : state.Urgency == Urgency.Urgent
            ? $":warning: Out of hours for {who}: *nobody is called* before {At(opens)}. Tick the box to call {who} now."
        : $"Out of hours for {who}, who hears of it {At(opens)}.";

    static string At(DateTimeOffset? at) => at is { } time ? When.At(time) : "later";
}
