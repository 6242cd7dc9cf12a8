using System.Data;
using Bot.Domain.Requests;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Requests;

/// <summary>What people write where the bot is: it may ask, answer, ask again, or be taken back.</summary>
public sealed class HearRequests(Database database, Access access, TimeProvider clock)
{
    public async Task Said(EventCallback message, CancellationToken stop)
    {
        if (HeardPost.Of(message) is not { Author: { } author } post || !database.Read(db => Concerns(db, post))) return;
        await Meet(author, stop);
        await database.Once(Key(message), tx =>
        {
            Answer(tx, post, author);
            Ask(tx, post, author);
            return null;
        });
    }

    public async Task Changed(EventCallback change, CancellationToken stop)
    {
        if (change["channel"] is not { } channel) return;
        if (change["subtype"] == "message_deleted")
        {
            await Deleted(change, channel, change["deleted_ts"]);
            return;
        }

        if (!change.Event.TryGetProperty("message", out var message) || HeardPost.Of(channel, message) is not { } post) return;
        // What is left of a message with a thread below it.
        if (HeardPost.Field(message, "subtype") == "tombstone") await Deleted(change, channel, post.Ts);
        else if (post.Author is { } author && Before(change, channel) is { } before && before.Text != post.Text)
            await Edited(change, post, before, author, stop);
    }

    static HeardPost? Before(EventCallback change, string channel) =>
        change.Event.TryGetProperty("previous_message", out var before) ? HeardPost.Of(channel, before) : null;

    // A message is heard by several features.
    static string Key(EventCallback message) => $"{message.IdempotencyKey}:request";

    // Most of what people write asks nothing of anybody.
    bool Concerns(IDbConnection db, HeardPost post) =>
        AskRotation.Meant(db, post, clock.GetUtcNow()).Count > 0
        || (post.IsReply && RequestStore.InThread(db, post.Channel, post.Thread).Count > 0);

    async Task Meet(string person, CancellationToken stop)
    {
        try
        {
            await access.Meet(person, stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // What they ask is not lost for that: whom the bot does not know is no outsider.
        }
    }

    /// <summary>A reply, in a thread that has requests.</summary>
    static void Answer(Tx tx, HeardPost post, string author)
    {
        if (!post.IsReply) return;
        var named = Outsiders.Has(tx.Db, author) ? [] : AskRotation.Meant(tx.Db, post, tx.Time);
        foreach (var row in RequestStore.InThread(tx.Db, post.Channel, post.Thread).Where(r => r.Ts != post.Ts))
        {
            var words = post.Read.Words;
            var after = RequestRules.Heard(row.Request, new(author, tx.Time)
            {
                IsOfMember = Answers.IsMember(tx.Db, row, author, tx.Time),
                NamesGroup = !words.OnlyThanks && named.Any(meant => meant.Row.Id == row.Rotation),
                WantsMore = words.IsQuestion || words.Complains,
            });
            RequestStore.Change(tx, row, after, author);
            if (after.State == RequestState.Waiting && row.Request.State != RequestState.Waiting)
                AskRotation.TellWhenBack(tx, RequestStore.Find(tx.Db, row.Number)!);
        }
    }

    static void Ask(Tx tx, HeardPost post, string author)
    {
        if (RequestStore.OfMessage(tx.Db, post.Channel, post.Ts) is not null) return;
        var asked = AskRotation.Meant(tx.Db, post, tx.Time)
            .FirstOrDefault(meant => IsRequest.Of(AskRotation.Post(tx.Db, post, meant), tx.Time) == NoRequest.None);
        if (asked is null) return;
        AskRotation.TellWhenBack(tx, RequestStore.Ask(tx, asked.Row.Id, post, author, new(post.IsPrivate, IsFollowed: true)));
    }

    Task Deleted(EventCallback change, string channel, string? ts) => ts is null
        ? Task.CompletedTask
        : Change(change, channel, ts, (tx, row) =>
            RequestStore.Change(tx, row, RequestRules.Deleted(row.Request), By(change, row)));

    /// <summary>
    /// A request follows its message; a message that is none becomes one where its author names a rotation now.
    /// </summary>
    async Task Edited(EventCallback change, HeardPost post, HeardPost before, string author, CancellationToken stop)
    {
        if (database.Read(db => RequestStore.OfMessage(db, post.Channel, post.Ts)) is not null)
        {
            await Change(change, post.Channel, post.Ts, (tx, row) => Follow(tx, row, post, author));
            return;
        }

        bool Names(IDbConnection db, HeardPost one) => AskRotation.Meant(db, one, clock.GetUtcNow()).Any(meant => meant.IsNamed);
        if (!database.Read(db => Names(db, post) && !Names(db, before))) return;
        await Meet(author, stop);
        await database.Once(Key(change), tx =>
        {
            Ask(tx, post, author);
            return null;
        });
    }

    static void Follow(Tx tx, RequestRow row, HeardPost post, string author)
    {
        RequestStore.Reword(tx, row, post);
        // Whoever made it one by the shortcut did so whatever it says.
        if (row.MadeBy is not null) return;
        var asks = AskRotation.Meant(tx.Db, post, tx.Time)
            .Any(meant => meant.Row.Id == row.Rotation && IsRequest.Asks(AskRotation.Post(tx.Db, post, meant)));
        RequestStore.Change(tx, row, RequestRules.Edited(row.Request, asks), author);
    }

    async Task Change(EventCallback change, string channel, string ts, Action<Tx, RequestRow> act)
    {
        if (database.Read(db => RequestStore.OfMessage(db, channel, ts)) is null) return;
        await database.Once(Key(change), tx =>
        {
            if (RequestStore.OfMessage(tx.Db, channel, ts) is { } row) act(tx, row);
            return null;
        });
    }

    // Slack does not say who deleted it.
    static string By(EventCallback change, RequestRow row) => change["user"] ?? row.Asker;
}
