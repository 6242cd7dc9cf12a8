using System.Data;
using Bot.Domain.Requests;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>
/// The shortcut <em>Make it a request</em>, also in channels without the bot: any message becomes one, whoever wrote it.
/// </summary>
public sealed class MakeRequest(Database database, SlackApi slack, Access access, BotCommands commands)
{
    public async Task Make(Shortcut shortcut, CancellationToken stop)
    {
        if (shortcut is not { Channel: { } channel, Message: { Ts: not "" } message })
            throw new RefusedException("Choose this in the menu of a message that asks something.");
        var post = HeardPost.Of(channel.Id, message);
        var found = await QuestionsChannel.Info(slack, channel.Id, stop);
        var place = new PlaceOfRequest(found is not { IsPrivate: false, IsIm: false }, found is { IsMember: true });
        await access.Meet(post.Author, stop);
        var said = await database.Once(shortcut.IdempotencyKey, tx => Make(tx, post, place, shortcut.User.Id));
        if (said is not null && shortcut.ResponseUrl is { Length: > 0 } url) await slack.Respond(url, said, stop);
    }

    string Make(Tx tx, HeardPost post, PlaceOfRequest place, string by)
    {
        // Whoever chooses this there reads it, also where the bot has not heard that they came in.
        if (IncidentStore.InChannel(tx.Db, Viewer.Bot, post.Channel) is { } incident)
            return $"This is the channel of {incident.Label}: who works on it reads along.";
        if (Meant(tx.Db, post, by, tx.Time) is not { } rotation)
            return $"Nobody is on call yet. `{commands.Cover} rota` makes a rotation.";
        if (Is(tx.Db, post, rotation) is { } row) return AskAgain(tx, row, by);
        var asker = post.Author is { } author && !Outsiders.Has(tx.Db, author) && !rotation.Rotation.Members.Contains(author)
            ? author : by;
        var made = RequestStore.Ask(tx, rotation.Id, post, asker, place, by);
        AskRotation.TellWhenBack(tx, made);
        return RequestMessages.Made(tx.Db, made, commands.Incident, tx.Time);
    }

    static string AskAgain(Tx tx, RequestRow row, string by)
    {
        if (row.IsOpen) return "That is a request already.";
        RequestStore.Change(tx, row, RequestRules.Reopened(row.Request, tx.Time), by);
        return ":eyes: That request is open again.";
    }

    /// <summary>The one that it names, else that of whoever pressed, else the one that was made first.</summary>
    static RotationRow? Meant(IDbConnection db, HeardPost post, string by, DateTimeOffset now) =>
        AskRotation.Meant(db, post, now) is [{ IsNamed: true } named, ..]
            ? named.Row
            : RotationStore.OwnOf(RotationStore.All(db, now), by);

    static RequestRow? Is(IDbConnection db, HeardPost post, RotationRow rotation) =>
        RequestStore.OfMessage(db, post.Channel, post.Ts)
        ?? RequestStore.InThread(db, post.Channel, post.Thread).Find(r => r.Rotation == rotation.Id);
}
