using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;
using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>
/// The team's own attributes, ready to be asked of alerts. An expression that cannot be worked out finds nothing: the alert goes
/// on all the same.
/// </summary>
public sealed class OwnAttributes
{
    public static readonly OwnAttributes None = new([]);

    readonly IReadOnlyList<(AttributeRule Rule, Expression Expression)> all;

    public OwnAttributes(IReadOnlyList<AttributeRule> rules)
    {
        Rules = rules;
        all = [.. rules.Select(r => (r, Expression.Parse(r.Expression, out _))).Where(r => r.Item2 is not null)!];
    }

    public IReadOnlyList<AttributeRule> Rules { get; }

    public FiresAgain Again(string name) =>
        Rules.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))?.Again ?? FiresAgain.TakeLast;

    /// <summary>Those of these that are the team's own and known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Among(IReadOnlyDictionary<string, IReadOnlyList<string>> known) =>
        Rules.Where(r => known.GetValueOrDefault(r.Name) is { Count: > 0 })
            .ToDictionary(r => r.Name, r => known[r.Name], StringComparer.OrdinalIgnoreCase);

    /// <summary>What they come to, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Of(Alert alert, byte[] body)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        Payload? payload = null;
        foreach (var (rule, expression) in all.Where(a => a.Rule.IsAskedOf(alert.Source)))
            values[rule.Name] = rule.Of(Found(expression, payload ??= PayloadOf(alert, body)));
        return values;
    }

    static IReadOnlyList<string> Found(Expression expression, Payload payload)
    {
        try
        {
            return expression.Values(payload);
        }
        catch (ExpressionException)
        {
            return [];
        }
    }

    /// <summary>
    /// What expressions are asked of: the payload as it came, and beside it under <c>alert</c> what was understood of it. What is
    /// no object stands under <c>payload</c>.
    /// </summary>
    public static Payload PayloadOf(Alert alert, byte[] body)
    {
        var sent = AlertBody.Readings(body, null)[0].Value?.DeepClone() as JsonObject;
        var root = sent ?? new JsonObject { ["payload"] = Parsed(body) };
        root.TryAdd("alert", JsonSerializer.SerializeToNode(new
        {
            source = alert.Source,
            title = alert.Title,
            description = alert.Description,
            status = alert.Status == AlertStatus.Firing ? "firing" : "resolved",
            deduplication_key = alert.DeduplicationKey,
            source_url = alert.SourceUrl,
            metadata = alert.Metadata,
        }));
        return Payload.Of(root);
    }

    static JsonNode? Parsed(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
