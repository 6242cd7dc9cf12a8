using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>The modals open on each person's screen (three deep at most) and each app's Home per person.</summary>
public sealed class Views
{
    internal const int Deepest = 3;
    readonly Workspace workspace;
    readonly Dictionary<string, OpenView> byId = [];
    readonly Dictionary<string, List<OpenView>> stacks = [];
    readonly Dictionary<(string App, string Person), OpenView> homes = [];

    internal Views(Workspace workspace) => this.workspace = workspace;

    /// <summary>The person's modals, the visible one last.</summary>
    public IReadOnlyList<OpenView> Stack(Person person) => stacks.GetValueOrDefault(person.Id) ?? [];

    public OpenView? Home(InstalledApp app, Person person) => homes.GetValueOrDefault((app.Id, person.Id));

    internal OpenView? ById(string id) => byId.GetValueOrDefault(id);

    internal OpenView? ByExternalId(string id) => byId.Values.FirstOrDefault(view => view.ExternalId == id);

    internal OpenView Open(InstalledApp app, Person person, JsonElement definition, Conversation? openedIn)
    {
        Clear(person);
        return Push(app, person, definition, openedIn);
    }

    internal OpenView Push(InstalledApp app, Person person, JsonElement definition, Conversation? openedIn)
    {
        if (!stacks.TryGetValue(person.Id, out var stack)) stacks[person.Id] = stack = [];
        var view = Make(app, person, definition, openedIn, stack.FirstOrDefault()?.Id, stack.LastOrDefault()?.Id);
        stack.Add(view);
        return view;
    }

    internal OpenView Publish(InstalledApp app, Person person, JsonElement definition)
    {
        if (Home(app, person) is { } home) return Update(home, definition);
        return homes[(app.Id, person.Id)] = Make(app, person, definition, null, null, null);
    }

    /// <summary>Shows other content in the same view; what was typed stays where block and action id stay.</summary>
    internal OpenView Update(OpenView view, JsonElement definition)
    {
        view.Definition = BlockDefaults.Fill(definition, workspace.Ids);
        view.Hash = NewHash();
        view.Errors = [];
        view.Trouble = null;
        view.Answers.KeepOnly(InputState.Elements(view.Definition));
        Note(view);
        return view;
    }

    internal void Close(OpenView view)
    {
        byId.Remove(view.Id);
        stacks.GetValueOrDefault(view.Person.Id)?.Remove(view);
        Note(view);
    }

    internal void Clear(Person person)
    {
        foreach (var view in Stack(person).ToList()) Close(view);
    }

    internal void Note(OpenView view) => workspace.Note(new Change(view.Type == "home" ? "home" : "view", view.Id));

    OpenView Make(InstalledApp app, Person person, JsonElement definition, Conversation? openedIn, string? root, string? previous)
    {
        var id = workspace.Ids.Next("V");
        var view = new OpenView
        {
            Id = id,
            App = app,
            Person = person,
            Definition = BlockDefaults.Fill(definition, workspace.Ids),
            Hash = NewHash(),
            RootId = root ?? id,
            PreviousId = previous,
            OpenedIn = openedIn,
        };
        byId[id] = view;
        Note(view);
        return view;
    }

    string NewHash() => $"{workspace.NowSeconds}.{workspace.Ids.Hex(8)}";
}
