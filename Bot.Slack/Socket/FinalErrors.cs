namespace Bot.Slack;

/// <summary>The answers to apps.connections.open after which trying again is useless, each with what to do.</summary>
static class FinalErrors
{
    const string NewToken =
        "Make a new app-level token with connections:write (Basic Information, App-Level Tokens) and set SLACK_APP_TOKEN.";

    public static SlackStoppedException? Of(string error) => Sentence(error) is { } sentence ? new(error, sentence) : null;

    /// <summary>What is wrong with the tokens at first sight; null when nothing is.</summary>
    public static SlackStoppedException? Of(SlackOptions options) => options switch
    {
        { AppToken: "" } => new("not_authed", $"SLACK_APP_TOKEN is not set. {NewToken}"),
        { AppToken: var app } when app.StartsWith("xoxb-", StringComparison.Ordinal) =>
            new(
                "not_allowed_token_type",
                $"SLACK_APP_TOKEN holds a bot token (xoxb-…) where the app-level token (xapp-…) belongs. {NewToken}"),
        { AppToken: var app } when app.StartsWith("xox", StringComparison.Ordinal) =>
            new("not_allowed_token_type", $"SLACK_APP_TOKEN does not hold an app-level token (xapp-…). {NewToken}"),
        { BotToken: var bot } when bot.StartsWith("xapp-", StringComparison.Ordinal) => new("not_allowed_token_type",
            "SLACK_BOT_TOKEN holds an app-level token (xapp-…) where the bot token (xoxb-…) belongs. Copy it from OAuth & "
                + "Permissions."),
        _ => null,
    };

    static string? Sentence(string error) => error switch
    {
        "token_revoked" => $"Slack says the app token was revoked ({error}). {NewToken}",
        "token_expired" => $"Slack says the app token has expired ({error}). {NewToken}",
        "not_authed" or "invalid_auth" => $"Slack does not know the app token ({error}). {NewToken}",
        "not_allowed_token_type" => $"Slack says the app token is of another kind ({error}). {NewToken}",
        "missing_scope" => $"The app token lacks the scope connections:write ({error}). {NewToken}",
        "link_disabled" =>
            $"Socket Mode was switched off for this app ({error}). Switch it on in the app's settings and start the bot again.",
        "account_inactive" =>
            $"Slack says the app was uninstalled or its owner deactivated ({error}). Reinstall the app, then start the bot "
                + "again.",
        "user_removed_from_team" => $"Slack says the token's owner has left the workspace ({error}). {NewToken}",
        "team_disabled" => $"Slack says the workspace is disabled ({error}). Ask its owners, then start the bot again.",
        _ => null,
    };
}
