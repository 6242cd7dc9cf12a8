using System.Collections.Concurrent;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Groups;

/// <summary>
/// Notices that somebody else keeps a user group too: an app or a person who sets it back each time. Then the bot sets it back at
/// its regular look only, and says who it is. What it knows is forgotten within the hour, by the wire's clock.
/// </summary>
public sealed class OtherKeeper(SlackApi slack, Database database)
{
    const int Patience = 6;
    static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<string, Rounds> groups = new();

    /// <summary>Keeps that the bot has set the group's members.</summary>
    public void Note(string handle, string members) => groups.AddOrUpdate(
        handle,
        _ => new(members, []),
        (_, before) => before.Members == members
            ? before with { SetBack = [.. Recent(before), TimeProvider.System.GetTimestamp()] }
            : new(members, []));

    /// <summary>Whether the same members had to be set again and again.</summary>
    public bool Fights(string handle) => groups.TryGetValue(handle, out var rounds) && Recent(rounds).Count() >= Patience;

    /// <summary>Who it is and what to do, in words; null where nobody fights.</summary>
    public async Task<string?> Trouble(string handle, string id, CancellationToken stop)
    {
        if (!Fights(handle)) return null;
        var group = (await slack.UserGroups.List(includeDisabled: true, stop: stop)).FirstOrDefault(g => g.Id == id);
        var me = database.Read(Installation.BotUser.Now);
        var who = group?.UpdatedBy is { } by && by != me ? database.Read(db => Person.NameOf(db, by)) : "Somebody or another app";
        return $"{who} changes it back each time: agree on who keeps the group. Until then it is set right every few minutes.";
    }

    static IEnumerable<long> Recent(Rounds rounds) =>
        rounds.SetBack.Where(at => TimeProvider.System.GetElapsedTime(at) < Remembered);

    sealed record Rounds(string Members, IReadOnlyList<long> SetBack);
}
