using System.Data;
using Bot.Domain.Alerts;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// Keys of alerts in a file that was written before their length was counted in bytes become what the same keys are cut to now,
/// so that what their senders send next is about the same things, and the file can move to a store that takes no longer ones.
/// </summary>
static class LongKeys
{
    static readonly string[] Tables = ["alerts", "waiting_alerts", "incident_alerts"];

    /// <summary>Repeatable.</summary>
    public static void Cut(IDbConnection db)
    {
        foreach (var table in Tables.Intersect(db.Query<string>("select name from sqlite_master where type = 'table'")))
        {
            var longs = db.Query<string>(
                $"select distinct key from {table} where length(cast(key as blob)) > @LongestBytes",
                new { DeduplicationKey.LongestBytes }).ToList();
            foreach (var key in longs.Where(key => Of(table, key) != key))
                db.Execute($"update {table} set key = @cut where key = @key", new { key, cut = Of(table, key) });
        }
    }

    // An incident knows its alerts by source and key: no source has a slash in its name.
    static string Of(string table, string key)
    {
        if (table != "incident_alerts") return DeduplicationKey.Cut(key);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return key[..(slash + 1)] + DeduplicationKey.Cut(key[(slash + 1)..]);
    }
}
