using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>What the usergroups.* methods share: the workspace's policy, names and handles.</summary>
static partial class GroupRules
{
    const int LongestName = 255;

    public static void MayManage(Call call, string onFreePlan)
    {
        var policy = call.Workspace.Policies.Groups;
        if (policy == GroupPolicy.FreePlan) throw new Refusal(onFreePlan);
        if (policy == GroupPolicy.AdminsOnly && !call.Actor.IsAdmin) throw new Refusal("permission_denied");
    }

    public static void NeedPaidPlan(Call call)
    {
        if (call.Workspace.Policies.Groups == GroupPolicy.FreePlan) throw new Refusal("plan_upgrade_required");
    }

    public static UserGroup Find(Call call)
    {
        var id = call["usergroup"];
        return call.Workspace.Groups.Find(id) is { } group && group.Id == id ? group : throw new Refusal("no_such_subteam");
    }

    public static string Name(Call call, UserGroup? own)
    {
        var name = call["name"];
        if (name.Length == 0) throw new Refusal("missing_subteam_name");
        if (name.Length > LongestName) throw new Refusal("name_too_long");
        return call.Workspace.Groups.All.Any(group => group != own && group.Name == name)
            ? throw new Refusal("name_already_exists") : name;
    }

    /// <summary>A handle is unique among groups, channels and people.</summary>
    public static string Handle(Call call, string handle, UserGroup? own)
    {
        if (!WellFormed().IsMatch(handle)) throw new Refusal("bad_handle");
        var workspace = call.Workspace;
        var taken = workspace.Groups.All.Any(group => group != own && group.Handle == handle)
            || workspace.Conversations.NameTaken(handle) || workspace.People.TryGet(handle, out _);
        return taken ? throw new Refusal("handle_already_exists") : handle;
    }

    public static string HandleFrom(string name) => Unfit().Replace(name.ToLowerInvariant(), "-").Trim('-');

    /// <summary>Puts a group away since that time (unix seconds), or brings it back with 0.</summary>
    public static JsonObject SetDisabled(Call call, long since)
    {
        MayManage(call, "plan_upgrade_required");
        var group = Find(call);
        call.Workspace.Groups.Change(group, call.Actor, changed => changed.Disabled = since);
        return Answer(call, group);
    }

    public static JsonObject Answer(Call call, UserGroup group)
    {
        return Call.Ok("usergroup", group.ToJson(users: true, call.Arguments.Flag("include_count")));
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,20}$")]
    private static partial Regex WellFormed();

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex Unfit();
}
