namespace Bot.Tests;

/// <summary>Real-world files that tests are held against; a machine without them skips those tests with a sentence.</summary>
static class ReferenceData
{
    /// <summary>A file of the folder that the variable REFERENCE_DATA names.</summary>
    public static string File(params string[] path)
    {
        var folder = Environment.GetEnvironmentVariable("REFERENCE_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Needs the reference data: set REFERENCE_DATA to its folder.");
        Note();
        return Path.Combine([folder!, .. path]);
    }

    static void Note()
    {
        if (Environment.GetEnvironmentVariable("REFERENCE_DATA_LOG") is not { Length: > 0 } log) return;
        lock (typeof(ReferenceData)) System.IO.File.AppendAllText(log, $"{TestContext.Current.Test?.TestDisplayName}\n");
    }
}
