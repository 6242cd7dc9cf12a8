using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The user groups of the workspace.</summary>
public sealed class Groups
{
    readonly Workspace _workspace;
    readonly Dictionary<string, UserGroup> _byId = [];

    internal Groups(Workspace workspace) => _workspace = workspace;

    public IReadOnlyCollection<UserGroup> All => _byId.Values;

    /// <summary>By handle (with or without @) or id.</summary>
    public UserGroup this[string group] => Find(group)
        ?? throw new SandboxException($"There is no user group {group}; there are {string.Join(", ", _byId.Values.Select(each => "@" + each.Handle))}.");

    public UserGroup? Find(string group) => _byId.GetValueOrDefault(group)
        ?? _byId.Values.FirstOrDefault(each => each.Handle == group.TrimStart('@'));

    internal UserGroup Create(Person by, string name, string handle, Action<UserGroup>? configure = null)
    {
        var group = new UserGroup
        {
            Id = _workspace.Ids.Next("S"),
            TeamId = _workspace.TeamId,
            Name = name,
            Handle = handle,
            CreatedBy = by.Id,
            UpdatedBy = by.Id,
            Created = _workspace.NowSeconds,
            Updated = _workspace.NowSeconds,
        };
        configure?.Invoke(group);
        _byId[group.Id] = group;
        Publish("subteam_created", group);
        return group;
    }

    internal void Restore(UserGroup group) => _byId[group.Id] = group;

    internal void Change(UserGroup group, Person by, Action<UserGroup> change)
    {
        change(group);
        group.UpdatedBy = by.Id;
        group.Updated = _workspace.NowSeconds;
        Publish("subteam_updated", group);
    }

    internal void SetMembers(UserGroup group, Person by, IReadOnlyCollection<string> members)
    {
        var before = group.Members;
        var previous = group.Updated;
        Change(group, by, each => each.Members = [.. members.Distinct()]);
        var added = group.Members.Except(before).ToList();
        var removed = before.Except(group.Members).ToList();
        if (added.Count + removed.Count == 0) return;
        _workspace.Events.Publish("subteam_members_changed", new JsonObject
        {
            ["subteam_id"] = group.Id,
            ["team_id"] = group.TeamId,
            ["date_previous_update"] = previous,
            ["date_update"] = group.Updated,
            ["added_users"] = Json.Strings(added),
            ["added_users_count"] = added.Count,
            ["removed_users"] = Json.Strings(removed),
            ["removed_users_count"] = removed.Count,
        });
    }

    void Publish(string type, UserGroup group)
    {
        _workspace.Note(new Change("group", group.Id));
        _workspace.Events.Publish(type, new JsonObject { ["subteam"] = group.ToJson(users: true, count: true) });
    }
}
