using System.Globalization;
using Bot.Slack;

namespace Bot.Settings;

/// <summary>
/// The configuration of one bot, read once at start. A wrong value stops the bot with a sentence that names it.
/// </summary>
public sealed record BotSettings
{
    /// <summary>Tokens and address; waits and deadlines are Slack's own unless the section Slack says otherwise.</summary>
    public required SlackOptions Slack { get; init; }

    public required PostOptions Posts { get; init; }
    public required string ConnectionString { get; init; }
    public required IReadOnlyList<string> Admins { get; init; }

    /// <summary>Name of the announcement channel at first start.</summary>
    public required string AnnouncementChannel { get; init; }

    /// <summary>Incidents opened by alerts within ten minutes before the next ones share a storm incident; 0 is off.</summary>
    public required int StormLimit { get; init; }

    /// <summary>How calendars and others outside reach the bot; null when nobody has said.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Whether a database of another workspace is taken over (<c>--adopt</c>): its ids are those of this one from now on.
    /// </summary>
    public bool Adopt { get; init; }

    public required string IncidentCommand { get; init; }
    public required string CoverCommand { get; init; }

    public static BotSettings Read(IConfiguration from) => new()
    {
        Slack = Tuned(from, "Slack", new SlackOptions()) with
        {
            BotToken = Token(from, "SLACK_BOT_TOKEN", "xoxb-", "the bot token (OAuth & Permissions page of your Slack app)"),
            AppToken = Token(
                from, "SLACK_APP_TOKEN", "xapp-",
                "an app-level token with connections:write (Basic Information page of your Slack app)"),
            GroupsToken = Optional(from, "SLACK_GROUPS_TOKEN") is { } token
                ? Prefixed(
                    token, "SLACK_GROUPS_TOKEN", "xoxp-", "an admin's user token with usergroups:read and usergroups:write")
                : null,
            ApiUrl = Url(from, "SLACK_API_URL", "https://slack.com/api/"),
        },
        Posts = Tuned(from, "Posts", new PostOptions()),
        ConnectionString = from.GetConnectionString("Default") ?? "Data Source=bot.db",
        Admins = [.. (Optional(from, "ADMIN_USER_IDS") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(Member)],
        AnnouncementChannel = Channel(from, "Incidents:Channel", "data-incidents"),
        StormLimit = Whole(from, "Incidents:StormLimit", 5),
        PublicUrl = Optional(from, "PUBLIC_URL") is null ? null : Url(from, "PUBLIC_URL", null),
        Adopt = from["adopt"] == "true",
        IncidentCommand = BotCommands.Read(from).Incident,
        CoverCommand = BotCommands.Read(from).Cover,
    };

    static T Tuned<T>(IConfiguration from, string section, T options)
    {
        try
        {
            from.GetSection(section).Bind(options);
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new CannotStartException($"A value in the section {section} is not usable: {e.Message}", e);
        }
    }

    static string? Optional(IConfiguration from, string key) =>
        from[key] is { } value && value.Trim() is { Length: > 0 } text ? text : null;

    static string Token(IConfiguration from, string key, string prefix, string what) => Prefixed(
        Optional(from, key)
            ?? throw new CannotStartException($"{key} is not set. Set it to {what}; it starts with {prefix}."), key, prefix,
            what);

    static string Prefixed(string token, string key, string prefix, string what) =>
        token.StartsWith(prefix, StringComparison.Ordinal)
        ? token
        : throw new CannotStartException($"{key} holds {Kind(token)}. Set it to {what}; it starts with {prefix}.");

    static string Kind(string token) => token switch
    {
        _ when token.StartsWith("xoxb-", StringComparison.Ordinal) => "a bot token (xoxb-…)",
        _ when token.StartsWith("xapp-", StringComparison.Ordinal) => "an app-level token (xapp-…)",
        _ when token.StartsWith("xoxp-", StringComparison.Ordinal) => "a user token (xoxp-…)",
        _ => "something that is no Slack token of that kind",
    };

    static Uri Url(IConfiguration from, string key, string? otherwise)
    {
        var text = Optional(from, key) ?? otherwise ?? "";
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            ? url
            : throw new CannotStartException(
                $"{key} is \"{text}\", which is no http or https address. Leave it out "
                    + $"{(otherwise is null ? "where the bot has none" : $"to use {otherwise}")}.");
    }

    static string Member(string id) => id.Length > 5 && id[0] is 'U' or 'W' && id.All(char.IsAsciiLetterOrDigit)
        ? id
        : throw new CannotStartException(
            $"ADMIN_USER_IDS holds \"{id}\", which is no Slack member id. Use ids such as U012AB3CD, separated by commas.");

    static string Channel(IConfiguration from, string key, string otherwise)
    {
        var name = (Optional(from, key) ?? otherwise).TrimStart('#');
        return name.Length <= 80 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? name
            : throw new CannotStartException(
                $"{Env(key)} is \"{name}\". Slack's channel names have at most 80 lower-case letters, digits, dashes and "
                    + "underscores.");
    }

    static int Whole(IConfiguration from, string key, int otherwise) => Optional(from, key) is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000
            ? number
            : throw new CannotStartException($"{Env(key)} is \"{text}\". Use a whole number from 0 (off) to 1000.");

    static string Env(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
