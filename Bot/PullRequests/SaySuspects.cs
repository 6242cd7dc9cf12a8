using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// Tells an incident's channel which commits touch what fails, once its card is there, where there are any: one message, which is
/// edited as they go onto the card.
/// </summary>
public sealed class SaySuspects(Database database, Posts posts, GitHubSettings settings)
{
    static readonly TimeSpan CardTakes = TimeSpan.FromSeconds(1);

    public async Task Show(long number, CancellationToken stop)
    {
        var (incident, row, isSaid, isReady) = database.Read(db => (
            IncidentStore.Find(db, Viewer.Bot, number), SuspectStore.Find(db, number),
            Posts.TsOf(db, PullIds.SuspectsSlot(number)) is not null, Posts.TsOf(db, SayInChannel.CardSlot(number)) is not null));
        // Of what is over nobody wants to hear it for the first time.
        if (row?.Found is not { } found || incident is not { ChannelId: { } channel, IsForgotten: false }
            || !isSaid && !(incident.IsOpen && found.IsAny))
            return;
        if (!isSaid && !isReady)
        {
            await database.Change(tx => tx.TryAgain(PullIds.SuspectsSubjectOf(number), CardTakes));
            return;
        }

        var pulls = database.Read(db => CardPulls.Of(db, number));
        try
        {
            await posts.Show(
                PullIds.SuspectsSlot(number), channel, SuspectBlocks.Message(incident, row, pulls, settings), stop, Lost.Left);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            // Nobody is there to read it.
        }
    }
}
