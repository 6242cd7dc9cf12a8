using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>An emoji under a message and who put it there, in the order in which they came.</summary>
public sealed record Reaction(string Name, ImmutableList<string> People)
{
    internal JsonObject ToJson() =>
        new() { ["name"] = Name, ["users"] = Json.Strings(People), ["count"] = People.Count };
}

/// <summary>Puts emoji under messages and takes them away, whoever does it, and tells the apps that listen.</summary>
sealed partial class Reactions(Workspace workspace)
{
    // Slack's numbers: 50 different emoji under a message, 23 of one person.
    const int MostEmoji = 50, MostOfOne = 23;

    /// <summary>Throws Slack's refusal when that person has put it there already, or the message holds no more.</summary>
    public void Add(PostedMessage message, Person person, string name)
    {
        if (!WellFormed().IsMatch(name)) throw new Refusal("invalid_name");
        if (message.Conversation.Archived) throw new Refusal("is_archived");
        var before = message.Reactions.Find(each => each.Name == name);
        if (before?.People.Contains(person.Id) == true) throw new Refusal("already_reacted");
        if (before is null && message.Reactions.Count >= MostEmoji) throw new Refusal("too_many_emoji");
        if (message.Reactions.Count(each => each.People.Contains(person.Id)) >= MostOfOne)
            throw new Refusal("too_many_reactions");
        message.Reactions = before is null ? message.Reactions.Add(new Reaction(name, [person.Id]))
            : message.Reactions.Replace(before, before with { People = before.People.Add(person.Id) });
        Tell("reaction_added", message, person, name);
    }

    public void Remove(PostedMessage message, Person person, string name)
    {
        if (!WellFormed().IsMatch(name)) throw new Refusal("invalid_name");
        if (message.Reactions.Find(each => each.Name == name) is not { } before || !before.People.Contains(person.Id))
            throw new Refusal("no_reaction");
        var after = before with { People = before.People.Remove(person.Id) };
        message.Reactions = after.People.IsEmpty ? message.Reactions.Remove(before) : message.Reactions.Replace(before, after);
        Tell("reaction_removed", message, person, name);
    }

    /// <summary>What a press on an emoji does: it comes, or the person's own goes.</summary>
    public void Toggle(PostedMessage message, Person person, string name)
    {
        try
        {
            if (message.Reactions.Exists(each => each.Name == name && each.People.Contains(person.Id)))
                Remove(message, person, name);
            else Add(message, person, name);
        }
        catch (Refusal refusal)
        {
            throw new SandboxException($"Slack does not let {person.RealName} react with :{name}: here ({refusal.Error}).");
        }
    }

    void Tell(string type, PostedMessage message, Person person, string name)
    {
        var place = message.Conversation;
        workspace.Note(new Change("message", $"{place.Id}:{message.Ts}"));
        workspace.Events.Publish(type, new JsonObject
        {
            ["user"] = person.Id,
            ["reaction"] = name,
            ["item"] = new JsonObject { ["type"] = "message", ["channel"] = place.Id, ["ts"] = message.Ts },
            ["item_user"] = message.Author.Id,
        }, app => place.Has(app.BotUser.Id));
    }

    // Which emoji a workspace has is not known here, so any name that could be one is taken.
    [GeneratedRegex(@"^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$")]
    private static partial Regex WellFormed();
}
