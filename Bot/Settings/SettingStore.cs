using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Settings;

/// <summary>What a team has set in Slack, and what the bot has learnt about itself: texts by key, with their history.</summary>
public static class SettingStore
{
    public static string? Get(IDbConnection db, string key) =>
        db.QuerySingleOrDefault<string>("select value from settings where key = @key", new { key });

    /// <summary>Who set it last, and when; unix milliseconds.</summary>
    public static (string By, long At) ChangedBy(IDbConnection db, string key) => db.QueryFirstOrDefault<(string, long)>(
        "select actor, at from history where subject = @subject and verb = @Word order by id desc limit 1",
        new { subject = SubjectOf(key), SettingFacts.Set.Word });

    public static void Set(Tx tx, string key, string value, string actor)
    {
        var before = Get(tx.Db, key);
        if (before == value) return;
        tx.Db.Execute(
            "insert into settings (key, value) values (@key, @value) on conflict (key) do update set value = excluded.value",
            new { key, value });
        tx.Note(SubjectOf(key), SettingFacts.Set, actor, before, value);
        tx.WakeHomes();
    }

    public static string SubjectOf(string key) => $"setting:{key}";
}
