using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Direct;

/// <summary>
/// What whoever subscribed to an incident hears of it: each update, that it got worse, is over, or is back, as long as they may
/// see it, and nothing that they said themselves.
/// </summary>
public sealed class TellSubscribers(Database database, Posts posts, DirectMessages direct, TimeProvider clock)
{
    // A line grows while one person changes more.
    static readonly TimeSpan Grows = TimeSpan.FromMinutes(2);

    sealed record News(string Slot, long At, Message Message);

    /// <param name="id">The incident's number and the person.</param>
    /// <param name="stop">Ends the call.</param>
    public async Task Bring(string id, CancellationToken stop)
    {
        if (id.Split(':') is not [var number, var person]) return;
        var news = database.Read(db => Of(db, long.Parse(number, CultureInfo.InvariantCulture), person));
        if (news.Count == 0) return;
        var channel = await direct.With(person, stop);
        await Steps.All(news.Select<News, Func<Task>>(one => () => posts.Show(one.Slot, channel, one.Message, stop, Lost.Left)));
    }

    List<News> Of(IDbConnection db, long number, string person)
    {
        if (SubscriberStore.Find(db, number, person) is not { } subscriber
            || IncidentStore.Find(db, Viewer.Of(person), number) is not { IsForgotten: false }) return [];
        var now = clock.GetUtcNow();
        bool IsNew(string slot, long at) =>
            Posts.TsOf(db, slot) is null || now.ToUnixTimeMilliseconds() - at < Grows.TotalMilliseconds;
        string Slot(string what, long id) => $"{IncidentRow.SubjectOf(number)}:{RightPlace.Heard}:{person}:{what}:{id}";
        var updates = UpdateStore.Behind(db, number, subscriber.AfterUpdate)
            .Where(u => u.Person != person && IsNew(Slot("update", u.Id), u.At)).ToList();
        var lines = IncidentLines.Behind(db, number, subscriber.AfterLine)
            .Where(l => l.Actor != person && IsNew(Slot("line", l.Id), l.At)).ToList();
        if (updates.Count + lines.Count == 0) return [];
        var card = IncidentCard.Read(db, number, now)!;
        return
        [
            .. updates.Select(u => new News(
                Slot("update", u.Id), u.At,
                Under(card, IncidentMessages.Update(
                    card, u, IncidentLines.OfUpdate(db, u.Id) is { } line ? Said.Read(db, line).Text : null))))
            .Concat(lines.Select(l => new News(
                Slot("line", l.Id), l.At, Under(card, IncidentMessages.Line(card.Incident, Said.Read(db, l).Text)))))
            .OrderBy(n => n.At),
        ];
    }

    /// <summary>Below the name of the incident, which a direct message does not say otherwise.</summary>
    static Message Under(IncidentCard card, Message message)
    {
        var incident = card.Incident;
        var place = incident.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}" : "";
        var name = Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150);
        return message with
        {
            Blocks = [new SectionBlock { Text = $"*{incident.Label} {name}*{place}" }, .. message.Blocks ?? []],
            UnfurlLinks = false,
        };
    }
}
