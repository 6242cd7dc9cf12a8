using System.Data;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.Slack;

namespace Bot.Operating;

/// <summary>What a change of the routes has altered, route by route, in words.</summary>
sealed class RouteChanges(IDbConnection db, DateTimeOffset now)
{
    const int LongestCondition = 150;

    readonly RouteText text = RouteText.Of(db, now);

    public IReadOnlyList<string> Of(IReadOnlyList<AlertRoute> before, IReadOnlyList<AlertRoute> after)
    {
        var (was, known) = (before.Select(r => r.Id).ToHashSet(), after.Select(r => r.Id).ToHashSet());
        List<string> changes =
        [
            .. after.Where(r => !was.Contains(r.Id)).Select(r => $"{Name(r)} is new: {text.Asks(r)} {text.Does(r)}"),
            .. after.Where(r => was.Contains(r.Id)).SelectMany(r => Of(before.First(b => b.Id == r.Id), r)),
            .. before.Where(r => !known.Contains(r.Id)).Select(r => $"{Name(r)} is gone"),
        ];
        if (!before.Where(r => known.Contains(r.Id)).Select(r => r.Id)
            .SequenceEqual(after.Where(r => was.Contains(r.Id)).Select(r => r.Id)))
            changes.Add($"they are asked in the order {string.Join(", ", after.Select(Name))}");
        return changes;
    }

    IEnumerable<string> Of(AlertRoute before, AlertRoute after)
    {
        if (TeamRoutes.Mark(before) == TeamRoutes.Mark(after)) yield break;
        var parts = Parts(before, after).ToList();
        // What has no words of its own, such as a destination that is gone.
        yield return $"{Name(after)}: {(parts.Count > 0 ? string.Join(", ", parts) : "changed")}";
    }

    IEnumerable<string> Parts(AlertRoute before, AlertRoute after)
    {
        if (before.Name != after.Name) yield return $"was {Name(before)}";
        if (before.IsOn != after.IsOn) yield return after.IsOn ? "switched on" : "switched off";
        var (was, now) = (before.Conditions.Select(c => c.Text).ToList(), after.Conditions.Select(c => c.Text).ToList());
        foreach (var gone in was.Except(now)) yield return $"no more “{Mrkdwn.Inert(gone, LongestCondition)}”";
        foreach (var added in now.Except(was)) yield return $"now “{Mrkdwn.Inert(added, LongestCondition)}”";
        if (before.AnyIsEnough != after.AnyIsEnough)
            yield return after.AnyIsEnough ? "one condition is enough" : "all conditions count";
        if (text.Time(before.Time) is var at && text.Time(after.Time) is var then && at != then) yield return $"{at} → {then}";
        if (text.Does(before) is var did && text.Does(after) is var does && did != does) yield return $"{did} → {does}";
    }

    static string Name(AlertRoute route) => $"“{RouteText.Name(route)}”";
}
