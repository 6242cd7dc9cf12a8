namespace Bot.Domain.Alerts;

/// <summary>The words of other tools for broken and for well again.</summary>
static class StatusWords
{
    static readonly HashSet<string> Well =
    [
        "resolved", "resolve", "resolves", "autoresolved", "ok", "okay", "up", "success", "succeeded", "succeeds", "successful",
        "passed", "pass", "passes", "passing", "fixed", "closed", "close", "recovered", "recovers", "recovery", "healthy",
        "normal", "normalized", "normalised", "nominal", "green", "cleared", "clear", "solved", "good", "fine", "alive", "online",
        "available", "operational", "restored", "stable", "back to normal", "back to ok", "working again", "all clear",
        "all good",
        "all ok", "alarm cleared", "cleared alarm", "not firing", "inactive", "white check mark", "heavy check mark",
        "large green circle",
    ];

    static readonly HashSet<string> Broken =
    [
        "firing", "fired", "fire", "failing", "failed", "fail", "failure", "error", "errored", "errors", "critical", "crit",
        "fatal", "warning", "warn",
        "alerting", "alert", "alarm", "triggered", "trigger", "open", "opened", "reopened", "down", "red", "yellow", "broken",
        "unhealthy", "problem",
        "active", "new", "created", "started", "pending", "unstable", "degraded", "offline", "unavailable", "outage",
        "acknowledged", "investigating", "identified", "still failing", "red circle",
        "no data", "nodata", "timeout", "timed out", "canceled", "cancelled", "aborted", "killed", "crashed", "major",
        "minor", "high",
    ];

    static readonly string[] WellSigns = ["✅", "🟢", "💚", "☑", "✔"];
    static readonly string[] BrokenSigns = ["❌", "🔴", "🟠", "🟡", "🚨", "⛔", "🛑", "✖", "✗", "✘", "❗", "‼", "🔥", "💥"];

    // What an event is about, in front of what became of it: "incident.resolved", "state: ok", "alert_closed".
    static readonly HashSet<string> Things =
    [
        "incident", "alert", "alarm", "event", "issue", "problem", "monitor", "check", "test", "trigger", "status", "state",
        "job",
        "build", "run", "auto", "is", "now",
    ];

    // Behind what became of it: "Resolved by timeout", "resolved automatically".
    static readonly string[] Behind = [" by ", " automatically", " manually"];

    /// <summary>Well only by a word that says so, so that a misspelt one is never silent.</summary>
    public static AlertStatus StatusOf(string? word) => IsWell(word) ? AlertStatus.Resolved : AlertStatus.Firing;

    /// <summary>A word that was sent but means nothing here.</summary>
    public static bool IsUnknown(string? word) =>
        Plain(word) is { Length: > 0 } plain && !Well.Contains(plain) && !Broken.Contains(plain);

    static bool IsWell(string? word)
    {
        // Whatever stands beside it, a sign of alarm is heard.
        if (BrokenSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true)) return false;
        return Plain(word) is { Length: > 0 } plain ? Well.Contains(plain)
            : WellSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true);
    }

    // "✅ Back_to-normal" as its words alone; of "CRITICAL -> OK" what it came to, of "Normal (Updated)" what it is.
    static string Plain(string? word)
    {
        var came = (word ?? "").Replace("→", "->", StringComparison.Ordinal).Replace("=>", "->", StringComparison.Ordinal);
        var now = came[(came.LastIndexOf("->", StringComparison.Ordinal) is >= 0 and var arrow ? arrow + 2 : 0)..].Trim();
        if (now.IndexOf('(') is > 0 and var aside && now.EndsWith(')')) now = now[..aside];
        var words = new string([.. now.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && Things.Contains(words[0])) words.RemoveAt(0);
        var plain = string.Join(' ', words);
        var behind = Behind.Select(b => plain.IndexOf(b, StringComparison.Ordinal)).Where(at => at > 0)
            .DefaultIfEmpty(plain.Length);
        return plain[..behind.Min()];
    }
}
