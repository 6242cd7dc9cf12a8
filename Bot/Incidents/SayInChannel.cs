using System.Data;
using Bot.Hosting;
using Bot.OnCall;

namespace Bot.Incidents;

/// <summary>The messages in an incident's channel: the card, the calls, what people changed, and their updates.</summary>
public sealed class SayInChannel(Database database, Posts posts, DirectMessages direct, TimeProvider clock)
{
    public async Task<string> Card(long number, string channel, CancellationToken stop) =>
        await posts.Show(CardSlot(number), channel, IncidentMessages.Card(database.Read(db => Read(db, number))), stop);

    public static string CardSlot(long number) => $"incident:{number}:card";

    IncidentCard Read(IDbConnection db, long number) => IncidentCard.Read(db, number, clock.GetUtcNow())!;

    /// <summary>Calls that are not shown as they stand: new ones, and those that somebody has answered.</summary>
    /// <param name="number">The incident.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="ready">Those whose people have been invited.</param>
    /// <param name="stop">Ends the calls.</param>
    public async Task Calls(long number, string channel, IReadOnlyCollection<long> ready, CancellationToken stop)
    {
        var (card, calls) = database.Read(db =>
        {
            var dirty = CallStore.Dirty(db, number).Where(c => ready.Contains(c.Id)).ToList();
            var read = Read(db, number);
            return (read with { NameOf = Person.Names(db, [.. People(read), .. dirty.SelectMany(c => c.Persons.Append(c.AnsweredBy!).Append(c.WaitedFor!))]) }, dirty);
        });
        // Somebody whom Slack refuses, such as an account that is gone, never keeps the others from being called.
        await Steps.All(calls.Select<CallRow, Func<Task>>(call => () => Call(card, call, channel, stop)));
    }

    async Task Call(IncidentCard card, CallRow call, string channel, CancellationToken stop)
    {
        var place = call.Rung == Domain.Incidents.CallStep.LeadAgain ? await direct.With(call.Persons[0], stop) : channel;
        await posts.Show($"{card.Incident.Subject}:call:{call.Id}", place, CallMessages.Of(card, call), stop);
        await CallStore.Shown(database, call);
    }

    /// <summary>Where Slack lets the bot make no channel, people are called by direct messages.</summary>
    public async Task CallsDirectly(long number, CancellationToken stop)
    {
        var (card, calls) = database.Read(db => (Read(db, number), CallStore.Dirty(db, number)));
        await Steps.All(calls.Select<CallRow, Func<Task>>(call => async () =>
        {
            var message = CallMessages.Of(card, call);
            foreach (var person in call.Persons)
                await posts.Show($"{card.Incident.Subject}:call:{call.Id}:{person}", await direct.With(person, stop), message, stop);
            await CallStore.Shown(database, call);
        }));
    }

    static IEnumerable<string?> People(IncidentCard card) => [card.Incident.Lead, card.Incident.DeclaredBy, card.Incident.EndedBy, card.Return?.Before];

    /// <summary>What people changed and said since the last look.</summary>
    public async Task Lines(long number, string channel, CancellationToken stop)
    {
        var (card, lines, updates) = database.Read(db => (
            Read(db, number),
            IncidentLines.Unsaid(db, number).Select(l => Said.Read(db, l)).ToList(),
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

/// <summary>A line and its words, made of the history that points to it.</summary>
public sealed record Said(IncidentLine Line, string Text, int Facts)
{
    public static Said Read(IDbConnection db, IncidentLine line)
    {
        var facts = IncidentLines.FactsOf(db, line.Id);
        var name = Person.Names(db, [line.Actor, .. facts.SelectMany(f => new[] { f.Before, f.After })]);
        return new(line, LineText.Of(line, facts, name), facts.Count);
    }
}
