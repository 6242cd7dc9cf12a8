using System.Globalization;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Similar;

/// <summary>The feature's table of contents: which word, button and wake goes where.</summary>
public sealed class SimilarRoutes(
    IncidentForms forms, ShowSimilar show, SaySimilar say, SameIncident same, KeepTexts texts)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        forms.Serve(Verbs.Similar, show.Open);
        router.ActionThen(SimilarIds.Same, same.Same);
        router.ActionThen(SimilarIds.NotSame, same.NotSame);
        synchroniser.Within(
            SimilarIds.ChangedSubject, (tx, id) => SimilarStore.Changed(tx, long.Parse(id, CultureInfo.InvariantCulture)));
        synchroniser.Serve(SimilarIds.TextsSubject, texts.Bring, Lane.Rest);
        synchroniser.Serve(SimilarIds.Subject, say.Bring, Lane.Rest);
        ticker.Each("what incidents are compared by", texts.LookAtStart);
    }
}
