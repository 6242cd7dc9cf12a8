using System.Data;
using Bot.Settings;

namespace Bot.People;

/// <summary>Where the bot is installed, who it is there and what it may do, as Slack said at the last start.</summary>
public static class Installation
{
    public const string TeamKey = "team";

    public static readonly Setting<string?> Team = Setting.Plain(TeamKey), BotUser = Setting.Plain("bot_user");

    /// <summary>The permissions that Slack has granted.</summary>
    public static readonly Setting<IReadOnlyList<string>> Scopes = new(
        "scopes", [],
        (string kept, out IReadOnlyList<string> scopes) =>
        {
            scopes = kept.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return true;
        },
        scopes => string.Join(' ', scopes.Order(StringComparer.Ordinal)));

    /// <summary>Slack has said what it has granted, and this is not among it.</summary>
    public static bool Lacks(IDbConnection db, string scope) =>
        Scopes.Now(db) is { Count: > 0 } granted && !granted.Contains(scope);
}
