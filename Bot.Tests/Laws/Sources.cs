using System.Runtime.CompilerServices;

namespace Bot.Tests.Laws;

/// <summary>The repository's own C# and Razor files, as the laws read them.</summary>
static class Sources
{
    public static readonly string[] Projects = ["Bot", "Bot.Domain", "Bot.Slack", "Bot.Sandbox", "Bot.Tests"];

    public static IEnumerable<(string Path, string Text)> Of(params string[] projects) => All("*.cs", projects);

    public static IEnumerable<(string Path, string Text)> Razor(params string[] projects) => All("*.razor", projects);

    static IEnumerable<(string Path, string Text)> All(string pattern, string[] projects) =>
        from project in projects
        from path in Directory.EnumerateFiles(Path.Combine(Root(), project), pattern, SearchOption.AllDirectories)
        where !IsIn(path, "obj") && !IsIn(path, "bin")
        select (path, File.ReadAllText(path));

    /// <summary>The path as one would type it at the repository's root.</summary>
    public static string Short(string path) => Path.GetRelativePath(Root(), path);

    public static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    static string Here([CallerFilePath] string here = "") => here;

    static bool IsIn(string path, string folder) =>
        path.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
