using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Which incident a button means.</summary>
public sealed class WhichIncident(Database database, BotCommands commands)
{
    /// <summary>
    /// The incident of a card's button, where whoever pressed may see it; who saw a private one once is told how to ask.
    /// </summary>
    public IncidentRow? Of(BlockActionRequest press) => Number(press.Action.Value) is not { } number ? null
        : database.Read(db => AskAccess.Closed(db, Viewer.Of(press.User.Id), number)) is { } closed
            ? throw new RefusedException(
                $"{closed.Label} is private. Type {commands.Incident} {number} to ask its lead to let you in.")
        : database.Read(db => IncidentStore.Find(db, Viewer.Of(press.User.Id), number));

    /// <summary>
    /// The same for a button that opens a form: whoever leads and presses it is there, and is waited for no longer.
    /// </summary>
    public async Task<IncidentRow?> OfForm(BlockActionRequest press)
    {
        if (Of(press) is not { } found) return null;
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
