using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Makes a user group; name and handle are taken once.</summary>
static class UsergroupsCreate
{
    public static readonly Method Method = new("usergroups.create", Tier.Two,
        "channels additional_channels description handle include_count name* team_id enable_section", Run)
    {
        Scopes = ["usergroups:write"],
        Errors =
        [
            "permission_denied", "paid_teams_only", "missing_subteam_name", "name_too_long", "name_already_exists",
            "bad_handle", "handle_already_exists",
        ],
    };

    static JsonObject Run(Call call)
    {
        GroupRules.MayManage(call, "paid_teams_only");
        var name = GroupRules.Name(call, null);
        var handle = GroupRules.Handle(call, call.Arguments.Text("handle") ?? GroupRules.HandleFrom(name), null);
        var group = call.Workspace.Groups.Create(call.Actor, name, handle, made =>
        {
            made.Description = call["description"];
            made.Channels = [.. call.Arguments.List("channels")];
        });
        return GroupRules.Answer(call, group);
    }
}
