using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Changes name, handle, description or channels of a user group.</summary>
static class UsergroupsUpdate
{
    public static readonly Method Method = new("usergroups.update", Tier.Two,
        "channels additional_channels description handle include_count name team_id usergroup* " +
        "enable_section", Run)
    {
        Scopes = ["usergroups:write"],
        Errors =
        [
            "permission_denied", "paid_teams_only", "name_already_exists", "handle_already_exists", "bad_handle",
            "name_too_long", "no_such_subteam",
        ],
    };

    static JsonObject Run(Call call)
    {
        GroupRules.MayManage(call, "paid_teams_only");
        var group = GroupRules.Find(call);
        var name = call.Arguments.Has("name") ? GroupRules.Name(call, group) : group.Name;
        var handle = call.Arguments.Has("handle") ? GroupRules.Handle(call, call["handle"], group) : group.Handle;
        call.Workspace.Groups.Change(group, call.Actor, changed =>
        {
            (changed.Name, changed.Handle) = (name, handle);
            if (call.Arguments.Has("description")) changed.Description = call["description"];
            if (call.Arguments.Has("channels")) changed.Channels = [.. call.Arguments.List("channels")];
        });
        return GroupRules.Answer(call, group);
    }
}
