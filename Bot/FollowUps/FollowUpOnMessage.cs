using System.Globalization;
using Bot.Delivery;
using Bot.Hosting;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// The emoji ⏩ under a message of an incident's channel makes a follow-up of what the message says, once, whoever asks for it;
/// the shortcut <em>Create follow-up</em> opens the form with it, in any channel.
/// </summary>
public sealed class FollowUpOnMessage(Database database, SlackApi slack, Access access, MakeFollowUp make)
{
    /// <summary>Slack's name of ⏩.</summary>
    public const string Emoji = "fast_forward";

    const int MostNamed = 5;

    const string Unread = "See to what this message shows";

    // Whoever waits for the form waits no longer for an address, nor for names.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task Reacted(EventCallback reaction, CancellationToken stop)
    {
        if (reaction["reaction"] != Emoji || reaction["user"] is not { } person
            || ReactedMessage.Of(reaction) is not var (channel, ts)) return;
        if (database.Read(db => reaction["item_user"] == Installation.BotUser.Now(db)
            || OfIncident.InChannel(db, Viewer.Of(person), channel) is null)) return;
        // Nobody is let in by an event: who may not see the incident adds nothing to it.
        await access.Meet(person, stop);
        if (await Read(channel, ts, stop) is not { } read) return;
        await database.Once(reaction.IdempotencyKey, tx =>
        {
            if (OfIncident.InChannel(tx.Db, Viewer.Of(person), channel) is not { } incident
                || FollowUpStore.OfMessage(tx.Db, Viewer.Of(person), channel, ts).Count > 0) return null;
            return MakeFollowUp.Make(tx, read.Title, (person, incident), person, new(channel, ts, read.Link))
                .ToString(CultureInfo.InvariantCulture);
        });
    }

    /// <summary>What a message says in one line, and its address; null where it was deleted.</summary>
    async Task<(string Title, string? Link)?> Read(string channel, string ts, CancellationToken stop)
    {
        try
        {
            if (await slack.Conversations.Message(channel, ts, stop) is not { } message) return null;
            await Meet(message, stop);
            return (Title(message), await Link(channel, ts, stop));
        }
        catch (SlackException e) when (Posts.IsNoPlace(e) || e.Error == "missing_scope")
        {
            // The bot cannot read there: whoever asked says in the form what it is.
            return (Unread, null);
        }
    }

    public async Task FromMenu(Shortcut shortcut, CancellationToken stop)
    {
        if (shortcut is not { Channel.Id: { } channel, Message: { Ts: not "" } message })
            throw new RefusedException("Choose this in the menu of a message.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var meeting = Meet(message, patience.Token);
        var link = await Link(channel, message.Ts, patience.Token);
        await meeting;
        await make.OpenForm(
            shortcut.TriggerId, shortcut.User.Id, Title(message), new(channel, message.Ts, link), stop);
    }

    string Title(MessageEvent message)
    {
        var words = database.Read(db =>
            MessageText.Read(message.Text, Person.Names(db, MessageText.People(message.Text))));
        var first = FollowUpInput.OneLine(words);
        return first.Length > 0 ? Limits.Truncate(first, FollowUpStore.LongestTitle) : Unread;
    }

    /// <summary>Null where Slack does not say so, as of a conversation without the bot.</summary>
    async Task<string?> Link(string channel, string ts, CancellationToken stop)
    {
        try
        {
            return await slack.Chat.GetPermalink(channel, ts, stop);
        }
        catch (Exception e) when (CanDoWithout(e))
        {
            return null;
        }
    }

    /// <summary>Learns what the people are called who are named in it; whom Slack does not tell of soon is their id.</summary>
    async Task Meet(MessageEvent message, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(MessageText.People(message.Text).Take(MostNamed).Select(person => access.Meet(person, stop)));
        }
        catch (Exception e) when (CanDoWithout(e))
        {
            // It is made all the same.
        }
    }

    static bool CanDoWithout(Exception e) => e is SlackException or SlackUnreachableException or OperationCanceledException;
}
