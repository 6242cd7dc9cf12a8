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
        "all ok", "alarm cleared", "cleared alarm", "inactive", "mitigated", "remediated", "working", "back",
        "running again", "up and running", "no error", "no errors", "no failures", "no problem", "no problems", "no issues",
        "white check mark", "heavy check mark", "large green circle",
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

    static readonly string[] WellSigns = ["✅", "🟢", "💚", "☑", "✔", "✓", "🆗", "👍"];
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

    // What is over: "no longer firing", "not failing", "degraded recovery". A "failed recovery" is none.
    static readonly HashSet<string> Over =
    [
        "firing", "failing", "alerting", "down", "broken", "critical", "warning", "error", "alarm", "outage", "unhealthy",
        "degraded", "triggered", "offline", "unavailable", "red", "active", "failure",
    ];

    static readonly string[] Ended = [" recovery", " recovered", " resolved", " cleared", " fixed", " ended", " over"];

    // What stands in front tells: "RESOLVED: orders late", "OK - test passed", "[OK] orders".
    static readonly string[] Marks = [":", " - ", " – ", " — ", "]", "|", "\n"];
    const int Longest = 500;

    /// <summary>Well only by a word that says so, so that a misspelt one is never silent.</summary>
    public static AlertStatus StatusOf(string? word) => IsWell(word) ? AlertStatus.Resolved : AlertStatus.Firing;

    /// <summary>A word that was sent but means nothing here.</summary>
    public static bool IsUnknown(string? word) => Parts(word) is { Count: > 0 } parts && Meaning(parts) is null;

    static bool IsWell(string? word)
    {
        // Whatever stands beside it, a sign of alarm is heard.
        if (BrokenSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true)) return false;
        return Parts(word) is { Count: > 0 } parts ? Meaning(parts) == true
            : WellSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true);
    }

    /// <summary>Well, broken, or null where no word is known; the first part that is more than a thing decides.</summary>
    static bool? Meaning(List<List<string>> parts)
    {
        if (parts.Find(words => !words.TrueForAll(Things.Contains)) is not { } first) return Meaning(parts[0]);
        var meaning = Meaning(first) ?? (parts.IndexOf(first) > 0 ? Meaning(parts[0]) : null);
        // "OK - CRITICAL" says both.
        return meaning == true && parts.Exists(other => Meaning(other) == false && !other.TrueForAll(Things.Contains)) ? null
            : meaning;
    }

    static bool? Meaning(List<string> words)
    {
        var plain = string.Join(' ', words.Skip(words.TakeWhile(Things.Contains).Count() is var things && things < words.Count
            ? things : words.Count - 1));
        var behind = Behind.Select(b => plain.IndexOf(b, StringComparison.Ordinal)).Where(at => at > 0)
            .DefaultIfEmpty(plain.Length);
        plain = plain[..behind.Min()];
        if (Known(plain) is { } known) return known;
        if (Without(plain, "no longer ", "not ", "stopped ") is { } over && Over.Contains(over)) return true;
        if (Ended.FirstOrDefault(e => plain.EndsWith(e, StringComparison.Ordinal)) is { } ended
            && Over.Contains(plain[..^ended.Length])) return true;
        // "back to healthy", "online again", "ok now".
        var again = Without(plain, "back to ", "back ", "all ") ?? plain;
        again = again.EndsWith(" again", StringComparison.Ordinal) ? again[..^6]
            : again.EndsWith(" now", StringComparison.Ordinal) ? again[..^4] : again;
        return Known(again) ?? (words.TrueForAll(Well.Contains) ? true : null);
    }

    static bool? Known(string plain) => Well.Contains(plain) ? true : Broken.Contains(plain) ? false : null;

    static string? Without(string plain, params string[] beginnings) =>
        beginnings.FirstOrDefault(b => plain.StartsWith(b, StringComparison.Ordinal)) is { } first ? plain[first.Length..] : null;

    // "✅ Back_to-normal" as its words alone; of "CRITICAL -> OK" what it came to, of "Normal (Updated)" what it is.
    static List<List<string>> Parts(string? word)
    {
        var came = (word is { Length: > Longest } ? word[..Longest] : word ?? "")
            .Replace("→", "->", StringComparison.Ordinal).Replace("=>", "->", StringComparison.Ordinal);
        var now = came[(came.LastIndexOf("->", StringComparison.Ordinal) is >= 0 and var arrow ? arrow + 2 : 0)..].Trim();
        if (now.IndexOf('(') is > 0 and var aside && now.EndsWith(')')) now = now[..aside];
        return [.. now.Split(Marks, StringSplitOptions.None).Select(Words).Where(words => words.Count > 0)];
    }

    static List<string> Words(string part) =>
        [.. new string([.. part.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
