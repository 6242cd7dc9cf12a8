using System.Data;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>Each group names whoever is on call, by turns as the run counts them, and by what was agreed.</summary>
static class GroupsRight
{
    static readonly TimeSpan HandsOver = TimeSpan.FromHours(10);

    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        var now = scene.Clock.GetUtcNow();
        // Of two agreements about the same hours the later counts.
        var covering = db.ExecuteScalar<string>(
            "select covering from covers where starts <= @now and ends > @now order by number desc limit 1",
            new { now = now.ToUnixTimeMilliseconds() });
        var one = covering is null ? "ana" : scene.Workspace.People[covering].Handle;
        foreach (var line in Names(scene, SampleWorkspace.DataGroup, one)) yield return line;
        var turns = (int)(now - HandsOver).Date.Subtract((ChaosStage.Begins - HandsOver).Date).TotalDays;
        var onCall = SampleWorkspace.Engineers[turns % SampleWorkspace.Engineers.Length];
        foreach (var line in Names(scene, SampleWorkspace.EngineersGroup, onCall)) yield return line;
    }

    static IEnumerable<string> Names(ChaosScene scene, string handle, string expected)
    {
        var members = scene.Workspace.Groups.Find(handle)?.Members.Select(id => scene.Workspace.People[id].Handle).ToList() ?? [];
        if (members is not [var one] || one != expected)
            yield return $"@{handle} names {string.Join(", ", members)} instead of {expected}";
    }
}
