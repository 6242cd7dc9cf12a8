using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Replaces a user group's members; a group can never be emptied.</summary>
static class UsergroupsUsersUpdate
{
    public static readonly Method Method = new("usergroups.users.update", Tier.Two,
        "include_count team_id usergroup* users* additional_channels is_shared", Run)
    {
        Scopes = ["usergroups:write"],
        Errors =
        [
            "no_such_subteam", "permission_denied", "plan_upgrade_required", "no_users_provided", "invalid_users",
        ],
    };

    static JsonObject Run(Call call)
    {
        GroupRules.MayManage(call, "plan_upgrade_required");
        var group = GroupRules.Find(call);
        var users = call.Arguments.List("users");
        if (users.Count == 0) throw new Refusal("no_users_provided");
        if (users.Select(call.Workspace.People.ById).Any(
            person => person is null or { Deleted: true } or { IsBot: true } or { IsGuest: true } or { IsStranger: true }))
            throw new Refusal("invalid_users");
        call.Workspace.Groups.SetMembers(group, call.Actor, users);
        return GroupRules.Answer(call, group);
    }
}
