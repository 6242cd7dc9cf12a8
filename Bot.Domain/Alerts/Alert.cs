namespace Bot.Domain.Alerts;

/// <summary>Whether the thing that an alert is about is broken or well again.</summary>
public enum AlertStatus
{
    Firing,
    Resolved,
}

/// <summary>What a machine told the bot, as it was understood; metadata is looked up without regard to case.</summary>
public sealed record Alert
{
    public required string Source { get; init; }
    public required string Title { get; init; }
    public string Description { get; init; } = "";
    public AlertStatus Status { get; init; }

    /// <summary>The status in the sender's own word, empty when none was sent.</summary>
    public string StatusWord { get; init; } = "";

    /// <summary>
    /// What tells this thing from other things that the same source reports; see <see cref="Alerts.DeduplicationKey"/>.
    /// </summary>
    public required string DeduplicationKey { get; init; }

    /// <summary>What this alert is about among everything that all sources report.</summary>
    public string Subject => $"{Source}/{DeduplicationKey}";

    /// <summary>The job whose run told of it, see <see cref="JobKey"/>; null where none did.</summary>
    public string? Job => JobKey.Of(Source, Metadata);

    /// <summary>An artifact of dbt told of it, node by node.</summary>
    public bool IsOfDbt => this["dbt_node"] is not null;

    /// <summary>The node behind which the run skipped what it is about, so that it is neither well nor its own failure.</summary>
    public string? Behind => IsOfDbt ? this["behind"] : null;

    public string? SourceUrl { get; init; }

    public IReadOnlyDictionary<string, string> Metadata
    {
        get;
        init
        {
            field = value;
            (Branch, Environment) = (GitBranch.Named(this["branch"]), Said.Of(this["environment"]));
        }
    } = NoMetadata;

    /// <summary>Why it changes nothing, whatever it says; null where it does as its status says.</summary>
    public string? OfNoInterest { get; init; }

    /// <summary>
    /// A run of its job is well: it passed, or, where dbt told of it node by node, left nothing red.
    /// </summary>
    public bool IsGreenRun => Status == AlertStatus.Resolved && !ReadLeniently && Gone is null && Behind is null
        && (OfNoInterest is null || LeftNothingRed);

    /// <summary>It is about a run of dbt that had all its nodes well, with nothing red before.</summary>
    public bool LeftNothingRed { get; init; }

    /// <summary>Which run told of it, where its sender says that.</summary>
    public string? Run => this["dbt_run"] ?? SourceUrl;

    /// <summary>
    /// Why it does not fire any more though nobody mended it, such as that its rule was deleted; null where it is as it says.
    /// </summary>
    public string? Gone { get; init; }

    /// <summary>The body was no strict JSON, so the reading is probable, not certain.</summary>
    public bool ReadLeniently { get; init; }

    /// <summary>Why what was sent cannot be read, for people; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Read once, with the metadata: what came from outside is understood before anything waits for it.</summary>
    public string? Branch { get; private init; }

    public string? Environment { get; private init; }

    public static readonly IReadOnlyDictionary<string, string> NoMetadata = new Dictionary<string, string>(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A metadata value, or null when it is absent or blank.</summary>
    public string? this[string name] => Find(Metadata, name);

    internal static string? Find(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Any word that does not say that all is well means firing, so that a misspelt status is never silent.</summary>
    public static AlertStatus StatusOf(string? word) => StatusWords.StatusOf(word);
}
