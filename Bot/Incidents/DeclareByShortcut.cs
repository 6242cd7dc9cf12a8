using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// The shortcuts that declare: one from anywhere, one from the menu of a message, whose words and address go into the form.
/// </summary>
public sealed class DeclareByShortcut(Database database, SlackApi slack, Access access, DeclareIncident declare)
{
    // The form's own limits, with room for who said it and where.
    const int LongestName = 80, LongestWords = 2000, MostNamed = 5;

    // Whoever waits for the form waits no longer for an address, nor for names.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Task Anywhere(Shortcut shortcut, CancellationToken stop) => declare.OpenForm(Opening.Of(shortcut), "", stop);

    public async Task FromMessage(Shortcut shortcut, CancellationToken stop)
    {
        if (shortcut is not { Channel.Id: { } channel, Message: { Ts: not "" } message })
            throw new RefusedException("Choose this in the menu of a message.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var said = MessageWords.Of(message);
        var meeting = Meet(message.User, said, patience.Token);
        var link = await Link(channel, message.Ts, patience.Token);
        await meeting;
        var (words, author) = database.Read(db => (
            MessageText.Read(said, Person.Names(db, MessageText.People(said))),
            message.User is { } user ? Person.NameOf(db, user) : "An app"));
        await declare.OpenForm(
            Opening.Of(shortcut), Limits.Truncate(IncidentMessages.OneLine(words), LongestName), stop,
            known: words.Length == 0 ? link : $"{author}: {Limits.Truncate(words, LongestWords)}\n{link}".Trim());
    }

    /// <summary>Where it is read; nothing where Slack does not say so, as of a conversation without the bot.</summary>
    async Task<string> Link(string channel, string ts, CancellationToken stop)
    {
        try
        {
            return await slack.Chat.GetPermalink(channel, ts, stop);
        }
        catch (Exception e) when (CanDoWithout(e))
        {
            return "";
        }
    }

    /// <summary>Learns what the people are called who are named in it; whom Slack does not tell of soon is their id.</summary>
    async Task Meet(string? author, string said, CancellationToken stop)
    {
        try
        {
            var named = MessageText.People(said).Take(MostNamed).Append(author).Distinct();
            await Task.WhenAll(named.Select(person => access.Meet(person, stop)));
        }
        catch (Exception e) when (CanDoWithout(e))
        {
            // The form opens all the same.
        }
    }

    static bool CanDoWithout(Exception e) => e is SlackException or SlackUnreachableException or OperationCanceledException;
}
