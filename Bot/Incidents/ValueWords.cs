using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What people call a status or a severity, a letter or two aside: "monitorin", "sev 1", "p2", "high".</summary>
static partial class ValueWords
{
    /// <summary>What the words behind a command choose, and those that are left.</summary>
    /// <param name="Status">The status.</param>
    /// <param name="Severity">The severity.</param>
    /// <param name="Behind">The words that are left.</param>
    /// <param name="Step">One severity up or down from where it stands.</param>
    public sealed record Meant(IncidentStatus? Status, Severity? Severity, string Behind, int Step = 0)
    {
        public bool IsNothing => Status is null && Severity is null && Step == 0;

        /// <summary>The severity that is chosen, of an incident that has another.</summary>
        public Severity Of(Severity present) =>
            Severity ?? (Enum.IsDefined(present + Step) ? present + Step : present);
    }

    /// <param name="verb">The verb that they stand behind: a bare number is a severity only behind that.</param>
    /// <param name="typed">The words.</param>
    public static Meant Of(string verb, string typed)
    {
        // "minor->major" as "minor -> major".
        var meant = Read(verb, SmallWords.Off(Arrow().Replace(SmallWords.Apart(typed), " $0 ", 1)));
        if (meant.IsNothing) return new(null, null, typed);
        // "minor -> major": the last one counts. Behind a dash there is a reason.
        var (next, behind) = (SmallWords.Off(meant.Behind), SmallWords.Behind(meant.Behind));
        if (next != behind && Read(verb, next) is { IsNothing: false } last) meant = last;
        return meant with { Behind = SmallWords.Behind(meant.Behind) };
    }

    static Meant Read(string verb, string typed)
    {
        if (Level(verb, typed) is { } level) return level;
        var parts = typed.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (word, rest) = (Word(parts.FirstOrDefault("")), parts.ElementAtOrDefault(1) ?? "");
        if (Names.Contains(word)) return Value(word, rest);
        if (verb == Verbs.Severity && Steps.TryGetValue(word, out var step)) return new(null, null, rest, step);
        // Alone they can mean nothing else: "open question" begins a reason, and so does "closer to the cause".
        var isAlone = rest.Length == 0;
        if ((isAlone || verb == Verbs.Severity) && Synonyms.GetValueOrDefault(word) is { } same) return Value(same, rest);
        return isAlone && Spelling.Nearest(word, Names) is { } name ? Value(name, rest) : new(null, null, typed);
    }

    static readonly char[] Around = [':', ';', ',', '.', '!', '?', '_', '"', '\'', '(', ')', '`', '*'];

    static string Word(string typed) =>
        PlainSigns.Of(typed).ToLowerInvariant().TrimStart(Around).TrimEnd(Around);

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
        text = SmallWords.Apart(text);
        var match = Prefix().Match(PlainSigns.Of(text));
        return match.Success && Read(Verbs.Severity, match.Groups["level"].Value).Severity is { } severity
            ? (severity, text[match.Length..].Trim())
            : null;
    }

    static Meant? Level(string verb, string typed)
    {
        var match = Numbered().Match(PlainSigns.Of(typed));
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

    static readonly Dictionary<string, int> Steps = new()
    {
        ["up"] = 1,
        ["higher"] = 1,
        ["raise"] = 1,
        ["worse"] = 1,
        ["escalate"] = 1,
        ["increase"] = 1,
        ["upgrade"] = 1,
        ["down"] = -1,
        ["lower"] = -1,
        ["reduce"] = -1,
        ["better"] = -1,
        ["decrease"] = -1,
        ["downgrade"] = -1,
    };

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

    [GeneratedRegex(@"(?<=\w)(?:[-‐-―−]+>|→|=>)(?=\w)", RegexOptions.None, 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex(
        @"^(?<scale>(sev|severity|prio|priority)[ \-]?|[ps]-?)?(?<level>[0-5])(?=$|[\s:;,.!?)])[:;,.!?)]*",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"^(?:(?<level>(?:sev|severity|prio|priority)[ -]?[0-5]|p-?[0-5])(?:[:,.!]+|\s+-+)?(?=\s|$)"
            + @"|(?<level>s[0-5]|critical|major|minor)(?::|!|\s+-+|$)(?=\s|$))",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Prefix();
}
