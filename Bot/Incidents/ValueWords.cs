using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>What people call a status or a severity, a letter or two aside: "monitorin", "sev 1", "p2", "high".</summary>
static partial class ValueWords
{
    /// <summary>What the words behind a command choose, and those that are left.</summary>
    public sealed record Meant(IncidentStatus? Status, Severity? Severity, string Behind)
    {
        public bool IsNothing => Status is null && Severity is null;
    }

    /// <param name="verb">The verb that they stand behind: a bare number is a severity only behind that.</param>
    /// <param name="typed">The words.</param>
    public static Meant Of(string verb, string typed)
    {
        // "minor->major" as "minor -> major".
        var meant = Read(verb, SmallWords.Off(Arrow().Replace(typed, " $0 ", 1)));
        if (meant.IsNothing) return new(null, null, typed);
        // "minor -> major": the last one counts.
        return SmallWords.Off(meant.Behind) is var next && next != meant.Behind && Read(verb, next) is { IsNothing: false } last
            ? last
            : meant;
    }

    static Meant Read(string verb, string typed)
    {
        if (Level(verb, typed) is { } level) return level;
        var parts = typed.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (word, rest) = (Word(parts.FirstOrDefault("")), parts.ElementAtOrDefault(1) ?? "");
        if (Names.Contains(word)) return Value(word, rest);
        // Alone they can mean nothing else: "open question" begins a reason, and so does "closer to the cause".
        var isAlone = rest.Length == 0;
        if ((isAlone || verb == Verbs.Severity) && Synonyms.GetValueOrDefault(word) is { } same) return Value(same, rest);
        return isAlone && Spelling.Nearest(word, Names) is { } name ? Value(name, rest) : new(null, null, typed);
    }

    static string Word(string typed) => typed.ToLowerInvariant().TrimEnd(':', ',', '.', '!', '_');

    /// <summary>The verb for a text that is a value and nothing else, to the letter: "mitigated", "sev1".</summary>
    public static string? Whole(string text)
    {
        var word = Word(text);
        var isValue = Names.Contains(word) || Synonyms.ContainsKey(word) || Level(Verbs.Status, text) is { Behind: "" };
        return !isValue ? null : Read(Verbs.Status, text).Severity is null ? Verbs.Status : Verbs.Severity;
    }

    /// <summary>How bad a new incident is, where that stands before its name: "sev1 orders late".</summary>
    public static (Severity Severity, string Behind)? Before(string text)
    {
        var match = Prefix().Match(text);
        return match.Success && Read(Verbs.Severity, match.Groups["level"].Value).Severity is { } severity
            ? (severity, text[match.Length..].Trim())
            : null;
    }

    static Meant? Level(string verb, string typed)
    {
        var match = Numbered().Match(typed);
        if (!match.Success || (match.Groups["scale"].Length == 0 && verb != Verbs.Severity)) return null;
        var severity = int.Parse(match.Groups["level"].ValueSpan, CultureInfo.InvariantCulture) switch
        {
            <= 1 => Severity.Critical,
            2 => Severity.Major,
            _ => Severity.Minor,
        };
        return new(null, severity, typed[match.Length..].Trim());
    }

    static Meant Value(string name, string behind) => Enum.TryParse<IncidentStatus>(name, ignoreCase: true, out var status)
        ? new(status, null, behind)
        : new(null, Enum.Parse<Severity>(name, ignoreCase: true), behind);

    static readonly string[] Names =
        [.. Enum.GetNames<IncidentStatus>().Concat(Enum.GetNames<Severity>()).Select(n => n.ToLowerInvariant())];

    static readonly Dictionary<string, string> Synonyms = new()
    {
        ["acknowledged"] = "investigating",
        ["acked"] = "investigating",
        ["investigate"] = "investigating",
        ["investigated"] = "investigating",
        ["looking"] = "investigating",
        ["open"] = "investigating",
        ["reopen"] = "investigating",
        ["reopened"] = "investigating",
        ["triaged"] = "investigating",
        ["triaging"] = "triage",
        ["fix"] = "fixing",
        ["identify"] = "fixing",
        ["identified"] = "fixing",
        ["mitigating"] = "fixing",
        ["repairing"] = "fixing",
        ["mitigate"] = "monitoring",
        ["mitigated"] = "monitoring",
        ["monitor"] = "monitoring",
        ["monitored"] = "monitoring",
        ["watch"] = "monitoring",
        ["watching"] = "monitoring",
        ["fixed"] = "resolved",
        ["done"] = "resolved",
        ["over"] = "resolved",
        ["resolve"] = "resolved",
        ["close"] = "closed",
        ["decline"] = "declined",
        ["rejected"] = "declined",
        ["crit"] = "critical",
        ["urgent"] = "critical",
        ["blocker"] = "critical",
        ["highest"] = "critical",
        ["high"] = "major",
        ["medium"] = "major",
        ["low"] = "minor",
        ["lowest"] = "minor",
    };

    [GeneratedRegex(@"(?<=\w)(?:->|→|=>)(?=\w)")]
    private static partial Regex Arrow();

    [GeneratedRegex(
        @"^(?<scale>(sev|severity|prio|priority)[ \-]?|[ps])?(?<level>[0-5])(?=$|[\s:,.!])[:,.!]*", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"^(?:(?<level>(?:sev|severity|prio|priority)[ -]?[0-5]|p[0-5])(?:[:,.!]+|\s+-)?(?=\s|$)"
            + @"|(?<level>s[0-5]|critical|major|minor)(?::|!|\s+-|$)(?=\s|$))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();
}
