using System.Data;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// A log says "error" for what somebody has to look at: never while all is well, and Slack has nothing to complain of. Nor does a
/// bot end by itself.
/// </summary>
static partial class NoErrors
{
    // So long something may still be about what went wrong before (wire time).
    static readonly TimeSpan Echo = TimeSpan.FromSeconds(8);

    static readonly string[] Unknowable = ["expired_", "exchanged_trigger_id"];

    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        // Hours go by between two steps, and what was answered before them comes too late; and a bot that was killed may have
        // opened the form that the next one is asked for. No bot can know that.
        foreach (var problem in scene.Workspace.Problems.Where(p => !Unknowable.Any(p.Contains)))
            yield return $"Slack: {problem}";
        foreach (var error in Unexplained([.. scene.Log], [.. scene.Troubles.Values])) yield return error;
        foreach (var ended in scene.Ended.Where(e => !IsExplained(e, scene.Troubles.Values)))
            yield return $"a bot ended by itself: {ended.Text}";
    }

    /// <summary>The errors in a log that came while nothing was wrong.</summary>
    public static IEnumerable<string> Unexplained(IReadOnlyList<LogLine> log, IReadOnlyCollection<Struck> troubles)
    {
        for (var n = 0; n < log.Count; n++)
            if (Error().IsMatch(log[n].Text) && !IsExplained(log[n], troubles))
                // What it is about stands on the next line.
                yield return $"{log[n].Text.Trim()} {(n + 1 < log.Count ? log[n + 1].Text.Trim() : "")}";
    }

    static bool IsExplained(LogLine line, IEnumerable<Struck> troubles) =>
        troubles.Any(t => t.Began <= line.At && (t.Ended is not { } ended || line.At <= ended + Echo));

    // The time stands first.
    [GeneratedRegex("^[^ ]+ (fail|crit):", RegexOptions.ExplicitCapture)]
    private static partial Regex Error();
}
