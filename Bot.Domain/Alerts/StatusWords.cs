namespace Bot.Domain.Alerts;

/// <summary>The words of other tools for broken and for well again.</summary>
static class StatusWords
{
    static readonly HashSet<string> Well =
    [
        "resolved", "resolve", "ok", "okay", "up", "success", "succeeded", "successful", "passed", "pass", "passing", "fixed",
        "closed", "close",
        "recovered", "recovery", "healthy", "normal", "green", "cleared", "clear", "solved", "good", "alive",
        "online", "available", "operational", "restored", "stable", "back to normal", "all clear", "inactive",
    ];

    static readonly HashSet<string> Broken =
    [
        "firing", "fired", "fire", "failing", "failed", "fail", "failure", "error", "errored", "errors", "critical", "crit",
        "fatal", "warning", "warn",
        "alerting", "alert", "alarm", "triggered", "trigger", "open", "opened", "reopened", "down", "red", "yellow", "broken",
        "unhealthy", "problem",
        "active", "new", "created", "started", "pending", "unstable", "degraded", "offline", "unavailable", "outage",
        "acknowledged", "investigating",
        "no data", "nodata", "timeout", "timed out", "canceled", "cancelled", "aborted", "killed", "crashed", "major",
        "minor", "high",
    ];

    static readonly string[] WellSigns = ["✅", "🟢", "💚", "☑", "✔"];

    /// <summary>Well only by a word that says so, so that a misspelt one is never silent.</summary>
    public static AlertStatus StatusOf(string? word) => IsWell(word) ? AlertStatus.Resolved : AlertStatus.Firing;

    /// <summary>A word that was sent but means nothing here.</summary>
    public static bool IsUnknown(string? word) =>
        Plain(word) is { Length: > 0 } plain && !Well.Contains(plain) && !Broken.Contains(plain);

    static bool IsWell(string? word) =>
        Plain(word) is { Length: > 0 } plain ? Well.Contains(plain)
            : WellSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true);

    // "✅ Back_to-normal" as its words alone.
    static string Plain(string? word) =>
        string.Join(' ', new string([.. (word ?? "").Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
