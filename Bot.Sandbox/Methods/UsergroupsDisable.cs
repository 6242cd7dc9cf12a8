using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Puts a user group away; its members stay known.</summary>
static class UsergroupsDisable
{
    public static readonly Method Method = new("usergroups.disable", Tier.Two, "include_count team_id usergroup*", Run)
    {
        Scopes = ["usergroups:write"],
        Errors = ["permission_denied", "plan_upgrade_required", "no_such_subteam"],
    };

    static JsonObject Run(Call call)
    {
        GroupRules.MayManage(call, "plan_upgrade_required");
        var group = GroupRules.Find(call);
        call.Workspace.Groups.Change(group, call.Actor, changed => changed.Disabled = call.Workspace.NowSeconds);
        return GroupRules.Answer(call, group);
    }
}
