using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Brings a disabled user group back.</summary>
static class UsergroupsEnable
{
    public static readonly Method Method = new("usergroups.enable", Tier.Two, "include_count team_id usergroup*", Run)
    {
        Scopes = ["usergroups:write"],
        Errors = ["permission_denied", "plan_upgrade_required", "no_such_subteam"],
    };

    static JsonObject Run(Call call)
    {
        GroupRules.MayManage(call, "plan_upgrade_required");
        var group = GroupRules.Find(call);
        call.Workspace.Groups.Change(group, call.Actor, changed => changed.Disabled = 0);
        return GroupRules.Answer(call, group);
    }
}
