using System.Data;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Summaries;

/// <summary>"Accept": the card shows the draft, if it is still the one that was read.</summary>
public sealed class AcceptSummary(Database database, SlackApi slack)
{
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (DraftName.Read(press.Action.Value) is not { } draft) return null;
        var by = press.User.Id;
        var said = await database.Once(press.IdempotencyKey, tx =>
        {
            if (Gone(tx.Db, draft, by) is { } why) return why;
            SummaryStore.Accept(tx, SummaryStore.Latest(tx.Db, draft.Incident)!, by);
            TakeIncident.Appear(tx, draft.Incident, by);
            return null;
        });
        return press.View is { Type: "modal" }
            ? after => slack.Views.Redraw(press, database.Read(db => ShowSummary.Modal(db, draft.Incident, by, said)), after)
            : Tell.Then(slack, press, said);
    }

    /// <summary>Why a draft cannot be accepted or edited as it was read, in a sentence; null where it can.</summary>
    internal static string? Gone(IDbConnection db, DraftName draft, string by)
    {
        if (IncidentStore.Find(db, Viewer.Of(by), draft.Incident) is not { } incident) return "There is no such incident.";
        return SummaryStore.Latest(db, draft.Incident) switch
        {
            { AcceptedBy: { } first } row when row.Id == draft.Id =>
                $"{Mrkdwn.Name(Person.NameOf(db, first))} accepted it already: it stands on the card of {incident.Label}.",
            { } row when row.Id != draft.Id => "Another draft was asked for meanwhile. Read that one.",
            { IsDraft: true } row when row.IsFromBefore(incident) =>
                $"{incident.Label} was opened again since. Ask for a new draft.",
            { IsDraft: true } row when row.Revision != draft.Revision =>
                $"{Mrkdwn.Name(Person.NameOf(db, row.EditedBy!))} edited it meanwhile. Read it again.",
            { IsDraft: true } => null,
            _ => "This draft is not there any more.",
        };
    }
}
