namespace Bot.Tests;

/// <summary>Folders that a test made and takes away again.</summary>
static class TempFolder
{
    /// <summary>A file that something makes while it stops, such as a database's log, goes with the next try.</summary>
    public static async ValueTask Delete(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
                return;
            }
            catch (IOException) when (tries < 20)
            {
                await Task.Delay(50);
            }
        }
    }
}
