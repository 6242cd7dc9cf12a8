using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Slack;

namespace Bot.OnCall.Rows;

/// <summary>When messages about hours reach people, and how a form says so before it is sent.</summary>
static class CoverReach
{
    public static DateTimeOffset At(IDbConnection db, string person, Stretch hours, DateTimeOffset now) =>
        CoverTimes.ReachesAt(now, hours, PersonHours.Own(db, person, RotationStore.All(db, now)));

    /// <summary>"is told", at once or later.</summary>
    public static string Told(IDbConnection db, string person, Stretch hours, DateTimeOffset now) =>
        At(db, person, hours, now) <= now ? "is told" : "is told when their hours open";

    /// <summary>Who is asked now and who when their own hours open, on the wall of a zone that the form names.</summary>
    public static string Asked(
        IDbConnection db, IReadOnlyList<string> people, Stretch hours, TimeZoneInfo zone, DateTimeOffset now)
    {
        var later = people.Select(p => (Person: p, At: At(db, p, hours, now))).Where(p => p.At > now).ToList();
        var asked = people.Except(later.Select(l => l.Person)).ToList();
        var rotations = RotationStore.All(db, now);
        var asleep = asked.Where(p => !PersonHours.Own(db, p, rotations).Contains(now)).Select(Mrkdwn.User).ToList();
        List<string> sentences = [];
        if (asked.Count > 0)
            sentences.Add($"{(asked.Count == 1 ? "One person is" : $"{asked.Count} people are")} asked now, in direct messages.");
        if (asleep.Count > 0)
            sentences.Add($"It is out of hours for {string.Join(", ", asleep)}, who {Are(asleep.Count)} asked all the same.");
        sentences.AddRange(later.GroupBy(l => l.At, l => Mrkdwn.User(l.Person)).OrderBy(g => g.Key)
            .Select(g => $"{string.Join(", ", g)} {Are(g.Count())} asked when their own hours open, "
                + $"{When.Wall(g.Key, zone, now)}."));
        return string.Join(' ', sentences);
    }

    static string Are(int count) => count == 1 ? "is" : "are";
}
