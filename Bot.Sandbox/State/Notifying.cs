namespace Bot.Sandbox;

/// <summary>A phone that would buzz: when, for which message, whose.</summary>
public sealed record Notification(DateTimeOffset At, PostedMessage Message, Person Person);

/// <summary>
/// Whose phone would buzz for a message. It is decided once, as the message is posted, by who is in the place at that moment:
/// neither an edit nor an invitation that comes later notifies anybody.
/// </summary>
sealed class Notifying(Workspace workspace)
{
    public void Decide(PostedMessage message)
    {
        if (message.IsLine || message.OnlyFor is not null) return;
        var place = message.Conversation;
        var thread = message.ThreadTs is { } ts ? place.Messages[ts] ?? message : message;
        var mentions = Mentions.Of(message.Text, message.Blocks);
        var named = mentions.Groups.Select(workspace.Groups.Find).Where(group => group is { Disabled: 0 })
            .SelectMany(group => group!.Members).Concat(mentions.People).Where(place.Has).ToHashSet();
        bool Hears(Person person) => person != message.Author && HasPhone(person) && (place.IsDirect || mentions.Everybody
            || named.Contains(person.Id) || thread.Followers.Contains(person.Id));
        message.Notified = [.. place.Members.Select(workspace.People.ById).OfType<Person>().Where(Hears)];
        // Whoever wrote here and whoever was named hears of replies from now on; not all of a channel that was called at once.
        thread.Followers.UnionWith(named.Append(message.Author.Id));
    }

    bool HasPhone(Person person) => person is { IsBot: false, Deleted: false } && person != workspace.People.Slackbot;
}
