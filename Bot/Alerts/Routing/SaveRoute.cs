using Bot.Alerts.Forwarding;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>Writes a route that was checked; where another has changed it meanwhile, it is asked about once more.</summary>
public sealed class SaveRoute(Database database, TeamRoutes routes, EditRoute edit, ListRoutes list)
{
    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (RouteDraft.Read(form.View.PrivateMetadata) is not { } draft) return null;
        var answer = await RefusedFields.Catch(database, form, tx => Save(tx, draft, form.User.Id))
            ?? ViewSubmissionResponse.Close();
        return answer with { After = after => list.Refresh(form.View.PreviousViewId, after) };
    }

    void Save(Tx tx, RouteDraft draft, string by)
    {
        if (routes.Refusal(tx.Db, by) is { } refusal) throw RefusedFields.Anew(OpenForm.Done("Routes", refusal));
        var now = TeamRoutes.Find(tx.Db, draft.Route.Id);
        if (TeamRoutes.Mark(now) != draft.Mark) throw RefusedFields.Anew(edit.Modal(
            tx.Db, draft with { Mark = TeamRoutes.Mark(now) }, Meanwhile(tx, draft, now)));
        if (now is null && TeamRoutes.All(tx.Db).Count >= TeamRoutes.Most)
            throw RefusedFields.Anew(OpenForm.Done("Routes", $"There are {TeamRoutes.Most} routes, which is the most."));
        if (draft.Route.ForwardTo is { } to && DestinationStore.Find(tx.Db, to) is null)
            throw RefusedFields.Anew(edit.Modal(
                tx.Db, draft with { Route = draft.Route with { ForwardTo = null } },
                ":warning: The destination that it sends on to was deleted meanwhile. Nothing is saved yet."));
        TeamRoutes.Put(tx, draft.Route, draft.Behind, by);
    }

    static string Meanwhile(Tx tx, RouteDraft draft, AlertRoute? now)
    {
        var who = Mrkdwn.Name(TeamRoutes.LastBy(tx.Db, draft.Route.Id));
        return now is null
            ? $":warning: {who} deleted this route meanwhile. Nothing is saved yet: save it to have it again."
            : $":warning: {who} changed this route meanwhile. Nothing is saved yet: save again to replace that.";
    }
}
