using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Similar;

/// <summary>
/// "It is the same one": where both are open the form opens that merges one into the other; else both say that they are the
/// same, until somebody says that they are not.
/// </summary>
public sealed class SameIncident(Database database, SlackApi slack, MergeIncident merge, ShowSimilar show)
{
    const string None = "There is no such incident any more.";

    public async Task<Func<CancellationToken, Task>?> Same(BlockActionRequest press, CancellationToken stop)
    {
        var both = database.Read(db => Both(db, press));
        if (both is ({ IsOpen: true } incident, { IsOpen: true } other))
            return after => merge.Open(incident, $"into {other.Number}", Opening.Of(press), after);
        return await Change(press, (tx, one, its, by) =>
        {
            LinkStore.Link(tx, one, its, by);
            return null;
        });
    }

    public Task<Func<CancellationToken, Task>?> NotSame(BlockActionRequest press, CancellationToken stop) =>
        Change(press, (tx, one, its, by) =>
        {
            LinkStore.Unlink(tx, one, its, by);
            return null;
        });

    async Task<Func<CancellationToken, Task>?> Change(
        BlockActionRequest press, Func<Tx, IncidentRow, IncidentRow, string, string?> change)
    {
        var by = press.User.Id;
        var refused = await database.Once(press.IdempotencyKey, tx =>
        {
            if (Both(tx.Db, press) is not var (incident, other)) return None;
            // What one of them says of the other, everybody in its channel reads.
            if (!IsForAll(tx.Db, incident) || !IsForAll(tx.Db, other))
                return "Not everybody may see both, so neither says anything of the other.";
            TakeIncident.Appear(tx, incident.Number, by);
            return change(tx, incident, other, by);
        });
        return press.View is { Type: "modal" } view && SimilarIds.Read(press.Action.Value) is var (number, _)
            ? after => show.Refresh(view, number, by, refused, after)
            : Tell.Then(slack, press, refused);
    }

    static bool IsForAll(IDbConnection db, IncidentRow incident) =>
        IncidentStore.Find(db, Viewer.Public, incident.Number) is not null;

    /// <summary>As far as whoever pressed may see them; what went into another one meanwhile is that one.</summary>
    static (IncidentRow Incident, IncidentRow Other)? Both(IDbConnection db, BlockActionRequest press)
    {
        if (SimilarIds.Read(press.Action.Value) is not var (number, named)) return null;
        var viewer = Viewer.Of(press.User.Id);
        var other = IncidentStore.Find(db, viewer, named);
        if (other?.MergedInto is { } into) other = IncidentStore.Find(db, viewer, into);
        return IncidentStore.Find(db, viewer, number) is { } incident && other is not null && other.Number != number
            ? (incident, other) : null;
    }
}
