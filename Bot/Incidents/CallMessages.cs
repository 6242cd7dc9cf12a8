using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The messages that call somebody: whom, what is wanted, one button; once somebody is there, who.</summary>
public static class CallMessages
{
    public static Message Of(IncidentCard card, CallRow call)
    {
        var isOver = call.AnsweredBy is not null || !card.Incident.IsWaiting || card.Incident.Waitings != call.Waiting;
        var text = $"{Words.Emoji(IncidentStatus.Triage, card.Incident.Severity)} {Sentence(card, call)}{(isOver ? Answer(card, call) : "")}";
        return new()
        {
            Text = Plain(card, call),
            Blocks =
            [
                new SectionBlock { Text = Limits.Truncate(text, Limits.Text) },
                .. isOver ? [] : new[] { new ActionsBlock { BlockId = "call", Elements = [OnIt(card.Incident)] } },
            ],
            UnfurlLinks = false,
        };
    }

    static string Sentence(IncidentCard card, CallRow call)
    {
        var (incident, what) = (card.Incident, What(card.Incident));
        var waited = LineText.Span(call.At - call.Since);
        return call.Rung switch
        {
            CallStep.Lead when card.Return is { } back && back.At == call.Since => $"{Mentions(call)} {Back(card, back)} {what}.",
            CallStep.Lead when call.Reason == CallCause.Worse => $"{Mentions(call)} this is worse now: {what}.",
            CallStep.Lead when call.Reason == CallCause.Reopened => $"{Mentions(call)} this is open again: {what}.",
            CallStep.Lead when call.Reason == CallCause.Handed => $"{Mentions(call)} this is yours now{Chosen(incident)}: {what}.",
            CallStep.Lead => $"{Mentions(call)} this is yours: {what}.",
            CallStep.LeadAgain => $"{Heading(incident)} has waited {waited} for you: {what}.{Where(incident)}",
            CallStep.StandIn => $"{Mentions(call)} it is out of hours for {Lead(card, call)}. Can you take this? {what}.",
            CallStep.Next => $"{Mentions(call)} {Lead(card, call)} has not answered for {waited}. Can you take this? {what}.",
            CallStep.Owners => $"{Mentions(call)} nobody has answered for {waited}. {what}.",
            CallStep.GroupAgain => $"{Mentions(call)} nobody has answered for {waited}: {what}.",
            _ => $"{Mentions(call)} the data team is out of hours. Please look: {what}.",
        };
    }

    /// <summary>"it is back, 40 min after Ana resolved it. Last time this fixed it: …"</summary>
    static string Back(IncidentCard card, TimelineEntry back)
    {
        var away = long.TryParse(back.After, CultureInfo.InvariantCulture, out var span) ? $", {LineText.Span(span)} after {Ender(card, back)}" : "";
        var fix = card.Incident.Fix is { } last ? $" Last time this fixed it: {IncidentMessages.Text(IncidentMessages.OneLine(last), 500)}." : "";
        return $"it is back{away}.{fix}";
    }

    static string Ender(IncidentCard card, TimelineEntry back) =>
        back.Before is { } by && by != IncidentChange.Alert ? $"*{Mrkdwn.Escape(card.NameOf(by))}* resolved it" : "it was resolved";

    static string What(IncidentRow incident) => $"*{incident.Severity}*, {Words.People(incident.Affected)}";

    static string Chosen(IncidentRow incident) => incident.LeadWhy is { Length: > 0 } why ? $", {IncidentMessages.Text(why, 200)}" : "";

    static string Mentions(CallRow call) => call.UserGroup is { } group
        ? Mrkdwn.UserGroup(group)
        : string.Join(' ', call.Persons.Select(Mrkdwn.User));

    static string Heading(IncidentRow incident) => $"*{incident.Label} {IncidentMessages.Text(IncidentMessages.OneLine(incident.Name), 150)}*";

    static string Where(IncidentRow incident) => incident.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}" : "";

    static string Lead(IncidentCard card, CallRow call) => (call.WaitedFor ?? card.Incident.Lead) is { } lead ? $"*{Mrkdwn.Escape(card.NameOf(lead))}*" : "the lead";

    static string Answer(IncidentCard card, CallRow call) => (call.AnsweredBy, card.Incident) switch
    {
        (IncidentChange.Bot or IncidentChange.Alert, _) => "",
        ({ } by, { IsOpen: true } open) when by == open.Lead => $" :white_check_mark: {Mrkdwn.Escape(card.NameOf(by))} is on it.",
        ({ } by, { IsOpen: false }) => $" :white_check_mark: {Mrkdwn.Escape(card.NameOf(by))} has seen to it.",
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

    static Button OnIt(IncidentRow incident) => new()
    {
        ActionId = IncidentRoutes.OnIt,
        Text = "I'm on it",
        Value = incident.Number.ToString(CultureInfo.InvariantCulture),
        Style = ButtonStyle.Primary,
    };
}
