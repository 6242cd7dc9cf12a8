using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating;

/// <summary>
/// A backup a day, in a folder where each is kept for some days, and handed to a program where one is set. One that failed is
/// tried again every hour, and admins hear of it.
/// </summary>
public sealed partial class DailyBackup(
    Database database, BackupOptions options, HandOverBackup hand, OpenWork work, ILogger<DailyBackup> log)
{
    const string Stamp = "yyyyMMdd-HHmm";

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
                using (open) await Make(folder, due, now, stop);
            },
            CancellationToken.None);
    }

    /// <summary>What admins are told while the latest is not done.</summary>
    public IEnumerable<string> Trouble(IDbConnection db) => options.Folder is not null && BackupStore.Trouble(db) is { } trouble
        ? [$"The daily backup is not done. {trouble} It is tried again every hour."]
        : [];

    async Task Make(string folder, DateTimeOffset due, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            var path = Path.Combine(folder, Name(due));
            var made = BackupFile.Write(options.Store, path, now, mayReplace: true);
            RemoveOld(folder, due);
            if (options.Command is { } command) await hand.Run(command, made.Path, stop);
            await database.Change(tx => BackupStore.Done(tx, due, made));
            log.LogInformation("A backup was made: {Path}, {Bytes} bytes", made.Path, made.Bytes);
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

    static string Name(DateTimeOffset due) =>
        $"data-responder-{due.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}.db";

    // Only what has a name of ours, by which it says how old it is.
    void RemoveOld(string folder, DateTimeOffset due)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            if (Own().Match(Path.GetFileName(file)) is { Success: true } name && DateTimeOffset.TryParseExact(
                name.Groups["stamp"].Value, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made)
                && due - made > (name.Groups["rest"].Success ? Leftover : TimeSpan.FromDays(options.Keep)))
                File.Delete(file);
    }

    [GeneratedRegex(
        @"^data-responder-(?<stamp>[0-9]{8}-[0-9]{4})\.db(?<rest>\.part.*)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Own();
}
