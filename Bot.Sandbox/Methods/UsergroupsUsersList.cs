using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Ids of a user group's members.</summary>
static class UsergroupsUsersList
{
    public static readonly Method Method = new("usergroups.users.list", Tier.Two, "include_disabled usergroup* team_id", Run)
    {
        Scopes = ["usergroups:read"],
        Errors = ["no_such_subteam", "plan_upgrade_required"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        GroupRules.NeedPaidPlan(call);
        var group = GroupRules.Find(call);
        if (group.Disabled > 0 && !call.Arguments.Flag("include_disabled")) throw new Refusal("no_such_subteam");
        return Call.Ok("users", Json.Strings(group.Members));
    }
}
