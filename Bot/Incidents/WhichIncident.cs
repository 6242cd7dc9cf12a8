using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Which incident a button means, and whether this person may touch it.</summary>
public sealed class WhichIncident(Database database, Access access)
{
    /// <summary>The incident of a card's button; says so in private when the person may not.</summary>
    public async Task<IncidentRow?> Of(BlockActionRequest press, CancellationToken stop) =>
        !await access.Refuses(press, stop) && Number(press.Action.Value) is { } number
            ? database.Read(db => IncidentStore.Find(db, Viewer.Of(press.User.Id), number))
            : null;

    /// <summary>
    /// The same for a button that opens a form: whoever leads and presses it is there, and is waited for no longer.
    /// </summary>
    public async Task<IncidentRow?> OfForm(BlockActionRequest press, CancellationToken stop)
    {
        if (await Of(press, stop) is not { } found) return null;
        if (found is { IsOpen: false } or { WaitingSince: null, Touched: true }) return found;
        await database.Once(press.IdempotencyKey, tx =>
        {
            TakeIncident.Appear(tx, found.Number, press.User.Id);
            return null;
        });
        return database.Read(db => IncidentStore.Find(db, Viewer.Of(press.User.Id), found.Number));
    }

    /// <summary>The incident that a text names and says nothing else.</summary>
    public static long? Number(string? text) => TypedIncident.Begins(text ?? "") is { IsAlone: true } name ? name.Number : null;
}
