using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.OnCall;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Routing;

/// <summary>The team's routes in their order: read, and changed by admins, each change with a line of history.</summary>
public sealed class TeamRoutes(Access access)
{
    public const int Most = 40;

    public static IReadOnlyList<AlertRoute> All(IDbConnection db) => AlertSettings.Routes.Now(db);

    public static AlertRoute? Find(IDbConnection db, string id) => All(db).FirstOrDefault(r => r.Id == id);

    /// <summary>The routes as the intake asks them now.</summary>
    public static RouteList List(IDbConnection db, IReadOnlyList<AlertRoute>? routes = null) =>
        new(routes ?? All(db), AlertSettings.Production(db));

    public string? Refusal(IDbConnection db, string user) => access.Refusal(db, user, Act.ChangeRoutes);

    /// <summary>The routes with one of them as it is to be, in its place.</summary>
    /// <param name="all">The routes as they are.</param>
    /// <param name="route">The one.</param>
    /// <param name="behind">
    /// The route that it is to come behind; empty puts it first. Null, or one that is gone, leaves it where it stands, and a new
    /// one behind all others.
    /// </param>
    public static IReadOnlyList<AlertRoute> With(IReadOnlyList<AlertRoute> all, AlertRoute route, string? behind)
    {
        var others = all.Where(r => r.Id != route.Id).ToList();
        var stood = all.Index().Where(r => r.Item.Id == route.Id).Select(r => r.Index).FirstOrDefault(others.Count);
        others.Insert(behind switch
        {
            null => stood,
            "" => 0,
            _ => others.FindIndex(r => r.Id == behind) is >= 0 and var at ? at + 1 : stood,
        }, route);
        return others;
    }

    /// <summary>Writes a route, new or changed, in its place.</summary>
    public static void Put(Tx tx, AlertRoute route, string? behind, string by)
    {
        var all = All(tx.Db);
        Write(tx, With(all, route, behind), by);
        Note(tx, route, all.Any(r => r.Id == route.Id) ? RouteFacts.Changed : RouteFacts.Made, by);
    }

    public static void Delete(Tx tx, AlertRoute route, string by)
    {
        Write(tx, All(tx.Db).Where(r => r.Id != route.Id), by);
        Note(tx, route, RouteFacts.Deleted, by);
    }

    /// <summary>Puts it one place up, or down; at the end of the list it stays where it is.</summary>
    public static void Move(Tx tx, AlertRoute route, int by, string user)
    {
        var all = All(tx.Db).ToList();
        var at = all.FindIndex(r => r.Id == route.Id);
        var to = Math.Clamp(at + by, 0, all.Count - 1);
        if (at < 0 || to == at) return;
        all.RemoveAt(at);
        all.Insert(to, route);
        Write(tx, all, user);
        Note(tx, route, RouteFacts.Moved, user);
    }

    public static void Switch(Tx tx, AlertRoute route, string by)
    {
        var switched = route with { IsOn = !route.IsOn };
        Write(tx, All(tx.Db).Select(r => r.Id == route.Id ? switched : r), by);
        Note(tx, route, switched.IsOn ? RouteFacts.On : RouteFacts.Off, by);
    }

    static void Write(Tx tx, IEnumerable<AlertRoute> routes, string by) => AlertSettings.Routes.Set(tx, [.. routes], by);

    static void Note(Tx tx, AlertRoute route, Verb verb, string by) =>
        tx.Note(RouteFacts.About(route.Id), verb, by, after: route.Name);

    /// <summary>A name that no other route has.</summary>
    public static string FreeName(IDbConnection db, string name)
    {
        var taken = All(db).Select(r => r.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, Most + 1).Select(n => n == 1 ? name : $"{name} {n}").First(n => !taken.Contains(n));
    }

    public static string NewId() => Guid.NewGuid().ToString("N")[..12];

    /// <summary>What a route is as people see it, to tell whether another has changed it meanwhile.</summary>
    public static string Mark(AlertRoute? route) => route is null ? "" : ShortMark.Of(RouteJson.Write([route]));

    /// <summary>Who changed a route last.</summary>
    public static string LastBy(IDbConnection db, string route) => Person.NameOf(
        db, db.QueryFirstOrDefault<string>(
            "select actor from history where subject = @subject order by id desc limit 1",
            new { subject = RouteFacts.About(route) }) ?? "");
}
