using System.Data;

namespace Bot.Sandbox.Chaos;

/// <summary>Holds what a run has left against what the bot promises. What is not so is a line each.</summary>
static class ChaosJudge
{
    /// <summary>The promises, by what the page calls them.</summary>
    public static IReadOnlyList<(string Promise, Func<ChaosScene, IDbConnection, IEnumerable<string>> Broken)> All { get; } =
    [
        ("nothing acknowledged is lost", NothingLost.Broken),
        ("nothing is doubled", NothingDoubled.Broken),
        ("the groups name who is on call", GroupsRight.Broken),
        ("nobody is told twice, nor at night what can wait", NobodyDisturbed.Broken),
        ("nobody does what they may not do", NothingForbidden.Broken),
        ("nothing private is seen from outside", NothingLeaks.Broken),
        ("nothing is left undone", NothingLeft.Broken),
        ("no error is in a log that no trouble explains", NoErrors.Broken),
    ];

    public static async Task<List<string>> Broken(ChaosScene scene, CancellationToken stop)
    {
        await using var db = await scene.Open(stop);
        return [.. All.SelectMany(one => one.Broken(scene, db).Take(5).Select(line => $"{one.Promise}: {line}"))];
    }
}
