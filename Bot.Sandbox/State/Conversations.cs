using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Every channel and direct conversation; how they come to be and change.</summary>
public sealed class Conversations
{
    readonly Workspace _workspace;
    readonly Dictionary<string, Conversation> _byId = [];
    readonly Dictionary<string, Conversation> _byName = [];
    readonly Dictionary<string, Conversation> _direct = [];
    readonly Dictionary<string, List<Conversation>> _ofPerson = [];

    internal Conversations(Workspace workspace)
    {
        _workspace = workspace;
        Posting = new Posting(workspace);
        Reactions = new Reactions(workspace);
        Life = new ChannelLife(workspace, this);
    }

    internal Posting Posting { get; }
    internal Reactions Reactions { get; }
    internal ChannelLife Life { get; }

    public IReadOnlyCollection<Conversation> All => _workspace.Do(() => _byId.Values.ToList());

    /// <summary>By name (with or without #) or id.</summary>
    public Conversation this[string channel] => Find(channel)
        ?? throw new SandboxException($"There is no channel {channel}; there are {string.Join(", ", _byName.Keys.Select(name => "#" + name))}.");

    public Conversation? Find(string channel) => ById(channel) ?? _byName.GetValueOrDefault(channel.TrimStart('#'));

    internal Conversation? ById(string id) => _byId.GetValueOrDefault(id);

    internal bool NameTaken(string name) => _byName.ContainsKey(name);

    internal IReadOnlyList<Conversation> Of(string personId) => _ofPerson.GetValueOrDefault(personId) ?? [];

    internal Conversation Create(Person creator, string name, bool isPrivate, bool general = false)
    {
        var conversation = Keep(new Conversation
        {
            Id = _workspace.Ids.Next("C"),
            Kind = isPrivate ? ConversationKind.Private : ConversationKind.Public,
            Name = name,
            Creator = creator.Id,
            Created = _workspace.NowSeconds,
            IsGeneral = general,
        });
        _byName[name] = conversation;
        if (!isPrivate)
            _workspace.Events.Publish("channel_created",
                new JsonObject { ["channel"] = conversation.ToJson(creator.Id, withMembership: false) });
        Enter(conversation, creator);
        return conversation;
    }

    /// <summary>The direct conversation of exactly these people, made when there is none.</summary>
    internal (Conversation Conversation, bool Existed) Direct(params IReadOnlyCollection<Person> people)
    {
        var key = Key(people);
        if (_direct.TryGetValue(key, out var found)) return (found, true);
        var several = people.Count > 2;
        var conversation = Keep(new Conversation
        {
            Id = _workspace.Ids.Next(several ? "G" : "D"),
            Kind = several ? ConversationKind.GroupDirect : ConversationKind.Direct,
            Created = _workspace.NowSeconds,
        });
        foreach (var person in people) Enter(conversation, person);
        return (_direct[key] = conversation, false);
    }

    /// <summary>Puts a conversation back as it was, in place of the sample's of that id.</summary>
    internal Conversation Restore(Conversation conversation, IReadOnlyCollection<Person> members)
    {
        foreach (var person in ById(conversation.Id)?.Members ?? []) _ofPerson[person].RemoveAll(each =>
            each.Id == conversation.Id);
        Keep(conversation);
        if (conversation.IsDirect) _direct[Key(members)] = conversation;
        else _byName[conversation.Name] = conversation;
        foreach (var person in members) Enter(conversation, person);
        return conversation;
    }

    static string Key(IEnumerable<Person> people) =>
        string.Join(',', people.Select(person => person.Id).Distinct().Order(StringComparer.Ordinal));

    internal void Enter(Conversation conversation, Person person)
    {
        if (!conversation.Enter(person.Id)) return;
        if (!_ofPerson.TryGetValue(person.Id, out var list)) _ofPerson[person.Id] = list = [];
        list.Add(conversation);
        _workspace.Note(new Change("channel", conversation.Id));
    }

    internal bool Leave(Conversation conversation, Person person)
    {
        if (!conversation.Leave(person.Id)) return false;
        _ofPerson[person.Id].Remove(conversation);
        _workspace.Note(new Change("channel", conversation.Id));
        return true;
    }

    internal void Rename(Conversation conversation, string name)
    {
        _byName.Remove(conversation.Name);
        conversation.PreviousNames.Insert(0, conversation.Name);
        conversation.Name = name;
        _byName[name] = conversation;
        _workspace.Note(new Change("channel", conversation.Id));
    }

    Conversation Keep(Conversation conversation)
    {
        _byId[conversation.Id] = conversation;
        _workspace.Note(new Change("channel", conversation.Id));
        return conversation;
    }
}
