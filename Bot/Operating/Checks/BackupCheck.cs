using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>The daily backup, where one is set: that it is made, and how old the last is.</summary>
sealed class BackupCheck(Database database, BackupOptions options, TimeProvider clock, StandIn? standIn = null) : ICheck
{
    // A day, and the time that one that failed is given.
    static readonly TimeSpan Late = TimeSpan.FromHours(26);

    public string Of => "the daily backup";

    public Finding Slow(string what) => StoreCheck.Busy(what);

    public Task<IReadOnlyList<Finding>> Look(CancellationToken stop) => Task.FromResult<IReadOnlyList<Finding>>([Look()]);

    Finding Look()
    {
        if (options.Folder is not { } folder)
            return Finding.Unknown("No daily backup is set.", "Set Backup__Folder to a folder that the bot may write.");
        if (BackupFile.NoFolder(Path.GetFullPath(folder)) is { } missing)
            return Finding.Wrong("The daily backup has no place.", $"{missing} Backup__Folder names it.");
        if (standIn is not null || database.Read(LastBackup.Find) is not { } last)
            return Finding.Unknown("No daily backup was made yet.", "A bot that runs makes the first at once.");
        var known = last.At is { } at ? Known(at) : "none was made yet";
        if (last.Trouble is { } trouble)
            return Finding.Wrong($"The daily backup is not done: {known}.", $"{trouble} It is tried again every hour.");
        if (clock.GetUtcNow() - (last.At ?? last.Since) > Late)
            return Finding.Wrong(
                $"The daily backup is late: {known}.", "A bot that runs makes it. See that one does, and what its log says.");
        return last.At is null
            ? Finding.Unknown("The first daily backup is being made.")
            : Finding.Well($"The daily backup is made: {known}, {last.File}.");
    }

    string Known(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"the last is of {at:yyyy-MM-dd HH:mm} UTC ({Words.Span(clock.GetUtcNow() - at)} ago)");
}
