using Bot.Alerts.Expressions;

namespace Bot.Alerts.Hooks;

/// <summary>
/// What is asked of a payload to make alerts of it: an expression or template for each field; only the title has to be.
/// </summary>
/// <param name="Fields">By their names.</param>
public sealed record Mapping(IReadOnlyDictionary<string, Expression> Fields)
{
    public const string Title = "title", Status = "status", Key = "key", Link = "link", Severity = "severity",
        Description = "description";

    /// <summary>Where JSON stands as a text, in which alerts are; and where they are, if one payload tells of many.</summary>
    public const string Unwrap = "unwrap", Each = "each";

    public static readonly IReadOnlyList<string> Names = [Unwrap, Each, Title, Status, Key, Link, Severity, Description];

    /// <summary>The mapping, and a sentence for each field that is wrong.</summary>
    public static (Mapping Mapping, Dictionary<string, string> Problems) Parse(IReadOnlyDictionary<string, string> texts)
    {
        var (fields, problems) = (new Dictionary<string, Expression>(), new Dictionary<string, string>());
        foreach (var name in Names)
            if (!string.IsNullOrWhiteSpace(texts.GetValueOrDefault(name)))
            {
                if (Expression.Parse(texts[name], out var problem) is { } parsed) fields[name] = parsed;
                else problems[name] = problem!;
            }

        return (new(fields), problems);
    }

    /// <summary>One that is known to be right.</summary>
    public static Mapping Of(params (string Name, string Text)[] texts)
    {
        var (mapping, problems) = Parse(texts.ToDictionary(t => t.Name, t => t.Text));
        return problems.Count == 0 ? mapping : throw new InvalidOperationException(string.Join('\n', problems.Values));
    }

    public IReadOnlyDictionary<string, string> Texts => Fields.ToDictionary(f => f.Key, f => f.Value.Text);

    /// <summary>What a field says of a payload; throws <see cref="ExpressionException"/>.</summary>
    public string? Value(string name, Payload payload) =>
        Fields.TryGetValue(name, out var asked) && asked.Values(payload) is { Count: > 0 } values
            ? string.Join(", ", values) : null;
}
