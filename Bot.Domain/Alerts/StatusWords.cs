using System.Text.RegularExpressions;

namespace Bot.Domain.Alerts;

/// <summary>The words of other tools for broken and for well again.</summary>
static partial class StatusWords
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
        "minor", "high", "failures", "fails", "warnings",
    ];

    static readonly string[] WellSigns = ["✅", "🟢", "💚", "☑", "✔", "✓", "🆗", "👍"];
    static readonly string[] BrokenSigns =
    [
        "❌", "🔴", "🟠", "🟡", "🟥", "🟧", "🟨", "🚨", "⛔", "🛑", "🚫", "✖", "✗", "✘", "❗", "‼", "⁉", "❓", "⚠", "🔥", "💥",
        "👎", "🆘", "💔",
    ];

    // What an event is about, in front of what became of it: "incident.resolved", "state: ok", "alert_closed".
    internal static readonly HashSet<string> Things =
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

    // Behind these stands what is over, whose title may well name a failure: "RESOLVED: dbt_build failed on main".
    static readonly HashSet<string> BeforeTitles =
    [
        "resolved", "autoresolved", "closed", "recovered", "recovery", "cleared", "fixed", "solved", "restored", "mitigated",
    ];

    // What is longer is a text, and could deny at its end what it says in front.
    const int Longest = 2000;

    /// <summary>Well only by a word that says so, so that a misspelt one is never silent.</summary>
    public static AlertStatus StatusOf(string? word) => IsWell(word) ? AlertStatus.Resolved : AlertStatus.Firing;

    /// <summary>A word that was sent but means nothing here.</summary>
    public static bool IsUnknown(string? word) => new Status(word) is { Parts.Count: > 0 } status && Meaning(status) is null;

    internal static bool SaysWell(string word) => Well.Contains(word);

    internal static bool SaysBroken(string word) => Broken.Contains(word);

    internal static bool Ends(string word) => BeforeTitles.Contains(word);

    static bool IsWell(string? word)
    {
        // Whatever stands beside it, a sign of alarm is heard.
        if (word?.Trim().Length > Longest
            || BrokenSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true)) return false;
        return new Status(word) is { Parts.Count: > 0 } status ? Meaning(status) == true
            : WellSigns.Any(sign => word?.Contains(sign, StringComparison.Ordinal) == true);
    }

    /// <summary>
    /// Well, broken, or null where no word is known; the first part that is more than a thing decides. "OK (2 failed)" and
    /// "success: false" say both, which is neither: what silences a failure has to say so without a but.
    /// </summary>
    static bool? Meaning(Status status)
    {
        var parts = status.Parts;
        if (parts.Find(words => !words.TrueForAll(Things.Contains)) is not { } first) return Meaning(parts[0]);
        var at = parts.IndexOf(first);
        var meaning = Meaning(first) ?? (at > 0 ? Meaning(parts[0]) : null);
        if (meaning != true) return meaning;
        var isTitle = first.Exists(BeforeTitles.Contains);
        return status.Behind(at).Any(words => Denial.In(words, isTitle))
            || status.Aside.Any(words => Denial.In(words, isTitle && parts.Count > at + 1)) ? null : true;
    }

    static bool? Meaning(List<string> words)
    {
        var count = Count.Of(words, 0);
        if (count.Words == 0 || count.Words == words.Count) return Said(words);
        // "3 passed" and "0 failed" say well, "0 passed" does not.
        return Said(words[count.Words..]) switch
        {
            true => count.IsWhole ? true : null,
            false => count.IsZero,
            null => null,
        };
    }

    static bool? Said(List<string> words)
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

    /// <summary>
    /// A status as its parts of words; of "CRITICAL -> OK" what it came to, and what stands in brackets at its end.
    /// </summary>
    sealed class Status
    {
        // What parts a sentence, which the parts themselves do not need to know.
        static readonly string[] Stops = [",", ";", "(", ")", "[", ". ", "! "];

        readonly string[] texts;

        public Status(string? word)
        {
            var came = (word is { Length: > Longest } ? word.Trim()[..Math.Min(Longest, word.Trim().Length)] : word ?? "")
                .Replace("→", "->", StringComparison.Ordinal).Replace("=>", "->", StringComparison.Ordinal);
            var now = came[(came.LastIndexOf("->", StringComparison.Ordinal) is >= 0 and var arrow ? arrow + 2 : 0)..].Trim();
            if (now.IndexOf('(') is > 0 and var aside && now.EndsWith(')'))
            {
                Aside = Details(Counted(now[(aside + 1)..^1]).Split(Marks, StringSplitOptions.None));
                now = now[..aside];
            }

            texts = [.. Counted(now).Split(Marks, StringSplitOptions.None).Where(part => Words(part).Count > 0)];
            Parts = [.. texts.Select(Words)];
        }

        public List<List<string>> Parts { get; }

        public IEnumerable<List<string>> Aside { get; } = [];

        public IEnumerable<List<string>> Behind(int part) => Details(texts.Skip(part + 1));

        static IEnumerable<List<string>> Details(IEnumerable<string> parts) =>
            parts.SelectMany(part => part.Split(Stops, StringSplitOptions.None)).Select(Words).Where(words => words.Count > 0);
    }

    /// <summary>"passed: 3, failed: 0" as "3 passed | 0 failed".</summary>
    static string Counted(string text) => KeyAndNumber().Replace(text, "|${number} ${key}|");

    static List<string> Words(string part)
    {
        var split = Joined().Replace(part.Replace("n't", " not", StringComparison.OrdinalIgnoreCase)
            .Replace("n’t", " not", StringComparison.OrdinalIgnoreCase), "$0 ");
        // 0.5 is no 0, and a part of a hundred is no whole; "resolved?" asks, and "!ok" denies.
        split = Denied().Replace(Fraction().Replace(split, ""), " not ").Replace("%", " 100 ", StringComparison.Ordinal)
            .Replace("?", " maybe ", StringComparison.Ordinal);
        return [.. new string([.. split.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    [GeneratedRegex(
        """(?<![\p{L}\p{N}])(?<key>\p{L}+)[ ]?[:=][ ]?(?<number>[0-9]+([.,][0-9]+)?([ ]?(/|of|out of)[ ]?[0-9]+)?%?)"""
        + """(?=[ ]?($|[,;)\]|/\n]|\p{L}+[ ]?[:=]))""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyAndNumber();

    [GeneratedRegex(
        """(?<![\p{L}\p{N}])([Nn]ot|[Nn]o|[Nn]on|[Ss]till|[Nn]ever|[Ii]s|[Bb]ack|[Aa]uto)(?=\p{Lu})""", RegexOptions.None,
        1000)]
    private static partial Regex Joined();

    [GeneratedRegex("(?<=[0-9])[.,](?=[0-9])", RegexOptions.None, 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex("""!(?=[\p{L}\p{N}])""", RegexOptions.None, 1000)]
    private static partial Regex Denied();
}
