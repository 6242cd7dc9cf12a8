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

    sealed record Change(string What, PastAlert Alert);

    /// <param name="db">Where past alerts are read.</param>
    /// <param name="draft">The route as it would be, in its place.</param>
    /// <param name="text">The words for what routes do.</param>
    /// <param name="now">When.</param>
    public static string With(IDbConnection db, RouteDraft draft, RouteText text, DateTimeOffset now)
    {
        var before = TeamRoutes.All(db);
        return Between(db, (before, TeamRoutes.With(before, draft.Route, draft.Behind)), text, now, draft.Route)
            ?? $"No alert failed within the last {Days} days, so there is nothing to compare with.";
    }

    /// <param name="db">Where past alerts are read.</param>
    /// <param name="routes">The routes as they were, and as they are to be.</param>
    /// <param name="text">The words for what routes do.</param>
    /// <param name="now">When.</param>
    /// <param name="asked">The one of them of which it is said too what others take before it.</param>
    /// <returns>Null where there is nothing to compare with.</returns>
    public static string? Between(
        IDbConnection db, (IReadOnlyList<AlertRoute> Before, IReadOnlyList<AlertRoute> After) routes, RouteText text,
        DateTimeOffset now, AlertRoute? asked = null)
    {
        var past = AlertStore.Failing(db, now.AddDays(-Days), Most);
        if (past.Count == 0) return null;
        var (before, after) = (TeamRoutes.List(db, routes.Before), TeamRoutes.List(db, routes.After));
        var (moments, began) = (new PastMoments(db), Stopwatch.GetTimestamp());
        var looked = past.TakeWhile(_ => Stopwatch.GetElapsedTime(began) < Patience).ToList();
        var changes = looked.Select(alert => ChangeOf(alert, before, after, moments, text)).OfType<Change>().ToList();
        var of = $"Of the last {Words.Number(looked.Count, "failing alert", "failing alerts")} (since {When.At(looked[^1].At)})";
        var taken = asked is null ? "" : TakenBefore(looked, after, asked, moments);
        return changes.Count == 0 ? $"{of} none would have gone another way.{taken}"
            : $"{of} *{changes.Count} would have gone another way:*\n{string.Join('\n', Lines(changes))}{taken}";
    }

    /// <summary>What fits it and never comes to it: behind routes that take all of it, it would do nothing.</summary>
    static string TakenBefore(List<PastAlert> looked, RouteList routes, AlertRoute asked, PastMoments moments)
    {
        var before = looked.Where(past => asked.IsOn && asked.Fits(past.Known) && moments.At(past.At).Holds(asked.Time))
            .Select(past => routes.Decide(past.Alert, past.Known, moments.At(past.At)).Route)
            .OfType<AlertRoute>().Where(route => route.Id != asked.Id).ToList();
        return before.Count == 0 ? ""
            : $"\n:warning: {Words.Number(before.Count, "of them fits", "of them fit")} it and would be taken before it, by "
                + $"“{RouteText.Name(before[0])}”. Change its place where it is meant to come first.";
    }

    static Change? ChangeOf(PastAlert past, RouteList before, RouteList after, PastMoments moments, RouteText text)
    {
        var (alert, moment) = (past.Alert, moments.At(past.At));
        var (was, will) = (before.Decide(alert, past.Known, moment), after.Decide(alert, past.Known, moment));
        if (was.Route?.Id == will.Route?.Id && was.Action == will.Action && was.Route?.ForwardTo == will.Route?.ForwardTo)
            return null;
        return was.Route is { } route && route.Id == will.Route?.Id
            ? new($"by {Name(will)} as before, and now {text.Does(will.Route)}", past)
            : new($"from {Name(was)} to {Name(will)}", past);
    }

    static string Name(RouteDecision decision) => decision.Route is { } route ? $"“{RouteText.Name(route)}”"
        : decision.Action is RouteAction.Keep ? RouteList.BesideProduction : RouteList.AllOthers;

    static IEnumerable<string> Lines(List<Change> changes)
    {
        var kinds = changes.GroupBy(c => c.What).OrderByDescending(g => g.Count()).ToList();
        foreach (var kind in kinds.Take(MostLines))
        {
            var first = kind.First().Alert;
            yield return $"{kind.Count()} {kind.Key}, such as {AlertTexts.Text(first.Title, LongestTitle)} ({When.At(first.At)})";
        }

        if (kinds.Count > MostLines) yield return $"… {kinds.Count - MostLines} other changes";
    }
}
