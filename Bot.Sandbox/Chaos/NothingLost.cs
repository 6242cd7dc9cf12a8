using System.Data;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>Whatever somebody was told is done, is done, in Slack and in the store.</summary>
static class NothingLost
{
    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        var deeds = scene.Deeds;
        foreach (var of in deeds.Declared.Where(d => d.Number is not null))
            if (scene.People.Channel(of.Name) is null) yield return $"{of.Name} ({of.Number}) has no channel";
        foreach (var alert in deeds.Alerted)
        {
            var kept = Count(db, "select count(*) from alerts where title = @Title", new { alert.Title });
            if (kept < alert.Taken) yield return $"{alert.Title}: {alert.Taken} were taken, and {kept} are kept";
        }

        foreach (var of in deeds.Declared.Where(d => d.IsRaised))
            if (Count(db, "select count(*) from incidents where name = @Name and severity = 'minor'", new { of.Name }) > 0)
                yield return $"{of.Name} was raised, and is Minor";
        foreach (var title in deeds.FollowUps)
            if (Count(db, "select count(*) from follow_ups where title = @title", new { title }) == 0)
                yield return $"the follow-up “{title}”";
        foreach (var (of, text) in deeds.Updates)
            if (scene.People.Channel(of.Name) is { } channel && Said(scene, channel, text) == 0)
                yield return $"the update “{text}” of {of.Name}";
        foreach (var cover in deeds.Covered.Where(c => c.IsSeen))
            if (Count(db, Covered.Agreed, new { why = cover.Why }) == 0)
                yield return $"{cover.Taker} took “{cover.Why}”";
        foreach (var seen in deeds.NeverSeen) yield return seen;
        foreach (var line in OnceElsewhere.Lost(scene, db)) yield return line;
        // The decision is one with the row, and what it opened has to be in Slack.
        foreach (var name in db.Query<string>(
            """
            select i.name from incidents i join alerts a on a.incident = i.number
            where i.channel_id is null and i.status not in ('resolved', 'closed', 'declined', 'merged') group by i.name
            """))
            yield return $"{name}, which an alert opened, has no channel";
    }

    internal static long Count(IDbConnection db, string sql, object? values = null) => db.ExecuteScalar<long>(sql, values);

    internal static int Said(ChaosScene scene, Conversation channel, string text) => scene.Workspace.Do(
        () => channel.Messages.All.Count(m => !m.Deleted && m.ThreadTs is null
            && !channel.Pins.Any(p => p.Message == m) && Says(ChaosText.Of(scene, m), text)));

    // A draft of the summary repeats what was said.
    static bool Says(string message, string text) => message.Contains(text, StringComparison.Ordinal)
        && !message.Contains("Draft of the summary of", StringComparison.Ordinal);
}
