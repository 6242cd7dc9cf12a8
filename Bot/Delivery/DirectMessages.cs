using System.Collections.Concurrent;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// The bot's direct conversations with people, asked of Slack once each and again where Slack does not know one any more.
/// </summary>
public sealed class DirectMessages(SlackApi slack, Database database, JoinedChannels joined)
{
    readonly ConcurrentDictionary<string, string> known = new();

    public async Task<string> With(string person, CancellationToken stop)
    {
        if (known.TryGetValue(person, out var before) && joined.Knows(before)) return before;
        try
        {
            var id = (await slack.Conversations.Open([person], stop)).Id;
            // The same again where it was refused is trouble, and not to be asked for over and over.
            if (id != before) await joined.Believe(id);
            return known[person] = id;
        }
        catch (SlackException e)
        {
            await database.Change(tx =>
            {
                // Their account may be gone, which is then true everywhere.
                tx.Wake(Profiles.SubjectOf(person));
                if (SlackException.IsForAll(e.Error)) tx.Wake($"reach:{person}");
            });
            throw;
        }
    }
}
