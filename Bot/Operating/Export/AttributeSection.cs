using System.Data;
using Bot.Alerts;
using Bot.Alerts.Expressions;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;

namespace Bot.Operating.Export;

/// <summary>The team's own attributes of alerts. The list is whole: what is not in it goes.</summary>
sealed class AttributeSection : ISection
{
    const string Name = "name", Source = "source", ExpressionKey = "expression", Mappings = "mappings", Value = "value",
        Becomes = "becomes", Otherwise = "otherwise", Kind = "kind", Again = "fires_again";

    public string Key => "attributes";

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now) =>
        yaml.Items(Key, TeamAttributes.All(db), rule =>
        {
            yaml.Text(Name, rule.Name);
            yaml.Text(Source, rule.Source ?? "", rule.Source is null ? "every source" : null);
            yaml.Text(ExpressionKey, rule.Expression);
            yaml.Items(Mappings, rule.Mappings, mapping =>
            {
                yaml.Text(Value, mapping.Value);
                yaml.Text(Becomes, mapping.Becomes);
            });
            yaml.Text(Otherwise, rule.Otherwise ?? "");
            yaml.Text(Kind, Fields.Spelt(rule.Kind));
            yaml.Text(Again, Fields.Spelt(rule.Again));
        });

    /// <summary>The attributes as they will be: routes name them.</summary>
    public IReadOnlyList<AttributeRule> Wanted { get; private set; } = [];

    public void Read(Plan plan, YamlValue? value)
    {
        var before = TeamAttributes.All(plan.Db);
        Wanted = before;
        if (value is null) return;
        var wanted = new List<AttributeRule>();
        foreach (var item in Fields.All(
            value, plan.Problems, "An attribute", Name, Source, ExpressionKey, Mappings, Otherwise, Kind, Again))
            if (Rule(plan, item, before) is { } rule)
            {
                if (wanted.Exists(w => TeamAttributes.IsSame(w.Name, rule.Name)))
                    item.Wrong(Name, "Another attribute of the team has this name.");
                wanted.Add(rule);
            }

        if (wanted.Count > TeamAttributes.Most)
            plan.Problems.Add(value.Line, $"There are {wanted.Count} attributes. A team has {TeamAttributes.Most} at most.");
        Wanted = wanted;
        Differ(plan, before, wanted);
    }

    static void Differ(Plan plan, IReadOnlyList<AttributeRule> before, List<AttributeRule> wanted)
    {
        if (AttributeJson.Write(before) == AttributeJson.Write(wanted)) return;
        foreach (var rule in wanted)
            if (Find(before, rule.Name) is not { } old)
                plan.Add(Difference.Added, $"the attribute {rule.Name}", tx => TeamAttributes.Put(tx, rule, plan.By));
            else if (AttributeJson.Write([old]) != AttributeJson.Write([rule]))
                plan.Add(Difference.Changed, $"the attribute {rule.Name}", tx => TeamAttributes.Put(tx, rule, plan.By));
        foreach (var gone in before.Where(b => Find(wanted, b.Name) is null))
            plan.Add(Difference.Removed, $"the attribute {gone.Name}", tx => TeamAttributes.Delete(tx, gone.Name, plan.By));
        // As they stand once those above are done.
        var left = before.Select(b => Find(wanted, b.Name)).OfType<AttributeRule>();
        if (!left.Concat(wanted.Where(w => Find(before, w.Name) is null)).SequenceEqual(wanted))
            plan.Add(
                Difference.Changed, "the order of the attributes", tx => AlertSettings.Attributes.Set(tx, wanted, plan.By));
    }

    static AttributeRule? Find(IEnumerable<AttributeRule> all, string name) =>
        all.FirstOrDefault(a => TeamAttributes.IsSame(a.Name, name));

    static AttributeRule? Rule(Plan plan, Fields item, IReadOnlyList<AttributeRule> all)
    {
        if (item.Needed(Name, "An attribute") is not { } name) return null;
        var before = all.FirstOrDefault(a => TeamAttributes.IsSame(a.Name, name));
        if (AttributeRule.NameProblem(name) is { } unnamed) item.Wrong(Name, unnamed);
        var expression = item.Text(ExpressionKey) ?? before?.Expression ?? "";
        if (Expression.Parse(expression, out var wrong) is null) item.Wrong(ExpressionKey, wrong!);
        return new()
        {
            Name = name,
            Source = item.Text(Source) is { } source ? source.Length > 0 ? source : null : before?.Source,
            Expression = expression,
            Mappings = MappingsOf(plan, item) ?? before?.Mappings ?? [],
            Otherwise = item.Text(Otherwise) is { } otherwise ? otherwise.Length > 0 ? otherwise : null : before?.Otherwise,
            Kind = item.Choice<AttributeKind>(Kind) ?? before?.Kind ?? AttributeKind.Text,
            Again = item.Choice<FiresAgain>(Again) ?? before?.Again ?? FiresAgain.TakeLast,
        };
    }

    static List<AttributeMapping>? MappingsOf(Plan plan, Fields item)
    {
        if (item.Value(Mappings) is not { } value) return null;
        var mappings = new List<AttributeMapping>();
        foreach (var one in Fields.All(value, plan.Problems, "A mapping", Value, Becomes))
            if (one.Needed(Value, "A mapping") is { } from && one.Needed(Becomes, "A mapping") is { } to)
            {
                var mapping = new AttributeMapping(from, to);
                if (mapping.Problem is { } problem) one.Wrong(Value, problem);
                mappings.Add(mapping);
            }

        if (mappings.Count > AttributeText.MostMappings)
            item.Wrong(Mappings, $"There are more than {AttributeText.MostMappings} mappings. Use patterns between slashes.");
        return mappings;
    }
}
