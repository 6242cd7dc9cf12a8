using Bot.Storage;

namespace Bot.Operating.Export;

/// <summary>What the history says of a file of settings.</summary>
static class ExportFacts
{
    /// <summary>What it is about; the audit shows it among the settings.</summary>
    public const string About = "setting:import";

    /// <summary>A file was applied: how much it changed.</summary>
    public static readonly Verb Imported = new("imported");
}
