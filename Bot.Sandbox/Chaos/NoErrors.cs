using System.Data;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// A log says "error" for what somebody has to look at: never while all is well, and Slack has nothing to complain of.
/// </summary>
static class NoErrors
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
        var last = scene.Troubles.Values.Select(t => t.Ended).DefaultIfEmpty().Max();
        foreach (var line in scene.Log)
            if (IsError(line.Text) && (scene.Troubles.IsEmpty || (last != default && line.At > last + Echo)))
                yield return line.Text;
    }

    static bool IsError(string line) =>
        line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal);
}
