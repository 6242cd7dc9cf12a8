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
        if (Level(verb, typed) is { } level) return level;
        var parts = typed.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (first, rest) = (parts.FirstOrDefault(""), parts.ElementAtOrDefault(1) ?? "");
        var word = first.ToLowerInvariant().TrimEnd(':', ',', '.', '!');
        if (Spelling.Nearest(word, Names) is { } name) return Value(name, rest);
        // Alone they can mean nothing else: "open question" begins a reason.
        var isAlone = rest.Length == 0 || verb == Verbs.Severity;
        return isAlone && Synonyms.GetValueOrDefault(word) is { } same ? Value(same, rest) : new(null, null, typed);
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
        ["investigate"] = "investigating",
        ["looking"] = "investigating",
        ["open"] = "investigating",
        ["identified"] = "fixing",
        ["mitigating"] = "fixing",
        ["repairing"] = "fixing",
        ["mitigated"] = "monitoring",
        ["watching"] = "monitoring",
        ["fixed"] = "resolved",
        ["done"] = "resolved",
        ["over"] = "resolved",
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

    [GeneratedRegex(
        @"^(?<scale>(sev|severity|prio|priority)[ \-]?|[ps])?(?<level>[0-5])(?=$|[\s:,.!])[:,.!]*", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
