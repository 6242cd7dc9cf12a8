namespace Bot.Domain.Alerts;

/// <summary>
/// What is known of an alert, by name: texts, or several where it is a list. What no sender says is simply not there. Names are
/// looked up without regard to case.
/// </summary>
public sealed class AlertAttributes
{
    /// <summary>What every kind of source has, each read from the alert's own fields and metadata.</summary>
    public static readonly IReadOnlyList<string> BuiltIn =
    [
        "team", "features", "repository", "branch", "environment", "workflow", "job", "target", "commit", "author", "link",
        "severity", "dbt_node", "dbt_owner", "exposure", "impact", "source", "title",
    ];

    /// <summary>Those that say where something ran: a route that asks for one of them is asked about every place.</summary>
    public static readonly IReadOnlyList<string> Places = ["branch", "environment"];

    static readonly char[] Between = [',', ';', '\n'];

    static readonly string[] Lists = ["features", "exposure", "dbt_owner"];

    readonly Dictionary<string, IReadOnlyList<string>> values;

    AlertAttributes(Dictionary<string, IReadOnlyList<string>> values, Impact impact) => (this.values, Impact) = (values, impact);

    /// <summary>Who feels it; unknown where nobody says so.</summary>
    public Impact Impact { get; }

    public IReadOnlyList<string> this[string name] => values.GetValueOrDefault(name, []);

    /// <summary>All that are known, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => values;

    /// <summary>The same in order, the built-in ones first.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Known =>
        BuiltIn.Where(values.ContainsKey)
            .Concat(values.Keys.Except(BuiltIn, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
            .Select(name => KeyValuePair.Create(name, values[name]));

    /// <param name="alert">The alert.</param>
    /// <param name="own">What the team's own attributes come to, which count instead of built-in ones of the same name.</param>
    public static AlertAttributes Of(Alert alert, IReadOnlyDictionary<string, IReadOnlyList<string>>? own = null)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in BuiltIn)
            if (BuiltInOf(alert, name) is { Count: > 0 } found) all[name] = found;
        foreach (var (name, found) in own ?? new Dictionary<string, IReadOnlyList<string>>())
            if (found.Count > 0) all[name] = found;
        var impact = Impacts.Of(all.GetValueOrDefault("impact")?[0]) ?? Impact.Unknown;
        all["impact"] = [impact.Word()];
        return new(all, impact);
    }

    static IReadOnlyList<string> BuiltInOf(Alert alert, string name) => name switch
    {
        "source" => [alert.Source],
        "title" => [alert.Title],
        "link" => Text(alert.SourceUrl),
        "branch" => Text(alert.Branch),
        "environment" => Text(alert.Environment),
        "features" => Listed(alert["features"] ?? alert["feature"]),
        "team" => Text(alert["team"] ?? alert["owner_team"]),
        "author" => Text(alert["author"] ?? alert["commit_author"]),
        _ => Lists.Contains(name) ? Listed(alert[name]) : Text(alert[name]),
    };

    /// <summary>A list in words, of which each stays one.</summary>
    public static string List(IEnumerable<string> items) =>
        string.Join(", ", items.Select(item => string.Join(' ', item.Split(Between, StringSplitOptions.TrimEntries))));

    static IReadOnlyList<string> Text(string? value) => Said.Of(value) is { } said ? [said] : [];

    /// <summary>"billing, reports", or a list as its JSON.</summary>
    public static IReadOnlyList<string> Listed(string? value) => Said.Of(value) is not { } said ? []
        : [.. said.Trim('[', ']').Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(one => Said.Of(one)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
}
