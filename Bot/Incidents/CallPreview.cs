using System.Data;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Who would be called if a form were sent now: the rule that calls them, asked beforehand.</summary>
sealed class CallPreview
{
    readonly CallFacts facts;
    readonly IReadOnlyList<Call> calls;
    readonly IncidentState state;
    readonly DateTimeOffset? opens;
    readonly string? standIn;

    CallPreview(IDbConnection db, IncidentState state, CallFacts facts, DateTimeOffset? opens)
    {
        (this.state, this.facts, this.opens) = (state, facts, opens);
        calls = state.WaitingSince is null ? [] : [.. Calling.Due(facts)];
        standIn = calls.FirstOrDefault(c => c.Step == CallStep.StandIn) is { } call ? Person.NameOf(db, call.People[0]) : null;
    }

    public static CallPreview Of(IDbConnection db, IncidentState state, DateTimeOffset now)
    {
        var waiting = state.WaitingSince is null ? state : state with { WaitingSince = now };
        var opens = state.Lead is { } lead ? WhoIsCalled.HoursOf(db, lead, state.Urgency, now).OpensAt(now) : null;
        return new(db, waiting, WhoIsCalled.Facts(db, waiting, byAlert: false, now, []), opens);
    }

    /// <summary>It is urgent, the lead's hours are closed and nothing has them called: the form offers it.</summary>
    public bool CanCallLead =>
        state is { WaitingSince: not null, Lead: not null, CallAnyTime: false, Urgency: Urgency.Urgent } && !facts.LeadInHours;

    /// <summary>One line for the foot of the form.</summary>
    /// <param name="reader">Who fills the form in.</param>
    /// <param name="name">The name of a person by id.</param>
    /// <param name="hasBox">The form offers to call the lead out of hours; elsewhere the card does.</param>
    public string Sentence(string reader, Func<string, string> name, bool hasBox)
    {
        if (state.Lead is not { } lead) return "Nobody is on call yet. Choose a lead to call somebody.";
        var who = Mrkdwn.Escape(name(lead));
        if (state.WaitingSince is null) return lead == reader ? "You lead, so nobody else is called." : $"{who} leads.";
        var group = calls.FirstOrDefault(c => c.Group is not null) is { Group: { } id } ? $"{Mrkdwn.UserGroup(id)} " : null;
        var isCalled = calls.Any(c => c.Step == CallStep.Lead);
        return (isCalled, group) switch
        {
            (true, null) => facts.LeadInHours ? $"{who} is called now." : $"{who} is called now, though it is out of hours.",
            (true, _) => $"{group}and {who} are called now.",
            (false, null) => standIn is { } other ? $"It is out of hours for {who}: {Mrkdwn.Escape(other)} is called now."
                : OutOfHours(who, hasBox),
            (false, _) => $"It is out of hours: {group}is called now, {who} hears of it {At(opens)}.",
        };
    }

    string OutOfHours(string who, bool hasBox) => state.Urgency == Urgency.Urgent
        ? $":warning: It is out of hours for {who}: *nobody is called* before {At(opens)}. "
            + (hasBox ? $"Tick the box to call {who} now." : $"The card has a button that calls {who} now.")
        : $"It is out of hours for {who}, who hears of it {At(opens)}.";

    static string At(DateTimeOffset? at) => at is { } time ? When.At(time) : "later";
}
