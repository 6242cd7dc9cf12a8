using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The messages that call somebody: whom, what happened, who says so, one button; once somebody is there, who.</summary>
public static class CallMessages
{
    const int MostName = 100, MostWhy = 200, MostFix = 500;

    /// <summary>
    /// What the lead had been through when another was called: asked before, or away; and since when people knew.
    /// </summary>
    public sealed record LeadThen(bool WasAsked, bool IsAway, ToldSince? Told = null);

    /// <param name="card">The incident.</param>
    /// <param name="call">Who is called.</param>
    /// <param name="change">What led to it; null where nobody changed anything.</param>
    /// <param name="lead">What the lead had been through; null where they had been asked.</param>
    /// <param name="isDirect">It is read outside the incident's channel, and leads there where there is one.</param>
    public static Message Of(
        IncidentCard card, CallRow call, TimelineEntry? change = null, LeadThen? lead = null, bool isDirect = false)
    {
        var isOver = IsOver(card.Incident, call);
        var sign = Words.Emoji(IncidentStatus.Triage, card.Incident.Severity);
        var text = $"{sign} {Sentence(card, call, change, lead ?? new(true, false))}"
            + $"{(isDirect ? Where(card) : "")}{(isOver ? Answer(card, call) : "")}";
        return new()
        {
            Text = Plain(card, call),
            Blocks =
            [
                new SectionBlock { Text = Limits.TruncateEscaped(text, Limits.Text) },
                .. isOver ? [] : new[]
                {
                    new ActionsBlock { BlockId = "call", Elements = [.. IncidentButtons.Answer(card.Incident)] },
                },
            ],
            UnfurlLinks = false,
        };
    }

    /// <summary>It calls nobody any more.</summary>
    public static bool IsOver(IncidentRow incident, CallRow call) =>
        call.AnsweredBy is not null || !incident.IsWaiting || incident.Waitings != call.Waiting;

    /// <summary>"@ben INC-12 *orders late* is *Critical*, raised by Ana."</summary>
    static string Sentence(IncidentCard card, CallRow call, TimelineEntry? change, LeadThen lead)
    {
        string Since(long? told) => LineText.Span(call.At - (told ?? call.Since));
        // Nobody is said to have kept silent who was never asked.
        var unanswered = lead.Told is { Anybody: null } ? " Nobody else could be asked."
            : $" Nobody has answered for {Since(lead.Told?.Anybody)}.";
        // A direct message needs no mention.
        var whom = call.IsAgain ? "" : $"{Mentions(call)} ";
        return $"{whom}{Heading(card.Incident)}{Happened(card, call, change)}" + call.Rung switch
        {
            CallStep.LeadAgain => $" It has waited {Since(lead.Told?.Lead)} for you.",
            CallStep.StandInAgain => $" You were called {Since(lead.Told?.Called)} ago. Can you take it?",
            CallStep.Group => " The data team is out of hours: please look.",
            CallStep.StandIn or CallStep.Owners when call.WaitedFor is null => " Nobody is on call. Can you take it?",
            CallStep.StandIn when lead.IsAway => $" {Lead(card, call)} is away. Can you take it?",
            CallStep.StandIn => $" It is out of hours for {Lead(card, call)}. Can you take it?",
            CallStep.Next when lead.WasAsked =>
                $" {Lead(card, call)} has not answered for {Since(lead.Told?.Lead)}. Can you take it?",
            CallStep.Next or CallStep.ByHand => $"{unanswered} Can you take it?",
            CallStep.Owners => $"{unanswered} You are asked because nobody else is left. Can you take it?",
            CallStep.GroupAgain => unanswered,
            _ => "",
        };
    }

