namespace Bot.Domain.Alerts.Dbt;

/// <summary>By what an alert is known that somebody expects.</summary>
public enum ExpectedBy
{
    Job,
    Model,
    Tag,
}

/// <summary>Alerts that somebody expects for a while, such as those of a model that is being rebuilt.</summary>
public sealed record Expectation(ExpectedBy By, string Value)
{
    /// <summary>"job dbt_build", "model stg_orders", "tag finance".</summary>
    public string What => $"{By.ToString().ToLowerInvariant()} {Value}";

    /// <summary>Whether an alert is one of them; one about several nodes is not, where only some are expected.</summary>
    public bool Matches(Alert alert) => By switch
    {
        ExpectedBy.Job => Is(alert["job"]),
        ExpectedBy.Model => alert[SeveralNodes] is null && (IsNode(alert["dbt_node"]) || IsNode(alert[Tested])),
        _ => alert[SeveralNodes] is null && (alert[Tags] ?? "").Split(',', StringSplitOptions.TrimEntries).Any(Is),
    };

    /// <summary>What alerts of dbt say: how many nodes, where these are several; the node that a test looks at; tags.</summary>
    public const string SeveralNodes = "dbt_nodes", Tested = "dbt_tested", Tags = "dbt_tags";

    bool IsNode(string? node) => node is not null && (Is(node) || Is(DbtName.Of(node)));

    bool Is(string? said) => string.Equals(said, Value, StringComparison.OrdinalIgnoreCase);
}
