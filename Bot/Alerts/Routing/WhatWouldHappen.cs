using System.Data;
using System.Diagnostics;
using Bot.Delivery;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Routing;

/// <summary>What a route would have changed, had it been there: the last 30 days of failing alerts against both lists.</summary>
static class WhatWouldHappen
{
    const int Days = 30, Most = 2000, MostLines = 6, LongestTitle = 60;

    // A form has three seconds for its answer.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    sealed record Change(string From, string To, PastAlert Alert);

    /// <param name="db">Where past alerts are read.</param>
    /// <param name="route">The route as it would be, in its place or behind the others.</param>
    /// <param name="now">When.</param>
    public static string With(IDbConnection db, AlertRoute route, DateTimeOffset now)
    {
        var before = TeamRoutes.All(db);
        var after = before.Any(r => r.Id == route.Id)
            ? before.Select(r => r.Id == route.Id ? route : r) : before.Append(route);
        return Between(db, TeamRoutes.List(db, before), TeamRoutes.List(db, [.. after]), now, route);
    }

    /// <param name="db">Where past alerts are read.</param>
    /// <param name="before">The routes as they are.</param>
    /// <param name="after">The routes as they would be.</param>
    /// <param name="now">When.</param>
    /// <param name="asked">The one of them of which it is said too what others take before it.</param>
    public static string Between(
        IDbConnection db, RouteList before, RouteList after, DateTimeOffset now, AlertRoute? asked = null)
    {
        var past = AlertStore.Failing(db, now.AddDays(-Days), Most);
        if (past.Count == 0) return $"No alert failed within the last {Days} days, so there is nothing to compare with.";
        var (moments, began) = (new PastMoments(db), Stopwatch.GetTimestamp());
        var looked = past.TakeWhile(_ => Stopwatch.GetElapsedTime(began) < Patience).ToList();
        var changes = looked.Select(alert => ChangeOf(alert, before, after, moments)).OfType<Change>().ToList();
        var of = $"Of the last {Words.Number(looked.Count, "failing alert", "failing alerts")} (since {When.At(looked[^1].At)})";
        var taken = asked is null ? "" : TakenBefore(looked, after, asked, moments);
        return changes.Count == 0 ? $"{of} none would have gone elsewhere.{taken}"
            : $"{of} *{changes.Count} would have gone elsewhere:*\n{string.Join('\n', Lines(changes))}{taken}";
    }

    /// <summary>What fits it and never comes to it: behind routes that take all of it, it would do nothing.</summary>
    static string TakenBefore(List<PastAlert> looked, RouteList routes, AlertRoute asked, PastMoments moments)
    {
        var before = looked.Where(past => asked.IsOn && asked.Fits(past.Known) && moments.At(past.At).Holds(asked.Time))
            .Select(past => routes.Decide(past.Alert, past.Known, moments.At(past.At)).Route)
            .OfType<AlertRoute>().Where(route => route.Id != asked.Id).ToList();
        return before.Count == 0 ? ""
            : $"\n:warning: {Words.Number(before.Count, "of them fits", "of them fit")} it and would be taken before it, by "
                + $"“{RouteText.Name(before[0])}”. Move it up in the list where it is meant to come first.";
    }

    static Change? ChangeOf(PastAlert past, RouteList before, RouteList after, PastMoments moments)
    {
        var (alert, moment) = (past.Alert, moments.At(past.At));
        var (was, will) = (before.Decide(alert, past.Known, moment), after.Decide(alert, past.Known, moment));
        return was.Route?.Id == will.Route?.Id && was.Action == will.Action ? null : new(Name(was), Name(will), past);
    }

    static string Name(RouteDecision decision) => decision.Route is { } route ? $"“{RouteText.Name(route)}”"
        : decision.Action is RouteAction.Keep ? RouteList.BesideProduction : RouteList.AllOthers;

    static IEnumerable<string> Lines(List<Change> changes)
    {
        var kinds = changes.GroupBy(c => (c.From, c.To)).OrderByDescending(g => g.Count()).ToList();
        foreach (var kind in kinds.Take(MostLines))
        {
            var first = kind.First().Alert;
            yield return $"{kind.Count()} from {kind.Key.From} to {kind.Key.To}, such as "
                + $"{AlertTexts.Text(first.Title, LongestTitle)} ({When.At(first.At)})";
        }

        if (kinds.Count > MostLines) yield return $"… {kinds.Count - MostLines} other changes";
    }
}
