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
    readonly DateTimeOffset? opens, closes;
    readonly bool isNew;
    readonly string? standIn;

    // Whoever reads that somebody is called should know that they are about to leave.
    static readonly TimeSpan Closing = TimeSpan.FromMinutes(30);

    CallPreview(IDbConnection db, IncidentState state, CallFacts facts, bool isNew)
    {
        (this.state, this.facts, this.isNew) = (state, facts, isNew);
        if (state.Lead is { } lead)
        {
            var hours = WhoIsCalled.HoursOf(db, lead, state.Urgency, facts.Now);
            opens = hours.OpensAt(facts.Now);
            closes = hours.Contains(facts.Now) && hours.ClosesAt(facts.Now) is { } at && at - facts.Now < Closing ? at : null;
        }

        calls = state.WaitingSince is null ? [] : [.. Calling.Due(facts)];
        standIn = calls.FirstOrDefault(c => c.Step == CallStep.StandIn) is { } call ? Person.NameOf(db, call.People[0]) : null;
    }

    public string? Lead => state.Lead;

    /// <summary>An incident that begins now.</summary>
    public static CallPreview OfNew(IDbConnection db, IncidentState opened, string by, DateTimeOffset now)
    {
        var waiting = opened.WaitingSince is null ? opened : opened with { WaitingSince = now };
        return new(db, waiting, WhoIsCalled.Facts(db, waiting, new(IsByAlert: false, by, []), now), isNew: true);
    }

    /// <summary>An incident that a form changes: whoever was called since it waits is not called again for the same.</summary>
    public static CallPreview Of(IDbConnection db, IncidentRow incident, Transition step, DateTimeOffset now) =>
        new(db, step.After, WhoIsCalled.Facts(db, incident, now, step), isNew: false);

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
        var who = Mrkdwn.Name(name(lead));
        if (state.WaitingSince is null)
            return lead == reader ? "You lead, so nobody else is called." : $"{who} is on it, so nobody is called.";
        var group = calls.FirstOrDefault(c => c.Group is not null) is { Group: { } id } ? $"{Mrkdwn.UserGroup(id)} " : null;
        var isCalled = calls.Any(c => c.Step == CallStep.Lead);
        return (isCalled, group) switch
        {
            (true, null) when facts.LeadInHours => $"{who} is called now{Closes()}.",
            (true, null) => $"{who} is called now, though it is out of hours.",
            (true, _) => $"{group}and {who} are called now.",
            (false, null) => standIn is { } other
                ? $"{(facts.LeadAway ? $"{who} is away" : $"Out of hours for {who}")}: {Mrkdwn.Name(other)} is called now."
                : Nobody(who),
            (false, _) when facts.LeadAway => $"Out of hours: {group}is called now, {who} is away.",
            (false, _) => $"Out of hours: {group}is called now, {who} hears of it {At(opens)}.",
        };
    }

    string Nobody(string who) =>
        facts.Done.ContainsKey(CallStep.Lead) ? $"{who} has been called, and is waited for."
        : facts.Rests ? $"While it is in Monitoring nobody is called; it waits for {who}."
        : facts.LeadInHours ? $"It waits for {who}."
        : facts.Done.ContainsKey(CallStep.Group) ? $"The out-of-hours group has been called; {who} hears of it {At(opens)}."
        : facts.LeadAway ? $":warning: {who} is away: *nobody is called*. Choose another lead."
        : state.Urgency == Urgency.Urgent
            ? $":warning: Out of hours for {who}: *nobody is called* before {At(opens)}. Tick the box to call {who} now."
        : $"Out of hours for {who}, who hears of it {At(opens)}.";

    string Closes() => closes is { } at ? $"; hours close {When.At(at)}" : "";

    static string At(DateTimeOffset? at) => at is { } time ? When.At(time) : "later";
}
