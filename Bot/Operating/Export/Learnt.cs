using System.Data;
using Bot.OnCall.Groups;
using Bot.People;
using Bot.Slack;

namespace Bot.Operating.Export;

/// <summary>What Slack was asked of the people, channels and user groups that are new in a file; nothing before it was.</summary>
sealed record Learnt
{
    public static readonly Learnt Nothing = new();

    public bool IsAsked { get; init; }

    /// <summary>Whether groups that there are in Slack already may be kept from now on.</summary>
    public bool TakesOver { get; init; }

    /// <summary>Those whom the store does not know, as Slack has them; null whom Slack does not know either.</summary>
    public IReadOnlyDictionary<string, Person?> People { get; init; } = new Dictionary<string, Person?>();

    /// <summary>Why the bot cannot speak there; null where it can.</summary>
    public IReadOnlyDictionary<string, string?> Channels { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<UserGroup> Groups { get; init; } = [];

    /// <summary>Why Slack does not tell its groups.</summary>
    public SlackException? Refusal { get; init; }

    public Standing? Of(IDbConnection db, string person) => Outsiders.Of(db, person)
        ?? People.GetValueOrDefault(person)?.In(Installation.Team.Now(db));

    /// <summary>A group by its handle: one that is to be made where Slack has none.</summary>
    public GroupChoice Group(string? handle) => handle is null ? GroupChoice.None
        : Groups.FirstOrDefault(g => g.Handle == handle) is { } known ? GroupChoice.Of(known) : new(handle);
}
