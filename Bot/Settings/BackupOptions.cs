using System.Globalization;

namespace Bot.Settings;

/// <summary>The daily backup that the bot makes by itself.</summary>
/// <param name="Store">What it is of.</param>
/// <param name="Folder">Where it is put; null where none is made.</param>
/// <param name="Keep">After so many days it is removed.</param>
/// <param name="At">When it is made, in UTC.</param>
/// <param name="Command">A program that is given each, with its path as the one argument.</param>
public sealed record BackupOptions(string Store, string? Folder, int Keep, TimeOnly At, string? Command)
{
    const int Usual = 14, Most = 3650;

    static readonly TimeOnly AtNight = new(3, 0);

    public static BackupOptions Read(IConfiguration from)
    {
        var options = new BackupOptions(
            from.GetConnectionString("Default") ?? Storage.Store.Usual, from.Optional("Backup:Folder"), Days(from), Time(from),
            from.Optional("Backup:Command"));
        return options is { Command: not null, Folder: null }
            ? throw new CannotStartException(
                "Backup__Command is set and Backup__Folder is not. Set the folder in which backups are made before they are "
                    + "handed over.")
            : options;
    }

    /// <summary>When the latest was due.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime).ToDateTime(At), TimeSpan.Zero);
        return today <= now ? today : today.AddDays(-1);
    }

    static int Days(IConfiguration from)
    {
        if (from.Optional("Backup:Keep") is not { } text) return Usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Most
            ? days
            : throw new CannotStartException($"Backup__Keep is \"{text}\". Use a whole number of days from 1 to {Most}.");
    }

    static TimeOnly Time(IConfiguration from)
    {
        if (from.Optional("Backup:At") is not { } text) return AtNight;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw new CannotStartException($"Backup__At is \"{text}\". Use a time of day in UTC, such as 03:00.");
    }
}
