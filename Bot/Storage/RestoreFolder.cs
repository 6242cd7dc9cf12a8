namespace Bot.Storage;

/// <summary>
/// A folder that a restore makes for the copy that it works on, which holds all that a backup does. One that was killed leaves it
/// behind, and whatever comes next there takes it away.
/// </summary>
sealed class RestoreFolder : IDisposable
{
    const string Beside = ".restore-", Elsewhere = "data-responder-restore-", Busy = "busy";

    readonly FileStream busy;

    RestoreFolder(string path)
    {
        Path = path;
        // The operating system lets go of it when the process dies.
        busy = new(System.IO.Path.Combine(path, Busy), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public string Path { get; }

    /// <summary>
    /// Where the store itself will lie there is room for it; a machine's folder for such things may be its memory.
    /// </summary>
    /// <param name="to">The store that is restored into.</param>
    public static RestoreFolder Make(string to)
    {
        if (PostgresAddress.IsMeant(to) || System.IO.Path.GetDirectoryName(Store.Where(to)) is not { } beside
            || !Directory.Exists(beside))
        {
            RemoveLeft(System.IO.Path.GetTempPath(), Elsewhere);
            return new(Directory.CreateTempSubdirectory(Elsewhere).FullName);
        }

        RemoveLeft(beside);
        var made = System.IO.Path.Combine(beside, $"{Beside}{Guid.CreateVersion7():n}");
        return new((OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(made)
            : Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
            .FullName);
    }

    /// <summary>Takes away what no restore works on any more.</summary>
    /// <param name="where">The folder beside whose files they are.</param>
    /// <param name="prefix">How they are called.</param>
    public static void RemoveLeft(string where, string prefix = Beside)
    {
        if (!Directory.Exists(where)) return;
        foreach (var folder in Directory.GetDirectories(where, $"{prefix}*"))
            try
            {
                var busy = System.IO.Path.Combine(folder, Busy);
                if (!File.Exists(busy)) continue;
                using (new FileStream(busy, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A restore is at work in it, or it is another's.
            }
    }

    public void Dispose()
    {
        try
        {
            using (busy) Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was restored is there all the same.
        }
    }
}
