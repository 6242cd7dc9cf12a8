namespace Bot.Sandbox.Page.Desk;

/// <summary>What a conversation is called in one person's list.</summary>
sealed class Naming(Workspace workspace, Person viewer)
{
    public string Of(Conversation conversation) => conversation.IsDirect ? Others(conversation) : $"#{conversation.Name}";

    string Others(Conversation conversation)
    {
        var names = conversation.Members.Where(id => id != viewer.Id).Select(id => workspace.People.ById(id)?.RealName ?? id)
            .ToList();
        return names.Count == 0 ? $"{viewer.RealName} (you)" : string.Join(", ", names);
    }

    public static string Initials(Person person)
    {
        var words = person.RealName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Take(2).Select(word => char.ToUpperInvariant(word[0])));
    }
}
