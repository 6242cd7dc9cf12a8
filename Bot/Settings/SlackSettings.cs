using Bot.Slack;

namespace Bot.Settings;

/// <summary>Tokens and address; waits and deadlines are Slack's own unless the section Slack says otherwise.</summary>
static class SlackSettings
{
    public static SlackOptions Read(IConfiguration from) => from.Tuned("Slack", new SlackOptions()) with
    {
        BotToken = Token(from, "SLACK_BOT_TOKEN", "xoxb-", "the bot token (OAuth & Permissions page of your Slack app)"),
        AppToken = Token(
            from, "SLACK_APP_TOKEN", "xapp-",
            "an app-level token with connections:write (Basic Information page of your Slack app)"),
        GroupsToken = from.Optional("SLACK_GROUPS_TOKEN") is { } token
            ? Prefixed(
                token, "SLACK_GROUPS_TOKEN", "xoxp-", "an admin's user token with usergroups:read and usergroups:write")
            : null,
        ApiUrl = from.Address("SLACK_API_URL", "https://slack.com/api/"),
    };

    static string Token(IConfiguration from, string key, string prefix, string what) => Prefixed(
        from.Optional(key)
            ?? throw new CannotStartException($"{key} is not set. Set it to {what}; it starts with {prefix}."), key, prefix,
            what);

    static string Prefixed(string token, string key, string prefix, string what) =>
        !token.StartsWith(prefix, StringComparison.Ordinal)
        ? throw new CannotStartException($"{key} holds {Kind(token)}. Set it to {what}; it starts with {prefix}.")
        : token.Length > prefix.Length && Configured.IsSendable(token) ? token
        : throw new CannotStartException(
            $"{key} is not whole, or holds a space or another character that no token has. Copy it again: {what}.");

    static string Kind(string token) => token switch
    {
        _ when token.StartsWith("xoxb-", StringComparison.Ordinal) => "a bot token (xoxb-…)",
        _ when token.StartsWith("xapp-", StringComparison.Ordinal) => "an app-level token (xapp-…)",
        _ when token.StartsWith("xoxp-", StringComparison.Ordinal) => "a user token (xoxp-…)",
        _ => "something that is no Slack token of that kind",
    };
}
