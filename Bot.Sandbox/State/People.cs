using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Everybody in the workspace, found by id or by short name.</summary>
public sealed class People
{
    readonly Workspace workspace;
    readonly Dictionary<string, Person> byId = [];
    readonly Dictionary<string, Person> byHandle = [];

    internal People(Workspace workspace)
    {
        this.workspace = workspace;
        Slackbot = Keep(new Person
        {
            Id = "USLACKBOT",
            TeamId = workspace.TeamId,
            Handle = "slackbot",
            RealName = "Slackbot",
            Zone = TimeZoneInfo.Utc
        });
    }

    public Person Slackbot { get; }

    public IReadOnlyCollection<Person> All => byId.Values;

    public Person Add(string handle, string realName, string zone, Action<Person>? configure = null, bool stranger = false) =>
        workspace.Do(() =>
    {
        var person = new Person
        {
            Id = workspace.Ids.Next("U"),
            TeamId = stranger ? "T0STRANGERS" : workspace.TeamId,
            Handle = handle,
            RealName = realName,
            DisplayName = Called(realName),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            Has24Hours = Reads24Hours(zone),
            IsStranger = stranger,
            Updated = workspace.Now.ToUnixTimeSeconds(),
        };
        configure?.Invoke(person);
        Keep(person);
        workspace.Events.Publish("team_join", new JsonObject { ["user"] = person.ToJson(workspace.Now) });
        return person;
    });

    /// <summary>Makes a person as kept, without telling any app.</summary>
    internal void Restore(KeptPerson kept)
    {
        if (ById(kept.Id) is { } before) byHandle.Remove(before.Handle);
        Keep(new Person
        {
            Id = kept.Id,
            TeamId = workspace.TeamId,
            Handle = kept.Handle,
            RealName = kept.RealName,
            DisplayName = Called(kept.RealName),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(kept.Zone),
            Has24Hours = Reads24Hours(kept.Zone),
            IsAdmin = kept.IsAdmin,
            IsOwner = kept.IsOwner,
            IsGuest = kept.IsGuest,
            Deleted = kept.Deleted,
        });
    }

    internal Person AddBot(InstalledApp app, string name) => Keep(new Person
    {
        Id = workspace.Ids.Next("U"),
        TeamId = workspace.TeamId,
        Handle = Free(name.ToLowerInvariant().Replace(' ', '_')),
        RealName = name,
        Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"),
        App = app,
    });

    /// <summary>Changes a profile (name, zone, flags) as an admin or the person would, and tells subscribed apps.</summary>
    public void Change(string who, Action<Person> change) => workspace.Do(() =>
    {
        var person = this[who];
        byHandle.Remove(person.Handle);
        change(person);
        Keep(person).Updated = workspace.Now.ToUnixTimeSeconds();
        workspace.Events.Publish("user_change", new JsonObject { ["user"] = person.ToJson(workspace.Now) });
        workspace.Note(new Change("person", person.Id));
    });

    /// <summary>By short name (with or without @) or id.</summary>
    public Person this[string who] => TryGet(who, out var person) ? person
        : throw new SandboxException($"There is no {who} in the workspace; there are {string.Join(", ", byHandle.Keys)}.");

    public bool TryGet(string who, [MaybeNullWhen(false)] out Person person) =>
        byId.TryGetValue(who, out person) || byHandle.TryGetValue(who.TrimStart('@'), out person);

    internal Person? ById(string id) => byId.GetValueOrDefault(id);

    string? Called(string realName) => workspace.Options.FirstNames ? realName.Split(' ')[0] : null;

    bool Reads24Hours(string zone) =>
        workspace.Options.LocalClocks && !zone.StartsWith("America/", StringComparison.Ordinal);

    Person Keep(Person person) => byHandle[person.Handle] = byId[person.Id] = person;

    string Free(string handle)
    {
        var free = handle;
        for (var n = 2; byHandle.ContainsKey(free); n++) free = $"{handle}{n}";
        return free;
    }
}
