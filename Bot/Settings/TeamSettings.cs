using System.Data;
using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Settings;

/// <summary>What a team has set in Slack, with the defaults of the configuration behind it.</summary>
public static class TeamSettings
{
    public const string AnnouncementChannel = "announcement_channel";
    public const string ChannelPrefix = "channel_prefix";
    public const string StormLimit = "storm_limit";

    /// <summary>Days after which the channel of an incident that is over is archived; empty is never.</summary>
    public const string ArchiveAfter = "archive_after";
    public const string ProductionBranches = "production_branches";
    public const string ProductionEnvironments = "production_environments";
    public const string DefaultBranches = "main, master, production";
    public const string DefaultEnvironments = "prod, production";
    public const string Team = "team";
    public const string BotUser = "bot_user";

    /// <summary>The permissions that Slack has granted, separated by spaces.</summary>
    public const string Scopes = "scopes";

    public static string? Get(IDbConnection db, string key) =>
        db.QuerySingleOrDefault<string>("select value from settings where key = @key", new { key });

    public static long Number(IDbConnection db, string key, long otherwise) =>
        Get(db, key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public static IReadOnlyList<string> List(IDbConnection db, string key, string otherwise) =>
        Listed(Get(db, key) ?? "") is { Count: > 0 } names ? names : Listed(otherwise);

    /// <summary>Names as people separate them, each once.</summary>
    public static IReadOnlyList<string> Listed(string text) =>
    [
        .. text.Split([',', ';', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Who set it last, and when; unix milliseconds.</summary>
    public static (string By, long At) ChangedBy(IDbConnection db, string key) => db.QueryFirstOrDefault<(string, long)>(
        "select actor, at from history where subject = @subject and verb = 'set' order by id desc limit 1",
        new { subject = $"setting:{key}" });

    public static void Set(Tx tx, string key, string value, string actor)
    {
        var before = Get(tx.Db, key);
        if (before == value) return;
        tx.Db.Execute(
            "insert into settings (key, value) values (@key, @value) on conflict (key) do update set value = excluded.value",
            new { key, value });
        tx.Note($"setting:{key}", "set", actor, before, value);
        tx.WakeHomes();
    }
}
