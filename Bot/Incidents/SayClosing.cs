using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Says in the channel of what is resolved what is asked before it closes, and then what was answered and what it still waits
/// for: one message for each end, edited.
/// </summary>
public sealed class SayClosing(Database database, Posts posts)
{
    static string Slot(IncidentRow incident) =>
        string.Create(CultureInfo.InvariantCulture, $"{Under(incident)}:{incident.ResolvedAt}");

    static string Under(IncidentRow incident) => $"{incident.Subject}:closing";

    /// <summary>Repeatable: called whenever something about the incident has changed.</summary>
    public async Task Bring(IncidentRow incident, string channel, CancellationToken stop)
    {
        if (incident is { IsOpen: true, Reopened: 0 }) return;
        var (earlier, message) = database.Read(db => (
            Posts.Under(db, Under(incident)).Where(slot => incident.IsOpen || slot != Slot(incident)).ToList(),
            Message(db, incident)));
        await Steps.All(
        [
            .. earlier.Select<string, Func<Task>>(slot => () =>
                posts.Follow(slot, channel, Said(incident, $"{incident.Label} was opened again."), stop, Lost.Left)),
            () => message is { } said ? Say(Slot(incident), channel, said, stop) : Task.CompletedTask,
        ]);
    }

    async Task Say(string slot, string channel, Message said, CancellationToken stop)
    {
        if (said.Blocks is [.., ActionsBlock]) await posts.Show(slot, channel, said, stop, Lost.Left);
        // What closed without a question says so only where it had asked.
        else await posts.Follow(slot, channel, said, stop, Lost.Left);
    }

    static Message? Message(IDbConnection db, IncidentRow incident)
    {
        if (incident.IsOpen || ClosingStore.Find(db, incident) is not { } asked) return null;
        var (left, asksAll) = (WhatIsLeft.Of(db, incident), WhatIsLeft.AsksAll(db, incident));
        var answers = Answered(db, asked);
        if (incident.Status == IncidentStatus.Closed)
            return Said(incident, $":white_check_mark: {incident.Label} is closed{(answers is null ? "" : $": {answers}")}.");
        var number = Domain.Alerts.Words.Number(left.FollowUps, "follow-up is", "follow-ups are");
        var followUps = (left.FollowUps, left.Postmortem) switch
        {
            (0, false) => "",
            (0, true) => $" {incident.Label} closes once its postmortem is done.",
            (_, false) => $" {incident.Label} closes once its {number} done.",
            (1, true) => $" {incident.Label} closes once its postmortem and its follow-up are done.",
            _ => $" {incident.Label} closes once its postmortem and its {number} done.",
        };
        if (left.IsAnswered) return Asking(incident, $":white_check_mark: {answers}.{followUps}", [Open(incident, "Change…")]);
        if (!asksAll)
            return Asking(
                incident, ":ballot_box_with_check: *What was it?* "
                    + (followUps.Length > 0 ? $"One press answers it.{followUps}" : $"One press closes {incident.Label}."),
            [
                Press(incident, IncidentIds.ClosedFixed, "Fixed"),
                Press(incident, IncidentIds.ClosedRecovered, "Recovered by itself"),
                Press(incident, IncidentIds.ClosedExpected, "Expected"),
                Press(incident, IncidentIds.ClosedFalseAlarm, "False alarm"),
            ]);
        return Asking(
            incident, $":ballot_box_with_check: *Before {incident.Label} closes:* which data was wrong, is it backfilled, do its "
                + $"users know, and what is left to do?{followUps}",
            [Open(incident, "Answer…")]);
    }

    /// <summary>"*ana*: fixed"; null while nobody has answered.</summary>
    static string? Answered(IDbConnection db, ClosingRow asked) => asked.AnsweredBy switch
    {
        null => null,
        IncidentChange.Bot => ClosingWords.Of(asked.Answers),
        { } by => $"*{Mrkdwn.Name(Person.NameOf(db, by))}*: {ClosingWords.Of(asked.Answers)}",
    };

    static Message Said(IncidentRow incident, string text) => IncidentMessages.Line(incident, text);

    static Message Asking(IncidentRow incident, string text, IReadOnlyList<BlockElement> buttons) => new()
    {
        Text = $"{incident.Label}: {text}",
        Blocks = [new SectionBlock { Text = text }, new ActionsBlock { BlockId = "closing", Elements = buttons }],
    };

    static Button Press(IncidentRow incident, string action, string text) =>
        new() { ActionId = action, Text = text, Value = Number(incident) };

    /// <summary>Opens the form with all that is asked.</summary>
    public static Button Open(IncidentRow incident, string text) => Press(incident, IncidentIds.OpenClosing, text);

    static string Number(IncidentRow incident) => incident.Number.ToString(CultureInfo.InvariantCulture);
}
