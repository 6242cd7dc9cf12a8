using System.Collections.Concurrent;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>The bot's direct conversations with people, asked of Slack once each.</summary>
public sealed class DirectMessages(SlackApi slack)
{
    readonly ConcurrentDictionary<string, string> known = new();

    public async Task<string> With(string person, CancellationToken stop) =>
        known.TryGetValue(person, out var id) ? id : known[person] = (await slack.Conversations.Open([person], stop)).Id;
}
