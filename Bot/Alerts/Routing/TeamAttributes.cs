using System.Data;
using Bot.Domain.Alerts;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>The attributes of alerts: those that every source has, and the team's own.</summary>
static class TeamAttributes
{
    public const int Most = 30;

    public static IReadOnlyList<AttributeRule> All(IDbConnection db) => AlertSettings.Attributes.Now(db);

    public static AttributeRule? Find(IDbConnection db, string name) => All(db).FirstOrDefault(a => IsSame(a.Name, name));

    /// <summary>All names, the built-in ones first.</summary>
    public static IReadOnlyList<string> Names(IDbConnection db) =>
        [.. AlertAttributes.BuiltIn.Concat(All(db).Select(a => a.Name)).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static void Put(Tx tx, AttributeRule rule, string by)
    {
        var all = All(tx.Db);
        var isNew = all.All(a => !IsSame(a.Name, rule.Name));
        AlertSettings.Attributes.Set(tx, isNew ? [.. all, rule] : [.. all.Select(a => IsSame(a.Name, rule.Name) ? rule : a)], by);
    }

    public static void Delete(Tx tx, string name, string by)
    {
        if (Find(tx.Db, name) is null) return;
        AlertSettings.Attributes.Set(tx, [.. All(tx.Db).Where(a => !IsSame(a.Name, name))], by);
    }

    public static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
