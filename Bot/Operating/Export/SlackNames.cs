using System.Data;
using Bot.OnCall.Groups;
using Bot.People;
using Bot.Slack;

namespace Bot.Operating.Export;

/// <summary>
/// Names for the comments of a file, beside the ids that count: people by the store, channels and groups by Slack, as far as it
/// answers. What a private channel is called is told to nobody.
/// </summary>
sealed class SlackNames(SlackApi slack, KnownGroups groups)
{
    // Files are read by others than those who are inside.
    const string APrivateOne = "a private channel";

    readonly HashSet<string> asked = [];
    readonly Dictionary<string, string> known = [];

    public static Func<string, string?> People(IDbConnection db) =>
        id => Person.NameOf(db, id) is var name && name != id ? name : null;

    public string? Channel(string id) => Known($"#{id}");

    public string? Group(string id) => Known($"@{id}");

    string? Known(string what)
    {
        asked.Add(what);
        return known.GetValueOrDefault(what);
    }

    /// <summary>Asks for all that was not known while a file was written.</summary>
    public async Task Learn(CancellationToken stop)
    {
        try
        {
            if (asked.Any(a => a[0] == '@'))
                foreach (var group in (await groups.List(stop)).Groups) known[$"@{group.Id}"] = $"@{group.Handle}";
            foreach (var channel in asked.Where(a => a[0] == '#')) await Learn(channel, stop);
        }
        catch (SlackUnreachableException)
        {
            // A file without names is as good.
        }
    }

    async Task Learn(string channel, CancellationToken stop)
    {
        try
        {
            var seen = await slack.Conversations.Info(channel[1..], stop);
            known[channel] = seen.IsPrivate ? APrivateOne : $"#{seen.Name}";
        }
        catch (SlackException)
        {
            // It is gone, or the bot may not see it.
        }
    }
}
