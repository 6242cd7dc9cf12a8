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

    static JsonObject Run(Call call) => GroupRules.SetDisabled(call, call.Workspace.NowSeconds);
}
