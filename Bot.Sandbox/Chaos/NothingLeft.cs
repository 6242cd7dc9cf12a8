using System.Data;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>What is due is brought, what was tried is known, and nothing stands still.</summary>
static class NothingLeft
{
    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        var now = scene.WireNow.ToUnixTimeMilliseconds();
        foreach (var (subject, tries, why) in db.Query<(string, long, string?)>(
            "select subject, tries, parked from wakes where due_at <= @now or tries > 0", new { now }))
            yield return $"{subject} waits after {tries} tries {why}";
        foreach (var slot in db.Query<string>("select slot from posts where ts is null and attempted_at is not null"))
            yield return $"nobody knows what became of {slot}";
        foreach (var slot in db.Query<string>("select slot from marks where done_at is null"))
            yield return $"nobody knows whether {slot} is set";
    }
}
