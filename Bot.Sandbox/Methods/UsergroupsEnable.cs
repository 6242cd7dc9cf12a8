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

    static JsonObject Run(Call call) => GroupRules.SetDisabled(call, 0);
}
