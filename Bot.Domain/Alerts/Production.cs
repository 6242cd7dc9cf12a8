namespace Bot.Domain.Alerts;

/// <summary>What counts as production, and so where no route asks for more: the rest is kept and nobody is told.</summary>
public sealed record Production
{
    public IReadOnlyList<string> Branches { get; init; } = ["main", "master", "production"];
    public IReadOnlyList<string> Environments { get; init; } = ["prod", "production"];

    /// <summary>Why an alert does not concern production, in one sentence; null where it does, or may.</summary>
    public string? Beside(Alert alert) =>
        alert.Branch is { } branch && !IsIn(Branches.Select(GitBranch.Named), branch)
            ? $"Kept, nobody told: {branch} is no production branch."
        : alert.Environment is { } environment && !IsProduction(environment)
            ? $"Kept, nobody told: {environment} is no production environment."
        : null;

    /// <summary>Whether it is one of those, or may be: of several, and in whatever brackets, one is enough.</summary>
    bool IsProduction(string environment)
    {
        var production = Environments.Select(Said.Of).ToList();
        var names = environment.Split([',', ';', '|', '/', '+', '&'], StringSplitOptions.TrimEntries)
            .Select(name => name.Trim(' ', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '`', '.', ':'))
            .Where(name => name.Length > 0).ToList();
        return IsIn(production, environment) || names.Count == 0 || names.Exists(name => IsIn(production, name));
    }

    /// <summary>Why it concerns production.</summary>
    public static string Reason(Alert alert) => (alert.Branch, alert.Environment) switch
    {
        (null, null) => "It names no branch and no environment, so it counts as production.",
        ({ } branch, null) => $"It is about branch {branch}.",
        (null, { } environment) => $"It is about environment {environment}.",
        ({ } branch, { } environment) => $"It is about branch {branch} in {environment}.",
    };

    static bool IsIn(IEnumerable<string?> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
