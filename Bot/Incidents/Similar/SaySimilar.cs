using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Similar;

/// <summary>
/// Tells a new incident's channel which ones are like it, once its card and its calls are there, where there are any. Everybody
/// reads it, so it knows of those alone that everybody sees.
/// </summary>
public sealed class SaySimilar(Database database, Posts posts)
{
    // A phone shows them beside the card; the command shows more.
    const int Most = 3;

    static readonly TimeSpan CardTakes = TimeSpan.FromSeconds(1);

    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var (incident, isSaid, isReady) = database.Read(db => (
            IncidentStore.Find(db, Viewer.Bot, number),
            Posts.TsOf(db, SimilarIds.SlotOf(number)) is not null, Posts.TsOf(db, SayInChannel.CardSlot(number)) is not null));
        // Of what is over nobody wants to hear it for the first time.
        if (incident is not { ChannelId: { } channel, IsForgotten: false } || !isSaid && !incident.IsOpen) return;
        var (message, named) = database.Read(db =>
        {
            var similar = FindSimilar.Of(db, Viewer.Public, incident, Similarity.Unasked, Most);
            return (
                similar.Count == 0 ? null
                    : SimilarBlocks.Message(incident, similar, Person.Names(db, SimilarBlocks.People(similar))),
                similar.Select(s => s.Incident.Number).Except(SimilarStore.NamedBy(db, number)).ToList());
        });
        if (message is null)
        {
            // All that it named is private by now.
            await Said(() => posts.Remove(SimilarIds.SlotOf(number), stop));
            return;
        }

        if (!isSaid && !isReady)
        {
            await database.Change(tx => tx.TryAgain($"{SimilarIds.Subject}:{id}", CardTakes));
            return;
        }

        // Where one of them becomes private, it is known who names it.
        if (named.Count > 0) await database.Change(tx => SimilarStore.Name(tx, number, named));
        await Said(() => posts.Show(SimilarIds.SlotOf(number), channel, message, stop, Lost.Left));
    }

    static async Task Said(Func<Task> say)
    {
        try
        {
            await say();
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            // Nobody is there to read it.
        }
    }
}
