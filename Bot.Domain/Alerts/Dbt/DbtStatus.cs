namespace Bot.Domain.Alerts.Dbt;

/// <summary>The words by which dbt's artifacts, from schema 1 on, say how a node came out.</summary>
public static class DbtStatus
{
    /// <param name="word">As it stands there, in capitals or not.</param>
    public static DbtOutcome Of(string word) => word.Trim().ToLowerInvariant() switch
    {
        "success" or "pass" => DbtOutcome.Passed,
        "warn" => DbtOutcome.Warned,
        "fail" => DbtOutcome.Failed,
        // Some batches of a microbatch model were built and others were not.
        "error" or "runtime error" or "partial success" => DbtOutcome.Errored,
        "skipped" => DbtOutcome.Skipped,
        "no-op" or "reused" => DbtOutcome.NotRun,
        _ => DbtOutcome.Unknown,
    };
}
