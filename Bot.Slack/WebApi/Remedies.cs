namespace Bot.Slack;

/// <summary>What to do about Slack's error codes, in words.</summary>
static class Remedies
{
    static readonly Dictionary<string, string> Known = new()
    {
        ["not_authed"] = "No token was sent: set SLACK_BOT_TOKEN.",
        ["invalid_auth"] = "Slack does not know the token: copy it again from the app's page.",
        ["token_revoked"] = "The token was revoked: reinstall the app and set the new token.",
        ["token_expired"] = "The token has expired: turn token rotation off, reinstall the app and set the new token.",
        ["account_inactive"] =
            "The app was uninstalled, or the token's owner deactivated: reinstall the app and set the new token.",
        ["not_allowed_token_type"] = "This kind of token cannot do that: check which token is set where.",
        ["no_permission"] = "The token's owner may not do that: an admin of the workspace can allow it, or do it.",
        ["access_denied"] = "The token's owner may not do that: an admin of the workspace can allow it, or do it.",
        ["permission_denied"] = "Only some people may do that here: an admin of the workspace can allow it.",
        ["restricted_action"] = "A workspace setting forbids it: an admin of the workspace can allow it for this app.",
        ["cannot_create_channel"] = "A workspace setting forbids it: an admin of the workspace can let this app create channels.",
        ["plan_upgrade_required"] = "The workspace's plan does not include it.",
        ["paid_teams_only"] = "The workspace's plan does not include it.",
        ["not_in_channel"] = "Invite the bot to the channel.",
        ["channel_not_found"] = "The channel is gone, or private and without the bot: invite the bot to it.",
        ["is_archived"] = "The channel is archived: unarchive it, or name another.",
        ["name_taken"] = "Another channel has that name: choose another.",
        ["name_already_exists"] = "Another group has that name: choose another.",
        ["handle_already_exists"] = "Another group, channel or person has that handle: choose another.",
        ["user_not_found"] = "That person is not in this workspace.",
        ["user_disabled"] = "That person's account is deactivated.",
        ["user_not_visible"] = "That person is not to be seen by the bot.",
        ["cannot_dm_bot"] = "That person is a bot.",
        ["no_users_provided"] = "A group cannot be empty: name at least one person, or disable the group.",
        ["invalid_users"] = "One of the people is deactivated, a guest or a bot: leave them out.",
        ["no_such_subteam"] = "The user group is gone: choose another.",
        ["message_not_found"] = "The message was deleted.",
        ["cant_update_message"] = "Only messages of this bot can be changed.",
        ["edit_window_closed"] = "The workspace no longer allows edits of a message this old.",
        ["expired_trigger_id"] = "More than 3 seconds had passed: press the button again.",
        ["exchanged_trigger_id"] = "That press was used already: press the button again.",
        ["hash_conflict"] = "The view had changed meanwhile: open it again.",
        ["push_limit_reached"] = "Three windows are open already: close one.",
        ["view_too_large"] = "The view is over 250 KB: show less.",
        ["msg_too_long"] = "The message is too long: shorten its text to 4000 characters.",
        ["msg_blocks_too_long"] = "The blocks hold too much text: keep them under 11,000 characters.",
        ["invalid_blocks"] = "A block breaks one of Slack's rules; the details name it.",
        ["invalid_arguments"] = "An argument breaks one of Slack's rules; the details name it.",
        ["not_enabled"] = "Turn the Home tab on in the app's manifest and reinstall the app.",
        ["messages_tab_disabled"] = "Turn the messages tab on in the app's manifest and reinstall the app.",
        ["message_limit_exceeded"] = "The workspace's plan allows no more messages.",
        ["used_url"] = "Slack takes five answers to one press: press the button again.",
        ["expired_url"] = "Slack takes answers for 30 minutes: press the button again.",
    };

    // What these say of a person is true only of methods that name one.
    static readonly Dictionary<string, string> OfPeople = new()
    {
        ["user_is_restricted"] = "That person is a guest and may not be added here.",
        ["cant_invite"] = "That person cannot be invited to this channel.",
    };

    static readonly HashSet<string> ForAll =
    [
        "missing_scope", "not_authed", "invalid_auth", "token_revoked", "token_expired", "account_inactive",
        "not_allowed_token_type", "no_permission", "access_denied", "permission_denied", "restricted_action",
        "cannot_create_channel", "plan_upgrade_required", "paid_teams_only", "not_enabled", "messages_tab_disabled",
        "message_limit_exceeded",
    ];

    public static bool IsForAll(string error) => ForAll.Contains(error);

    public static string For(string method, string error, string? scope) => error switch
    {
        "missing_scope" => $"Add the scope {scope ?? "that it needs"} to the app's manifest and reinstall the app.",
        _ when NamesPeople(method) && OfPeople.TryGetValue(error, out var remedy) => remedy,
        _ => Known.GetValueOrDefault(error) ?? $"https://docs.slack.dev/reference/methods/{method} says what {error} means.",
    };

    static bool NamesPeople(string method) =>
        method.StartsWith("usergroups.", StringComparison.Ordinal) || method is "conversations.invite" or "conversations.open";
}
