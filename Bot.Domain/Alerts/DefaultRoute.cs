namespace Bot.Domain.Alerts;

/// <summary>Where an alert goes.</summary>
public enum RouteChoice
{
    OpenIncident,
    Store,
}

/// <summary>Where an alert goes, and why in one sentence.</summary>
public sealed record RouteDecision(RouteChoice Choice, string Reason);

/// <summary>
/// The route of every source that has none of its own: what concerns production opens an incident, the rest is stored.
/// </summary>
public sealed record DefaultRoute
{
    public IReadOnlyList<string> Branches { get; init; } = ["main", "master", "production"];
    public IReadOnlyList<string> Environments { get; init; } = ["prod", "production"];

    public RouteDecision Decide(Alert alert)
    {
        if (alert.Branch is { } branch && !IsIn(Branches.Select(GitBranch.Named), branch))
            return Store($"Kept, nobody told: {branch} is no production branch.");
        if (alert.Environment is { } environment && !IsProduction(environment))
            return Store($"Kept, nobody told: {environment} is no production environment.");
        return new(RouteChoice.OpenIncident, Reason(alert));
    }

    /// <summary>Whether it is one of those, or may be: of several, and in whatever brackets, one is enough.</summary>
    bool IsProduction(string environment)
    {
        var production = Environments.Select(Said.Of).ToList();
        var names = environment.Split([',', ';', '|', '/', '+', '&'], StringSplitOptions.TrimEntries)
            .Select(name => name.Trim(' ', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '`', '.', ':'))
            .Where(name => name.Length > 0).ToList();
        return IsIn(production, environment) || names.Count == 0 || names.Exists(name => IsIn(production, name));
    }

    static string Reason(Alert alert) => (alert.Branch, alert.Environment) switch
    {
        (null, null) => "It names no branch and no environment, so it counts as production.",
        ({ } branch, null) => $"It is about branch {branch}.",
        (null, { } environment) => $"It is about environment {environment}.",
        ({ } branch, { } environment) => $"It is about branch {branch} in {environment}.",
    };

    static RouteDecision Store(string reason) => new(RouteChoice.Store, reason);

    static bool IsIn(IEnumerable<string?> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
