using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>The messages in an incident's channel: the card, the calls, what people changed, and their updates.</summary>
public sealed class SayInChannel(
    Database database, SlackApi slack, Posts posts, DirectMessages direct, BotSettings settings, TimeProvider clock)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public async Task<string> Card(long number, string channel, CancellationToken stop) =>
        await posts.Show(CardSlot(number), channel, Shown(number), stop);

    Message Shown(long number) => IncidentMessages.Card(database.Read(db => Read(db, number)), settings.IncidentCommand);

    public static string CardSlot(long number) => $"incident:{number}:card";

    IncidentCard Read(IDbConnection db, long number) => IncidentCard.Read(db, number, clock.GetUtcNow())!;

    /// <summary>Calls that are not shown as they stand: new ones, and those that somebody has answered.</summary>
    /// <param name="number">The incident.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="ready">Those whose people have been invited.</param>
    /// <param name="stop">Ends the calls.</param>
    public async Task Calls(long number, string channel, IReadOnlyCollection<long> ready, CancellationToken stop)
    {
        var calls = database.Read(db => ToShow(db, number, c => ready.Contains(c.Id)));
        // Somebody whom Slack refuses, such as an account that is gone, never keeps the others from being called.
        await Steps.All(calls.Select<ShownCall, Func<Task>>(shown => async () =>
        {
            var isDirect = shown.Call.Rung == Domain.Incidents.CallStep.LeadAgain;
            var place = isDirect ? await direct.With(shown.Call.Persons[0], stop) : channel;
            await posts.Show(SlotOf(shown.Call), place, shown.Message, stop);
            await CallStore.Shown(database, shown.Call);
        }));
        // Until all people of a call are known and invited it stays to be made.
        if (database.Read(db => CallStore.Dirty(db, number)).Count > 0)
            await database.Change(tx => tx.Wake(IncidentRow.SubjectOf(number), LookAgain));
    }

    /// <summary>Where Slack lets the bot make no channel, people are called by direct messages.</summary>
    public async Task CallsDirectly(long number, CancellationToken stop)
    {
        var calls = database.Read(db => ToShow(db, number, _ => true));
        await Steps.All(calls.Select<ShownCall, Func<Task>>(shown => () => Directly(shown, stop)));
    }

    async Task Directly(ShownCall shown, CancellationToken stop)
    {
        var people = await PeopleOf(shown.Call, stop);
        var said = 0;
        await Steps.All(people.Select<string, Func<Task>>(person => async () =>
        {
            try
            {
                await posts.Show($"{SlotOf(shown.Call)}:{person}", await direct.With(person, stop), shown.Message, stop);
                said++;
            }
            catch (SlackException)
            {
                // Whom Slack refuses to write to is no reason to write to the others again.
            }
        }));
        if (said > 0) await CallStore.Shown(database, shown.Call);
        else await CallStore.Unheard(database, shown.Call);
    }

    async Task<IReadOnlyList<string>> PeopleOf(CallRow call, CancellationToken stop)
    {
        try
        {
            return call.UserGroup is { } group ? await slack.UserGroups.Users.List(group, stop) : call.Persons;
        }
        catch (SlackException)
        {
            // A group that is gone has nobody in it.
            return [];
        }
    }

    sealed record ShownCall(CallRow Call, Slack.Message Message);

    List<ShownCall> ToShow(IDbConnection db, long number, Func<CallRow, bool> which)
    {
        var calls = CallStore.Dirty(db, number).Where(which).Select(c => (Row: c, Change: CallStore.ChangeOf(db, c))).ToList();
        if (calls.Count == 0) return [];
        var card = Read(db, number);
        var called = calls.SelectMany(c => new[] { c.Row.AnsweredBy, c.Row.WaitedFor, c.Change?.Actor }.Concat(c.Row.Persons));
        card = card with { NameOf = Person.Names(db, [.. People(card), .. called]) };
        return [.. calls.Select(c => new ShownCall(c.Row, CallMessages.Of(card, c.Row, c.Change, LeadOf(db, c.Row))))];
    }

    static CallMessages.LeadThen LeadOf(IDbConnection db, CallRow call) => new(
        call.WaitedFor is null || CallStore.WasAsked(db, call, call.WaitedFor),
        call.WaitedFor is { } lead && WhoIsCalled.IsAway(db, lead, call.Time));

    static string SlotOf(CallRow call) => $"{IncidentRow.SubjectOf(call.Incident)}:call:{call.Id}";

    static IEnumerable<string?> People(IncidentCard card) => [card.Incident.Lead, card.Incident.DeclaredBy, card.Incident.EndedBy, card.Return?.Before];

    /// <summary>What people changed and said since the last look.</summary>
    public async Task Lines(long number, string channel, CancellationToken stop)
    {
        var (card, lines, updates) = database.Read(db => (
            Read(db, number),
            IncidentLines.Unsaid(db, number).Select(l => Said.Read(db, l, mentions: true)).ToList(),
            UpdateStore.Unposted(db, number).Select(u => (Update: u, Line: IncidentLines.OfUpdate(db, u.Id) is { } l ? Said.Read(db, l) : null)).ToList()));
        foreach (var (update, line) in updates)
            await posts.Show($"incident:{number}:update:{update.Id}", channel, IncidentMessages.Update(card, update, line?.Text), stop);
        foreach (var line in lines)
        {
            await posts.Show($"incident:{number}:line:{line.Line.Id}", channel, IncidentMessages.Line(card.Incident, line.Text), stop);
            await IncidentLines.Shown(database, line);
        }
    }
}
