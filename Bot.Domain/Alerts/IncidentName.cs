namespace Bot.Domain.Alerts;

/// <summary>What the incident of an alert is called, and what is known beside its name.</summary>
public static class IncidentName
{
    const int Short = 100;

    /// <summary>
    /// The title without the repository that it begins with. Where the description only says the same better ("dbt_build failed
    /// on main" for "acme/dbt dbt_build failure"), it is the name, and nothing is known beside it.
    /// </summary>
    public static (string Name, string? Known) Of(Alert alert)
    {
        // Two jobs may run the same model.
        if (alert.IsOfDbt && alert["job"] is { } job) return ($"{job}: {alert.Title}", alert.Description.Trim());
        var name = alert["repository"] is { } repository ? Without(alert.Title, repository) : alert.Title;
        var description = alert.Description.Trim();
        if (description.Length == 0) return (name, null);
        var saysTheSame = description.Length <= Short && !description.Contains('\n') && FirstWord(description) == FirstWord(name);
        return saysTheSame ? (description, null) : (name, description);
    }

    /// <summary>
    /// The same; where another incident is called so already, what tells the two apart stands before it, as lists cut the end.
    /// </summary>
    public static (string Name, string? Known) Of(Alert alert, Func<string, bool> isTaken)
    {
        var (name, known) = Of(alert);
        if (!isTaken(name)) return (name, known);
        string?[] apart = [alert["job"], alert.Environment, alert.Branch, alert["repository"], alert["workflow"], alert.Source];
        return (apart.OfType<string>().Where(part => !name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .Select(part => $"{part}: {name}").FirstOrDefault(other => !isTaken(other)) ?? name, known);
    }

    /// <summary>"dbt_build failed" of "acme/dbt dbt_build failed".</summary>
    public static string Without(string title, string repository)
    {
        var rest = title.StartsWith(repository, StringComparison.OrdinalIgnoreCase)
            ? title[repository.Length..].TrimStart(' ', ':', '-', '–', '/')
            : "";
        return rest.Length > 0 ? rest : title;
    }

    static string FirstWord(string text) => text.Split(' ', 2)[0];
}
