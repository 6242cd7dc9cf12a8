using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The user groups of the workspace.</summary>
public sealed class Groups
{
    readonly Workspace workspace;
    readonly Dictionary<string, UserGroup> byId = [];

    internal Groups(Workspace workspace) => this.workspace = workspace;

    public IReadOnlyCollection<UserGroup> All => byId.Values;

    /// <summary>By handle (with or without @) or id.</summary>
    public UserGroup this[string group] => Find(group)
        ?? throw new SandboxException(
            $"There is no user group {group}; there are {string.Join(", ", byId.Values.Select(each => "@" + each.Handle))}.");

    public UserGroup? Find(string group) => byId.GetValueOrDefault(group)
        ?? byId.Values.FirstOrDefault(each => each.Handle == group.TrimStart('@'));

    internal UserGroup Create(Person by, string name, string handle, Action<UserGroup>? configure = null)
    {
        var group = new UserGroup
        {
            Id = workspace.Ids.Next("S"),
            TeamId = workspace.TeamId,
            Name = name,
            Handle = handle,
            CreatedBy = by.Id,
            UpdatedBy = by.Id,
            Created = workspace.NowSeconds,
            Updated = workspace.NowSeconds,
        };
        configure?.Invoke(group);
        byId[group.Id] = group;
        Publish("subteam_created", group);
        return group;
    }

    internal void Restore(UserGroup group) => byId[group.Id] = group;

    internal void Change(UserGroup group, Person by, Action<UserGroup> change)
    {
        change(group);
        group.UpdatedBy = by.Id;
        group.Updated = workspace.NowSeconds;
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
        workspace.Events.Publish("subteam_members_changed", new JsonObject
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
        workspace.Note(new Change("group", group.Id));
        workspace.Events.Publish(type, new JsonObject { ["subteam"] = group.ToJson(users: true, count: true) });
    }
}
