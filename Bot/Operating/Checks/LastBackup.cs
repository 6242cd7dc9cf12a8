using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Operating.Checks;

/// <summary>What is known of the daily backups.</summary>
/// <param name="File">The last that was done; null where none was.</param>
/// <param name="At">When that was taken.</param>
/// <param name="Since">Since when there should be one.</param>
/// <param name="Trouble">Why the latest that was due is not done; null where it is, or is being made for the first time.</param>
sealed record LastBackup(string? File, DateTimeOffset? At, DateTimeOffset Since, string? Trouble)
{
    /// <summary>Null where none was ever due.</summary>
    public static LastBackup? Find(IDbConnection db)
    {
        if (db.ExecuteScalar<long?>("select min(due) from backups") is not { } first) return null;
        var (file, due) = db.QueryFirstOrDefault<(string? File, long Due)>(
            "select file, due from backups where done_at is not null order by due desc limit 1");
        return new(
            file, file is null ? null : BackupName.Of(file)?.At ?? Time(due), Time(first),
            db.QueryFirstOrDefault<string>("select trouble from backups order by due desc limit 1"));
    }

    static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
