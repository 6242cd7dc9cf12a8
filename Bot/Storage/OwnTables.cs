using System.Text.RegularExpressions;

namespace Bot.Storage;

/// <summary>The tables that the migrations make, whatever else a store holds beside them.</summary>
static partial class OwnTables
{
    /// <summary>The same on every store.</summary>
    public static IReadOnlySet<string> Names { get; } = Made();

    static HashSet<string> Made()
    {
        var names = new HashSet<string>();
        foreach (Match step in SqliteMigrations.Scripts.SelectMany(script => Steps().Matches(Text(script))))
        {
            var (verb, name, to) = (step.Groups["verb"].Value, step.Groups["name"].Value, step.Groups["to"]);
            if (verb is "create") names.Add(name);
            else if (verb is "drop" || to.Success) names.Remove(name);
            if (to.Success) names.Add(to.Value);
        }

        return names;
    }

    static string Text(string script)
    {
        using var read = new StreamReader(typeof(OwnTables).Assembly.GetManifestResourceStream(script)!);
        return read.ReadToEnd();
    }

    [GeneratedRegex(
        "^(?<verb>create|drop|alter) table (if (not )?exists )?(?<name>[a-z_]+)( rename to (?<to>[a-z_]+))?",
        RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Steps();
}