    static string Happened(IncidentCard card, CallRow call, TimelineEntry? change)
    {
        var who = change is null or { Actor: IncidentChange.Bot or IncidentChange.Alert }
            ? null : $"*{Mrkdwn.Name(card.NameOf(change.Actor))}*";
        var why = change?.Why is { Length: > 0 } said ? $": {Incidents.Sentence.Quoted(Inert(said, MostWhy))}" : ".";
        return (call.Reason, who) switch
        {
            (CallCause.Back, _) when card.Return is { } back => Back(card, back),
            (CallCause.Again, _) when change?.Why is { Length: > 0 } after => $" fails again {Inert(after, MostWhy)}.",
            (CallCause.Worse, { } by) => change!.Verb == IncidentFacts.Affected
                ? $": {by} says that customers are affected{why}"
                : $": {by} raised it to *{Choices.Read(change.After, Severity.Minor)}*{why}",
            (CallCause.Worse, null) => $" is worse now: {What(card.Incident)}.",
            (CallCause.Reopened, { } by) => $" is {What(card.Incident)}. {by} opened it again{why}",
            (CallCause.Moved, { } by) =>
                $" is {What(card.Incident)}. {by} moved it to *{Mrkdwn.Name(card.NameOf(change!.After!))}*{why}",
            (CallCause.Handed, { } by) =>
                $" is {What(card.Incident)}. {by} handed it to {(IsLeads(call) ? "you" : Lead(card, call))}{why}",
            (CallCause.Handed, null) when IsLeads(call) => $" is {What(card.Incident)}, and yours now: you are on call.",
            _ => $" is {What(card.Incident)}, raised by {Raiser(card)}.",
        };
    }

    static bool IsLeads(CallRow call) => call.WaitedFor is { } lead && call.Persons.Contains(lead);

    static string Raiser(IncidentCard card) =>
        card.Incident.DeclaredBy is { } person ? $"*{Mrkdwn.Name(card.NameOf(person))}*" : "an alert";

    /// <summary>" is back, 40 min after Ana resolved it. Last time this fixed it: …"</summary>
    static string Back(IncidentCard card, TimelineEntry back)
    {
        var away = long.TryParse(back.After, CultureInfo.InvariantCulture, out var span)
            ? $", {LineText.Span(span)} after {Ender(card, back)}" : "";
        var fix = card.Incident.Fix is { } last
            ? $" Last time this fixed it: {Incidents.Sentence.Ended(Inert(last, MostFix))}" : "";
        return $" is back{away}.{fix}";
    }

    static string Ender(IncidentCard card, TimelineEntry back) =>
        back.Before is { } by && by != IncidentChange.Alert ? $"*{Mrkdwn.Name(card.NameOf(by))}* resolved it" : "it was resolved";

    // What is not known, or stays inside, is on the card.
    static string What(IncidentRow incident) =>
        $"*{incident.Severity}*{(incident.Affected == Affected.Customers ? ", customers affected" : "")}";

    static string Inert(string text, int most) => Mrkdwn.Inert(IncidentMessages.OneLine(text), most);

    static string Mentions(CallRow call) => call.UserGroup is { } group
        ? Mrkdwn.UserGroup(group)
        : string.Join(' ', call.Persons.Select(Mrkdwn.User));

    static string Heading(IncidentRow incident) => $"{incident.Label} *{Inert(incident.Name, MostName)}*";

    static string Where(IncidentCard card) => card.Incident.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}"
        : card is { Incident.Unaccepted: true, AnnouncedIn: { } place }
            ? $" Is it an incident? It stands in {Mrkdwn.Channel(place)}."
        : "";

    static string Lead(IncidentCard card, CallRow call) =>
        (call.WaitedFor ?? card.Incident.Lead) is { } lead ? $"*{Mrkdwn.Name(card.NameOf(lead))}*" : "the lead";

    static string Answer(IncidentCard card, CallRow call) => (call.AnsweredBy, card.Incident) switch
    {
        (IncidentChange.Bot or IncidentChange.Alert, _) => "",
        ({ } by, { IsOpen: true } open) when by == open.Lead => $" :white_check_mark: {Mrkdwn.Name(card.NameOf(by))} is on it"
            + (by == call.WaitedFor ? "." : " and leads this now."),
        ({ } by, { IsOpen: false, MergedInto: { } into }) =>
            $" :white_check_mark: {Mrkdwn.Name(card.NameOf(by))} merged it into {IncidentRow.LabelOf(into)}.",
        ({ } by, { IsOpen: false }) => $" :white_check_mark: {Mrkdwn.Name(card.NameOf(by))} has seen to it.",
        _ => "",
    };

    // What a locked phone shows.
    static string Plain(IncidentCard card, CallRow call)
    {
        var name = Limits.Truncate(IncidentMessages.OneLine(card.Incident.Name), 120);
        var urgency = $"{card.Incident.Severity}, {Words.People(card.Incident.Affected)}";
        return Mrkdwn.Escape(call.Rung is CallStep.Lead or CallStep.LeadAgain
            ? $"{card.Incident.Label} waits for you: {name} ({urgency})"
            : $"{card.Incident.Label} needs somebody: {name} ({urgency})");
    }
}
