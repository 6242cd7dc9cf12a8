using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Which incident a button means.</summary>
public sealed class WhichIncident(Database database, BotCommands commands)
{
    /// <summary>
    /// The incident of a card's button, where whoever pressed may see it; who saw a private one once is told how to ask, and who
    /// presses on a message whose incident was lost in a restore what to do.
    /// </summary>
    public IncidentRow? Of(BlockActionRequest press)
    {
        if (Number(press.Action.Value) is not { } number) return null;
        var viewer = Viewer.Of(press.User.Id);
        var (found, closed, backup) = database.Read(db =>
            (IncidentStore.Find(db, viewer, number), AskAccess.Closed(db, viewer, number), WhenLost(db, number)));
        if (closed is not null)
            throw new RefusedException(
                $"{closed.Label} is private. Type {commands.Incident} {number} to ask its lead to let you in.");
        if (backup is { } at)
            throw new RefusedException(
                $"{IncidentRow.LabelOf(number)} was lost when Data Responder was restored from the backup of {When.At(at)}. "
                    + $"If it is still open, declare it again: {commands.Incident}.");
        return found;
    }

    static long? WhenLost(IDbConnection db, long number) => IncidentStore.Find(db, Viewer.Bot, number) is null
        && RestoreRow.Last(db) is { BeganAt: not null } restored ? restored.AsOf : null;

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
