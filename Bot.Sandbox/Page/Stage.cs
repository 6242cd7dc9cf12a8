using System.Collections.Concurrent;

namespace Bot.Sandbox.Page;

/// <summary>What all windows of the page share: the workspace, its clock, the bot, and what each person has read.</summary>
public sealed class Stage(SteeredClock clock)
{
    readonly ConcurrentDictionary<(string Person, string Conversation), long> read = [];
    int names;

    public Workspace Workspace { get; private set; } = null!;
    public SteeredClock Clock { get; } = clock;
    /// <summary>The bot's process, or null while there is none to kill or to send alerts to.</summary>
    public BotProcess? Bot { get; set; }
    /// <summary>The bot's database, where hand-offs stand; null when there is none.</summary>
    public string? BotDatabase { get; set; }
    /// <summary>The channel that the page opens in.</summary>
    public string Entrance { get; set; } = "data-team";
    /// <summary>Rises when a person, channel or group changed, so that what shows names is drawn again.</summary>
    public int Names => names;
    internal Troubles Troubles { get; private set; } = null!;

    internal void Follow(Workspace workspace)
    {
        Workspace = workspace;
        Troubles = new Troubles(workspace.Faults);
        workspace.Changed += change =>
        {
            if (change.Kind is not ("message" or "view" or "home")) Interlocked.Increment(ref names);
        };
    }

    public void MarkRead(Person person, Conversation conversation, long micros) =>
        read.AddOrUpdate((person.Id, conversation.Id), micros, (_, before) => Math.Max(before, micros));

    /// <summary>Everything is read until the last midnight of the workspace's clock: what came before is history.</summary>
    public void MarkAllRead()
    {
        var today = new DateTimeOffset(Clock.GetUtcNow().Date, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        foreach (var person in Workspace.People.All)
            foreach (var conversation in Workspace.Conversations.All)
                MarkRead(person, conversation, today);
    }

    /// <summary>
    /// Whether something was said since the person looked, and how often their phone would have buzzed, 99 at most.
    /// </summary>
    public (bool Any, int Buzzes) Unread(Person person, Conversation conversation)
    {
        var seen = read.GetValueOrDefault((person.Id, conversation.Id));
        var since = conversation.Messages.Newest.TakeWhile(message => message.Micros > seen);
        return (since.Any(message => message.Author != person && message is { IsLine: false, IsReplyOnly: false }),
            since.Where(message => message.Notified.Contains(person)).Take(99).Count());
    }
}
