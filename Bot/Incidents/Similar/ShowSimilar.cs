using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Similar;

/// <summary><c>/incident similar</c>: the incidents that are like one, of those that whoever asks may see.</summary>
public sealed class ShowSimilar(Database database, SlackApi slack)
{
    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        opening.Show(slack, Modal(incident.Number, opening.By), stop);

    /// <summary>Shows them as they are now, where a button of theirs was pressed.</summary>
    internal Task Refresh(View view, long number, string reader, string? notice, CancellationToken stop) =>
        slack.Views.Redraw(view.Id, () => Modal(number, reader, notice), stop);

    ModalViewDefinition Modal(long number, string reader, string? notice = null) => database.Read(db =>
    {
        var viewer = Viewer.Of(reader);
        if (IncidentStore.Find(db, viewer, number) is not { } incident)
            return OpenForm.Done("Similar incidents", "There is no such incident.");
        var similar = FindSimilar.Of(db, viewer, incident, Similarity.Asked);
        if (similar.Count == 0)
            return OpenForm.Done(SimilarBlocks.Title(incident), $"Nothing like {incident.Label} has been seen before.");
        return new ModalViewDefinition
        {
            Title = SimilarBlocks.Title(incident),
            Close = "Done",
            Blocks =
            [
                .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = notice }],
                .. SimilarBlocks.Items(incident, similar, Person.Names(db, SimilarBlocks.People(similar))),
            ],
        };
    });
}
