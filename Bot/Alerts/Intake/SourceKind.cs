namespace Bot.Alerts.Intake;

/// <summary>What a source sends, and how it proves that it is the one.</summary>
/// <param name="Key">As it is stored: never renamed.</param>
/// <param name="Name">As people know it.</param>
/// <param name="About">What it is good for, in a few words.</param>
/// <param name="Path">Its address behind the bot's own, with {0} for the source's name.</param>
/// <param name="Proof">What proves it.</param>
public sealed record SourceKind(string Key, string Name, string About, string Path, SourceProof Proof)
{
    public static readonly SourceKind
        Alerts = new(
            "alerts", "Script or incident.io's JSON", "notify.sh in CI, or whatever sends to incident.io",
            "v2/alert_events/http/{0}", SourceProof.Token),
        Dbt = new("dbt", "dbt's files", "run_results.json and its like, as dbt wrote them", "v1/dbt/{0}/run_results",
            SourceProof.Token),
        DbtCloud = new(
            "dbt_cloud", "dbt Cloud", "its webhook; nothing to change in jobs", "v1/dbt-cloud/{0}", SourceProof.GivenSecret),
        CircleCi = new(
            "circleci", "CircleCI", "its webhook; nothing to change in configs", "v1/circleci/{0}", SourceProof.MadeSecret),
        Alertmanager = new(
            "alertmanager", "Alertmanager or Grafana", "their webhooks", "v1/alertmanager/{0}", SourceProof.Token),
        PagerDuty = new("pagerduty", "PagerDuty's Events v2", "tools that let you set PagerDuty's address", "v2/enqueue",
            SourceProof.Token),
        Hooks = new("hooks", "Any JSON", "whatever else can send JSON", "v1/hooks/{0}", SourceProof.Token);

    /// <summary>All that can be made.</summary>
    public static readonly IReadOnlyList<SourceKind> All = [Alerts, Dbt, DbtCloud, CircleCi, Alertmanager, PagerDuty, Hooks];

    public static SourceKind? Of(string? key) => All.FirstOrDefault(kind => kind.Key == key);

    /// <summary>What stands where a kind does for what the bot notices by itself.</summary>
    public const string Own = "bot";

    /// <summary>The kind to which an address belongs, given as it is mapped; null where it is none's.</summary>
    public static SourceKind? At(string? address) => address is null ? null
        : All.FirstOrDefault(kind => address.StartsWith($"/{kind.Path.Split('{')[0]}", StringComparison.Ordinal));

    /// <summary>Whether it signs what it sends.</summary>
    public bool Signs => Proof != SourceProof.Token;

    /// <summary>Whether it may sign beside its token, as some of those do that send any JSON.</summary>
    public bool MaySign => Signs || this == Hooks;
}

/// <summary>What a source proves itself by.</summary>
public enum SourceProof
{
    /// <summary>A token that the bot makes.</summary>
    Token,

    /// <summary>A secret that the bot makes and the source signs with.</summary>
    MadeSecret,

    /// <summary>A secret that the source makes.</summary>
    GivenSecret,
}
