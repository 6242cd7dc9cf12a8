using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Every channel and direct conversation; how they come to be and change.</summary>
public sealed class Conversations
{
    readonly Workspace workspace;
    readonly Dictionary<string, Conversation> byId = [];
    readonly Dictionary<string, Conversation> byName = [];
    readonly Dictionary<string, Conversation> direct = [];
    readonly Dictionary<string, List<Conversation>> ofPerson = [];

    internal Conversations(Workspace workspace)
    {
        this.workspace = workspace;
        Posting = new Posting(workspace);
        Reactions = new Reactions(workspace);
        Life = new ChannelLife(workspace, this);
    }

    internal Posting Posting { get; }
    internal Reactions Reactions { get; }
    internal ChannelLife Life { get; }

    public IReadOnlyCollection<Conversation> All => workspace.Do(() => byId.Values.ToList());

    /// <summary>By name (with or without #) or id.</summary>
    public Conversation this[string channel] => Find(channel)
        ?? throw new SandboxException(
            $"There is no channel {channel}; there are {string.Join(", ", byName.Keys.Select(name => "#" + name))}.");

    public Conversation? Find(string channel) => ById(channel) ?? byName.GetValueOrDefault(channel.TrimStart('#'));

    internal Conversation? ById(string id) => byId.GetValueOrDefault(id);

    internal bool NameTaken(string name) => byName.ContainsKey(name);

    internal IReadOnlyList<Conversation> Of(string personId) => ofPerson.GetValueOrDefault(personId) ?? [];

    internal Conversation Create(Person creator, string name, bool isPrivate, bool general = false)
    {
        var conversation = Keep(new Conversation
        {
            Id = workspace.Ids.Next("C"),
            Kind = isPrivate ? ConversationKind.Private : ConversationKind.Public,
            Name = name,
            Creator = creator.Id,
            Created = workspace.NowSeconds,
            IsGeneral = general,
        });
        byName[name] = conversation;
        if (!isPrivate)
            workspace.Events.Publish("channel_created",
                new JsonObject { ["channel"] = conversation.ToJson(creator.Id, withMembership: false) });
        Enter(conversation, creator);
        return conversation;
    }

    /// <summary>The direct conversation of exactly these people, made when there is none.</summary>
    internal (Conversation Conversation, bool Existed) Direct(params IReadOnlyCollection<Person> people)
    {
        var key = Key(people);
        if (direct.TryGetValue(key, out var found)) return (found, true);
        var several = people.Count > 2;
        var conversation = Keep(new Conversation
        {
            Id = workspace.Ids.Next(several ? "G" : "D"),
            Kind = several ? ConversationKind.GroupDirect : ConversationKind.Direct,
            Created = workspace.NowSeconds,
        });
        foreach (var person in people) Enter(conversation, person);
        return (direct[key] = conversation, false);
    }

    /// <summary>Puts a conversation back as it was, in place of the sample's of that id.</summary>
    internal Conversation Restore(Conversation conversation, IReadOnlyCollection<Person> members)
    {
        foreach (var person in ById(conversation.Id)?.Members ?? []) ofPerson[person].RemoveAll(each =>
            each.Id == conversation.Id);
        Keep(conversation);
        if (conversation.IsDirect) direct[Key(members)] = conversation;
        else byName[conversation.Name] = conversation;
        foreach (var person in members) Enter(conversation, person);
        return conversation;
    }

    static string Key(IEnumerable<Person> people) =>
        string.Join(',', people.Select(person => person.Id).Distinct().Order(StringComparer.Ordinal));

    internal void Enter(Conversation conversation, Person person)
    {
        if (!conversation.Enter(person.Id)) return;
        if (!ofPerson.TryGetValue(person.Id, out var list)) ofPerson[person.Id] = list = [];
        list.Add(conversation);
        workspace.Note(new Change("channel", conversation.Id));
    }

    internal void Forget(Conversation conversation)
    {
        byId.Remove(conversation.Id);
        byName.Remove(conversation.Name);
        foreach (var (key, _) in direct.Where(d => d.Value == conversation).ToList()) direct.Remove(key);
        foreach (var person in conversation.Members) ofPerson[person].Remove(conversation);
        workspace.Note(new Change("channel", conversation.Id));
    }

    internal bool Leave(Conversation conversation, Person person)
    {
        if (!conversation.Leave(person.Id)) return false;
        ofPerson[person.Id].Remove(conversation);
        workspace.Note(new Change("channel", conversation.Id));
        return true;
    }

    internal void Rename(Conversation conversation, string name)
    {
        byName.Remove(conversation.Name);
        conversation.PreviousNames.Insert(0, conversation.Name);
        conversation.Name = name;
        byName[name] = conversation;
        workspace.Note(new Change("channel", conversation.Id));
    }

    Conversation Keep(Conversation conversation)
    {
        byId[conversation.Id] = conversation;
        workspace.Note(new Change("channel", conversation.Id));
        return conversation;
    }
}
