using Bot.Slack;

namespace Bot.OnCall.Groups;

/// <summary>What Slack's refusals about user groups mean for people, and what an admin can do.</summary>
static class UserGroupTrouble
{
    /// <summary>Whether Slack refuses because of somebody who is to be in the group.</summary>
    public static bool IsOfPeople(SlackException refusal) =>
        refusal.Error is "invalid_users" or "invalid_user" or "failed_for_some_users" or "single_channel_guests_cannot_be_added";

    public static string Sentence(SlackException refusal, string command) => refusal.Error switch
    {
        "permission_denied" or "no_permission" or "access_denied" =>
            "Only admins may change user groups in this workspace: an admin can let everyone do it (workspace settings, "
                + "Permissions, User groups), or set SLACK_GROUPS_TOKEN to an admin's token.",
        "paid_teams_only" or "plan_upgrade_required" =>
            $"User groups need a paid Slack plan. Messages name the person instead; choose no user group in {command} rota to "
                + "end this line.",
        "missing_scope" or "not_allowed_token_type" =>
            $"An admin can add the scope {refusal.NeededScope ?? "usergroups:write"} to the app and install it again.",
        "handle_already_exists" =>
            $"The handle belongs to another group, channel or person in Slack: choose another in {command} rota, or choose that "
                + "group there to take it over.",
        "bad_handle" or "forbidden_handle" =>
            $"Slack does not accept this handle: choose another in {command} rota.",
        "no_such_subteam" or "subteam_not_found" =>
            $"The group is disabled in Slack: an admin can enable it there, or choose another in {command} rota.",
        "invalid_users" or "invalid_user" or "failed_for_some_users" or "single_channel_guests_cannot_be_added" =>
            "Slack does not accept somebody on call as a member of a group (a guest, or a deactivated account): change the "
                + $"members in {command} rota.",
        _ => $"Slack refuses with {refusal.Error}. {refusal.Remedy}",
    };
}
