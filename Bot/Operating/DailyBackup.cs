using System.Data;
using Bot.Operating.Checks;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating;

/// <summary>
/// A backup a day, in a folder where each is kept for some days, and handed to a program where one is set. One that failed is
/// tried again every hour, and admins hear of it.
/// </summary>
public sealed class DailyBackup(
    Database database, BackupOptions options, HandOverBackup hand, OpenWork work, ILogger<DailyBackup> log)
{
    static readonly TimeSpan Leftover = TimeSpan.FromDays(1);

    /// <summary>Sees whether one is due; it is made beside all other work.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (options.Folder is not { } folder) return;
        var due = options.LastDue(now);
        if (!database.Read(db => BackupStore.IsDue(db, due, now)) || !await database.Change(tx => BackupStore.Begin(tx, due)))
            return;
        var open = work.Begin("backup");
        _ = Task.Run(
            async () =>
            {
                using (open) await Make(Path.GetFullPath(folder), due, now, stop);
            },
            CancellationToken.None);
    }

    /// <summary>What admins are told while the latest is not done.</summary>
    public IEnumerable<string> Trouble(IDbConnection db) =>
        options.Folder is not null && LastBackup.Find(db) is { Trouble: { } trouble }
            ? [$"The daily backup is not done. {trouble} It is tried again every hour."]
            : [];

    async Task Make(string folder, DateTimeOffset due, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            var path = Waiting(folder, due) ?? await Write(folder, due, now);
            if (options.Command is { } command) await hand.Run(command, path, stop);
            await database.Change(tx => BackupStore.Done(tx, due));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The next bot makes it.
        }
        catch (Exception e)
        {
            await Failed(due, e);
        }
    }

    // What was written for that day is handed over again, as long as it is there.
    string? Waiting(string folder, DateTimeOffset due) =>
        database.Read(db => BackupStore.File(db, due)) is { } file && File.Exists(file)
            && Path.GetDirectoryName(file) == Path.TrimEndingDirectorySeparator(folder) ? file : null;

    async Task<string> Write(string folder, DateTimeOffset due, DateTimeOffset now)
    {
        var made = BackupFile.Write(options.Store, BackupName.Free(folder, now), now);
        await database.Change(tx => BackupStore.Written(tx, due, made));
        log.LogInformation("A backup was made: {Path}, {Bytes} bytes", made.Path, made.Bytes);
        RemoveOld(folder, BackupName.Of(made.Path)!.At);
        return made.Path;
    }

    async Task Failed(DateTimeOffset due, Exception e)
    {
        log.LogWarning("The daily backup is not done: {Reason}", e.Message);
        try
        {
            await database.Change(tx => BackupStore.Failed(tx, due, e.Message));
        }
        catch (Exception unkept)
        {
            log.LogWarning("That could not be kept: {Reason}", unkept.Message);
        }
    }

    // Only what has a name of ours, by which it says how old it is. The newest stay however old: a bot that was away, or whose
    // clock is wrong, has nothing better.
    void RemoveOld(string folder, DateTimeOffset latest)
    {
        var own = (from path in Directory.EnumerateFiles(folder)
                   let name = BackupName.Of(path)
                   where name is not null
                   select (Path: path, Name: name)).ToList();
        var old = own.Where(b => !b.Name.IsUnfinished).OrderByDescending(b => b.Name.At).ThenByDescending(b => b.Name.Nth)
            .Skip(options.Keep).Where(b => latest - b.Name.At > TimeSpan.FromDays(options.Keep));
        foreach (var (path, _) in old.Concat(own.Where(b => b.Name.IsUnfinished && latest - b.Name.At > Leftover)))
            File.Delete(path);
    }
}
