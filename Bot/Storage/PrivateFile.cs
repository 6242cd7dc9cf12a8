namespace Bot.Storage;

/// <summary>A file that nobody but its owner can read, from its first byte on.</summary>
static class PrivateFile
{
    /// <summary>Makes an empty one where there is none; SQLite gives what it keeps beside it the same rights.</summary>
    public static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(path, options);
    }
}
