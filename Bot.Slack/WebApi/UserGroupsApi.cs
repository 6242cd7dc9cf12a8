namespace Bot.Slack;

/// <summary>usergroups.*, with the groups token where there is one.</summary>
public sealed class UserGroupsApi
{
    readonly SlackCalls calls;

    internal UserGroupsApi(SlackCalls calls)
    {
        this.calls = calls;
        Users = new UserGroupUsersApi(calls);
    }

    static readonly SlackMethod CreateMethod = SlackMethod.Once("usergroups.create", TokenKind.Groups);
    static readonly SlackMethod UpdateMethod = SlackMethod.Repeat("usergroups.update", TokenKind.Groups);
    static readonly SlackMethod ListMethod = SlackMethod.Repeat("usergroups.list", TokenKind.Groups);
    static readonly SlackMethod EnableMethod = SlackMethod.Repeat("usergroups.enable", TokenKind.Groups);
    static readonly SlackMethod DisableMethod = SlackMethod.Repeat("usergroups.disable", TokenKind.Groups);

    public UserGroupUsersApi Users { get; }

    /// <summary>Creates a group; name and handle are unique in the workspace.</summary>
    public Task<UserGroup> Create(string name, string handle, string? description = null, CancellationToken stop = default) =>
        Group(CreateMethod, new() { { "name", name }, { "handle", handle }, { "description", description } }, stop);

    /// <summary>Changes what is given and leaves the rest.</summary>
    public Task<UserGroup> Update(string userGroup, string? name = null, string? handle = null,
        string? description = null, CancellationToken stop = default) =>
        Group(
            UpdateMethod,
            new() { { "usergroup", userGroup }, { "name", name }, { "handle", handle }, { "description", description } }, stop);

    public async Task<IReadOnlyList<UserGroup>> List(bool includeUsers = false, bool includeDisabled = false,
        CancellationToken stop = default) =>
        (await calls.Call(ListMethod, new() { { "include_users", includeUsers }, { "include_disabled", includeDisabled } },
            SlackJson.Default.UserGroupsAnswer, stop)).Usergroups;

    public Task<UserGroup> Enable(string userGroup, CancellationToken stop) =>
        Group(EnableMethod, new() { { "usergroup", userGroup } }, stop);

    public Task<UserGroup> Disable(string userGroup, CancellationToken stop) =>
        Group(DisableMethod, new() { { "usergroup", userGroup } }, stop);

    async Task<UserGroup> Group(SlackMethod method, Form form, CancellationToken stop) =>
        (await calls.Call(method, form, SlackJson.Default.UserGroupAnswer, stop)).Usergroup;
}

/// <summary>usergroups.users.*</summary>
public sealed class UserGroupUsersApi
{
    readonly SlackCalls calls;

    internal UserGroupUsersApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod ListMethod = SlackMethod.Repeat("usergroups.users.list", TokenKind.Groups);
    static readonly SlackMethod UpdateMethod = SlackMethod.Repeat("usergroups.users.update", TokenKind.Groups);

    public async Task<IReadOnlyList<string>> List(string userGroup, CancellationToken stop) =>
        (await calls.Call(ListMethod, new() { { "usergroup", userGroup } }, SlackJson.Default.GroupUsersAnswer, stop)).Users;

    /// <summary>Replaces all members; Slack refuses an empty list, disabled groups and guests.</summary>
    public async Task<UserGroup> Update(string userGroup, IEnumerable<string> users, CancellationToken stop) =>
        (await calls.Call(UpdateMethod, new() { { "usergroup", userGroup }, { "users", string.Join(',', users) } },
            SlackJson.Default.UserGroupAnswer, stop)).Usergroup;
}
