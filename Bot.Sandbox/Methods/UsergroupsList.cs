using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The user groups, disabled ones on request.</summary>
static class UsergroupsList
{
    public static readonly Method Method = new("usergroups.list", Tier.Two,
        "include_count include_disabled include_users team_id", Run)
    {
        Scopes = ["usergroups:read"],
        Errors = ["plan_upgrade_required"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        GroupRules.NeedPaidPlan(call);
        var arguments = call.Arguments;
        var groups = call.Workspace.Groups.All.Where(group => group.Disabled == 0 || arguments.Flag("include_disabled"));
        return Call.Ok("usergroups", new JsonArray([.. groups.Select(group =>
            group.ToJson(arguments.Flag("include_users"), arguments.Flag("include_count"), countAsText: true))]));
    }
}
