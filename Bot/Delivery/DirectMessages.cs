using System.Collections.Concurrent;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>The bot's direct conversations with people, asked of Slack once each.</summary>
public sealed class DirectMessages(SlackApi slack, Database database)
{
    readonly ConcurrentDictionary<string, string> known = new();

    public async Task<string> With(string person, CancellationToken stop)
    {
        if (known.TryGetValue(person, out var id)) return id;
        try
        {
            return known[person] = (await slack.Conversations.Open([person], stop)).Id;
        }
        catch (SlackException)
        {
            // Their account may be gone, which is then true everywhere.
            await database.Wake(Profiles.SubjectOf(person));
            throw;
        }
    }
}
