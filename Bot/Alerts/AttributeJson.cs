using System.Text.Json;
using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>The team's own attributes as the text that is kept of them; its names are stored: none is ever renamed.</summary>
static class AttributeJson
{
    sealed record Kept(
        string Name, string? Source, string Expression, List<AttributeMapping>? Mappings, string? Otherwise, AttributeKind Kind,
        FiresAgain Again);

    public static string Write(IEnumerable<AttributeRule> rules) => JsonSerializer.Serialize(
        rules.Select(r => new Kept(r.Name, r.Source, r.Expression, [.. r.Mappings], r.Otherwise, r.Kind, r.Again)),
        KeptJson.Options);

    /// <summary>False where it cannot be read: written by hand, or by a later version.</summary>
    public static bool TryRead(string text, out IReadOnlyList<AttributeRule> rules)
    {
        try
        {
            rules = [.. (JsonSerializer.Deserialize<List<Kept>>(text, KeptJson.Options) ?? []).Select(Rule)];
            return true;
        }
        catch (JsonException)
        {
            rules = [];
            return false;
        }
    }

    static AttributeRule Rule(Kept kept) => new()
    {
        Name = kept.Name ?? throw new JsonException("An attribute has no name."),
        Source = kept.Source,
        Expression = kept.Expression ?? throw new JsonException($"The attribute {kept.Name} has no expression."),
        Mappings = kept.Mappings ?? [],
        Otherwise = kept.Otherwise,
        Kind = kept.Kind,
        Again = kept.Again,
    };
}
