using System.Data.Common;
using System.Globalization;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>The store: whole, of this version's schema, with room to grow and connections to spare.</summary>
sealed class StoreCheck(IStore store, StandIn? standIn = null) : ICheck
{
    const long Little = 500 * Megabyte, Megabyte = 1024 * 1024;

    public string Of => "the database";

    public Finding Slow(string what) => Busy(what);

    /// <summary>That says nothing of whether it is whole.</summary>
    internal static Finding Busy(string what) => Finding.Unknown(
        what, "The database is large, or its disk or server busy: ask again when there is less to do.");

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        if (standIn is not null) return standIn.Missing is { } missing ? [Place(Path.GetDirectoryName(missing)!)] : [];
        // A large file takes seconds to be looked through.
        StoreCondition condition;
        try
        {
            condition = await Task.Run(() => store.Read(store.Condition), stop);
        }
        catch (DbException e)
        {
            return [Finding.Wrong("The database could not be looked through.", store.Sentence(e))];
        }

        return
        [
            condition.Damage is { } damage
                ? Finding.Wrong(
                    $"{store.Where} is damaged: {damage}",
                    "Stop the bot, keep a copy of the file, and restore the last backup.")
                : Finding.Well(
                    $"{store.Where} {(condition.IsLookedThrough ? "is whole" : "answers")}: {Size(condition.Bytes)}, "
                        + $"{condition.Scripts} migrations."),
            .. condition.Free is { } free ? [Room(free, condition.Bytes)] : Array.Empty<Finding>(),
            .. condition.Connections is { } open ? [Connections(open, condition.MostConnections)] : Array.Empty<Finding>(),
        ];
    }

    // Where the file is not there yet: that it can be made.
    static Finding Place(string folder)
    {
        var there = folder;
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above) there = above;
        try
        {
            using (File.Create(Path.Combine(there, $".doctor-{Guid.CreateVersion7():n}"), 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = e is UnauthorizedAccessException ? "that is not allowed" : e.Message.TrimEnd('.');
            return Finding.Wrong(
                $"Nothing can be written in {there}: {why}.",
                $"Give the bot the right to write there, or point {Store.Setting} elsewhere.");
        }

        var room = Room(new DriveInfo(there).AvailableFreeSpace, 0);
        return room with { What = $"{there} can be written. {room.What}" };
    }

    static Finding Room(long free, long used) => free >= Math.Max(Little, 2 * used)
        ? Finding.Well($"{Size(free)} are free on its disk.")
        : Finding.Wrong(
            $"Only {Size(free)} are free on its disk.",
            $"Make room: an upgrade keeps a copy of it, so twice its size, and {Size(Little)} at least, should be free.");

    static Finding Connections(long open, long most) => open < most * 8 / 10
        ? Finding.Well($"The server has {open} of {most} connections open.")
        : Finding.Wrong(
            $"The server has {open} of {most} connections open.", "Raise max_connections, or close what is not used.");

    static string Size(long bytes) => bytes >= 1024 * Megabyte
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / Megabyte:0.#} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling((double)bytes / Megabyte):0} MB");
}
