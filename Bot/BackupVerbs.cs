using System.Globalization;
using Bot.Settings;
using Bot.Storage;

namespace Bot;

/// <summary>The verbs that make a backup of a store and a store of a backup.</summary>
static class BackupVerbs
{
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["backup", var file] when !IsOption(file):
                Backup(file);
                return 0;
            case ["restore", var file] when !IsOption(file):
                RestoreStore.Run(file, Address(), Console.Out);
                return 0;
            case ["backup", ..]:
                throw new CannotStartException("backup wants to know where to, and nothing else: Bot backup bot-backup.db");
            default:
                throw new CannotStartException(
                    "restore wants to know what from, and nothing else: Bot restore bot-backup.db. It comes into the empty store "
                    + $"that {Store.Setting} names.");
        }
    }

    static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    static string Address()
    {
        var settings = BotApp.Builder().Configuration;
        KnownSettings.Check(settings);
        return settings.GetConnectionString("Default") ?? Store.Usual;
    }

    static void Backup(string file)
    {
        var address = Address();
        var now = Store.Time(address, TimeProvider.System);
        var written = BackupFile.Write(address, file, now);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{written.Path}: {written.Rows:N0} rows, {written.Bytes:N0} bytes, as of {now:yyyy-MM-dd HH:mm:ss} UTC."));
        Console.Out.WriteLine(RestoreStore.Keys(address));
    }
}
