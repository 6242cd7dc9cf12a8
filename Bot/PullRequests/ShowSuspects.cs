using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests;

/// <summary>
/// <c>/incident suspects</c>: the commits that touch what fails, or why none is known; and a button that puts the pull request of
/// one on the card.
/// </summary>
public sealed class ShowSuspects(Database database, SlackApi slack, GitHubSettings settings)
{
    const string None = "There is no such incident.";

    public async Task Open(IncidentRow incident, Opening opening, CancellationToken stop)
    {
        await opening.Show(slack, Modal(incident.Number, opening.By), stop);
        if (!settings.CanAsk) return;
        await database.Change(tx =>
        {
            tx.LeavesCommon = true;
            if (SuspectStore.Find(tx.Db, incident.Number) is { } row) SuspectStore.AskNow(tx, row);
        });
    }

    /// <summary>"Put on the card": the pull request of a suspect belongs to the incident.</summary>
    public async Task<Func<CancellationToken, Task>?> PutOnCard(BlockActionRequest press, CancellationToken stop)
    {
        if (Read(press.Action.Value) is not var (number, pull)) return null;
        var by = press.User.Id;
        var refused = await database.Once(press.IdempotencyKey, tx =>
        {
            if (IncidentStore.Find(tx.Db, Viewer.Of(by), number) is not { } incident) return None;
            if (NameOf(tx.Db, number, pull) is not { } name) return "It is no suspect any more.";
            PullStore.Attach(tx, incident, name, name.Url(settings.Host), by);
            TakeIncident.Appear(tx, number, by);
            return null;
        });
        return press.View is { Type: "modal" } view && refused is null
            ? after => slack.Views.Redraw(view.Id, () => Modal(number, by), after)
            : Tell.Then(slack, press, refused);
    }

    ModalViewDefinition Modal(long number, string reader) => database.Read(db =>
    {
        if (IncidentStore.Find(db, Viewer.Of(reader), number) is not { } incident) return OpenForm.Done("Suspects", None);
        var title = $"Suspects of {incident.Label}";
        if (SuspectStore.Find(db, number) is not { } row)
            return OpenForm.Done(title, FailingRun.IsOfDbt(db, number)
                ? "CI does not say from which commit the failed run was. Have it send `commit` with its artifacts."
                : $"No failing node of dbt belongs to {incident.Label}, so there are no commits to compare.");
        return new ModalViewDefinition
        {
            Title = title,
            Close = "Done",
            Blocks = [.. SuspectBlocks.Items(incident, row, CardPulls.Of(db, number), settings)],
        };
    });

    /// <summary>The pull request of a suspect, which its button names by number alone.</summary>
    static PullName? NameOf(IDbConnection db, long number, long pull) =>
        SuspectStore.Find(db, number) is { Repository: { } repository, Found.Suspects: var suspects }
        && suspects.Any(suspect => suspect.Pull == pull) ? new(repository, pull) : null;

    static (long Number, long Pull)? Read(string? value) => (value ?? "").Split(':') is [var number, var pull]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var incident)
        && long.TryParse(pull, NumberStyles.None, CultureInfo.InvariantCulture, out var name) ? (incident, name) : null;
}
