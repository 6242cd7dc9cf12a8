using System.Data;
using Bot.Alerts;
using Bot.Alerts.Forwarding;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.OnCall.Rows;

namespace Bot.Operating.Export;

/// <summary>The team's routes in their order. The list is whole: what is not in it goes.</summary>
sealed class RouteSection(AttributeSection attributes) : ISection
{
    const string Name = "name", Enabled = "enabled", Takes = "takes", Conditions = "conditions", Attribute = "attribute",
        Comparison = "comparison", Values = "values", Time = "time", Action = "action", ForwardTo = "forward_to";
    const int LongestName = 60;

    public string Key => "routes";

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now).ToDictionary(r => r.Id, r => r.Name);
        string NameOf(string? id) => id is null ? "" : rotations.GetValueOrDefault(id, "");
        yaml.Items(Key, TeamRoutes.All(db), route =>
        {
            yaml.Text(Name, route.Name);
            yaml.Plain(Enabled, route.IsOn);
            yaml.Text(Takes, route.AnyIsEnough ? RouteDraft.Any : RouteDraft.All);
            yaml.Items(Conditions, route.Conditions, condition =>
            {
                yaml.Text(Attribute, condition.Attribute);
                yaml.Text(Comparison, Fields.Spelt(condition.Comparison));
                if (condition.Values.Count > 0) yaml.List(Values, condition.Values);
            });
            yaml.Map(Time, () => RouteParts.Write(yaml, route.Time, NameOf));
            yaml.Map(Action, () => RouteParts.Write(yaml, route.Action, NameOf, names));
            yaml.Text(ForwardTo, route.ForwardTo is { } to ? DestinationStore.Find(db, to)?.Name ?? "" : "");
        });
    }

    public void Read(Plan plan, YamlValue? value)
    {
        if (value is null) return;
        var before = TeamRoutes.All(plan.Db);
        var wanted = new List<AlertRoute>();
        var items = Fields.All(
            value, plan.Problems, "A route", Name, Enabled, Takes, Conditions, Time, Action, ForwardTo);
        foreach (var item in items)
        {
            if (item.Needed(Name, "A route")?.Trim() is not { } name) continue;
            if (name.Length is 0 or > LongestName)
                item.Wrong(Name, $"Give it a name of {LongestName} characters at most, such as Customer-facing by night.");
            if (wanted.Exists(w => Same(w.Name, name)))
                item.Wrong(Name, $"Another route is called “{name}”. Choose a different name.");
            wanted.Add(Route(plan, item, name, before.FirstOrDefault(r => Same(r.Name, name))));
        }

        if (wanted.Count > TeamRoutes.Most)
            plan.Problems.Add(value.Line, $"There are {wanted.Count} routes. A team has {TeamRoutes.Most} at most.");
        Differ(plan, before, wanted);
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static void Differ(Plan plan, IReadOnlyList<AlertRoute> before, List<AlertRoute> wanted)
    {
        if (RouteJson.Write(before) == RouteJson.Write(wanted)) return;
        foreach (var route in wanted)
            if (before.FirstOrDefault(b => b.Id == route.Id) is not { } old)
                plan.Add(
                    Difference.Added, $"the route “{route.Name}”", tx => TeamRoutes.Put(tx, route, behind: null, plan.By));
            else if (TeamRoutes.Mark(old) != TeamRoutes.Mark(route))
                plan.Add(
                    Difference.Changed, $"the route “{route.Name}”", tx => TeamRoutes.Put(tx, route, behind: null, plan.By));
        foreach (var gone in before.Where(b => !wanted.Exists(w => w.Id == b.Id)))
            plan.Add(Difference.Removed, $"the route “{gone.Name}”", tx => TeamRoutes.Delete(tx, gone, plan.By));
        // As they stand once those above are done.
        var left = before.Where(b => wanted.Exists(w => w.Id == b.Id)).Select(b => b.Id);
        var added = wanted.Where(w => before.All(b => b.Id != w.Id)).Select(w => w.Id);
        if (!left.Concat(added).SequenceEqual(wanted.Select(w => w.Id)))
            plan.Add(Difference.Changed, "the order of the routes", tx => AlertSettings.Routes.Set(tx, wanted, plan.By));
    }

    AlertRoute Route(Plan plan, Fields item, string name, AlertRoute? before)
    {
        var parts = new RouteParts(plan);
        return new()
        {
            Id = before?.Id ?? TeamRoutes.NewId(),
            Name = name,
            IsOn = item.YesNo(Enabled) ?? before?.IsOn ?? true,
            AnyIsEnough = item.Choice(Takes, RouteDraft.All, RouteDraft.Any) is { } takes
                ? takes == RouteDraft.Any : before?.AnyIsEnough ?? false,
            Conditions = ConditionsOf(plan, item, before) ?? before?.Conditions ?? [],
            Time = item.Value(Time) is { } time ? parts.Time(time, before?.Time) : before?.Time ?? RouteTime.Always,
            Action = item.Value(Action) is { } action ? parts.Action(action, before?.Action)
                : before?.Action ?? RouteAction.Default with { AtNight = AtNight.Now },
            ForwardTo = Destination(plan, item, before),
        };
    }

    static string? Destination(Plan plan, Fields item, AlertRoute? before)
    {
        if (item.Text(ForwardTo) is not { } name) return before?.ForwardTo;
        // What was deleted has no name; it is left as it is.
        if (name.Length == 0)
            return before?.ForwardTo is { } was && DestinationStore.Find(plan.Db, was) is null ? was : null;
        if (DestinationStore.All(plan.Db).Find(d => Same(d.Name, name)) is { } known) return known.Id;
        item.Wrong(
            ForwardTo, $"There is no destination “{name}” here. Its address is a secret, which no file holds: make it in Slack "
                + "first, or write \"\".");
        return null;
    }

    List<Condition>? ConditionsOf(Plan plan, Fields item, AlertRoute? before)
    {
        if (item.Value(Conditions) is not { } value) return null;
        var found = Fields.All(value, plan.Problems, "A condition", Attribute, Comparison, Values)
            .Select(one => ConditionOf(one, before)).OfType<Condition>().ToList();
        if (found.Count > RouteDraft.MostConditions)
            item.Wrong(Conditions, $"A route has {RouteDraft.MostConditions} conditions at most. Use a pattern, or two routes.");
        return found;
    }

    Condition? ConditionOf(Fields one, AlertRoute? before)
    {
        if (one.Needed(Attribute, "A condition") is not { } attribute) return null;
        var own = attributes.Wanted.FirstOrDefault(a => TeamAttributes.IsSame(a.Name, attribute));
        // What was there before is not refused.
        var isNew = before?.Conditions.All(c => !TeamAttributes.IsSame(c.Attribute, attribute)) != false;
        if (isNew && own is null && !AlertAttributes.BuiltIn.Contains(attribute, StringComparer.OrdinalIgnoreCase))
        {
            one.Wrong(Attribute, $"There is no attribute “{attribute}”. Make it under attributes, or use one of "
                + $"{string.Join(", ", AlertAttributes.BuiltIn)}.");
            return null;
        }

        var asked = new Condition(
            attribute, one.Choice<Comparison>(Comparison) ?? Domain.Alerts.Comparison.Is,
            [.. (one.Texts(Values) ?? []).Select(v => v.Text).Distinct()]);
        var (meant, never) = FixedValues.Checked(asked, own);
        if (asked.Problem is { } problem) one.Wrong(Values, problem);
        else if (never is not null) one.Wrong(Values, never);
        return meant;
    }
}
