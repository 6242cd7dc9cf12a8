using System.Text.RegularExpressions;

namespace Bot.Incidents;

/// <summary>
/// What the first word of <c>/incident</c> asks for. A verb decides, whatever follows it; so does a word that is a verb but
/// for a letter or two, unless it is a word of its own: "remove" begins a name, "reslove" does not.
/// </summary>
public static partial class Verbs
{
    public const string Update = "update", Status = "status", Resolve = "resolve", Reopen = "reopen", Rename = "rename",
        Timeline = "timeline", Lead = "lead", Severity = "severity", Decline = "decline", Acknowledge = "acknowledge";
    public const string Declare = "declare", List = "list", Alerts = "alerts", Who = "who", Help = "help", Settings = "settings",
        SetUp = "setup";

    /// <summary>Verbs that act on one incident.</summary>
    public static readonly IReadOnlyList<string> OfIncident =
        [Update, Status, Resolve, Reopen, Rename, Timeline, Lead, Severity, Decline, Acknowledge];

    /// <summary>Verbs that are the whole question: "list", "list all", while "list of customers is empty" is a name.</summary>
    static readonly IReadOnlyList<string> Whole = [List, Alerts, Who, Help, Settings, SetUp];

    static readonly IReadOnlyList<string> All = [.. OfIncident, Declare, .. Whole];

    // "who" is too short to be misspelt: how, why and two are one letter away.
    static readonly IReadOnlyList<string> Misspelt = [.. All.Where(v => v != Who)];

    /// <summary>What other tools call the same; alone, before a number or a person, since these words begin names as well.</summary>
    static readonly Dictionary<string, string> Synonyms = new()
    {
        ["close"] = Resolve,
        ["closed"] = Resolve,
        ["fix"] = Resolve,
        ["fixed"] = Resolve,
        ["done"] = Resolve,
        ["ack"] = Acknowledge,
        ["take"] = Acknowledge,
        ["mine"] = Acknowledge,
        ["cancel"] = Decline,
        ["assign"] = Lead,
        ["reassign"] = Lead,
        ["handoff"] = Lead,
        ["handover"] = Lead,
    };

    static readonly HashSet<string> Fillers =
    [
        "all", "open", "closed", "ended", "resolved", "incidents", "incident", "alerts", "latest", "recent", "today", "now",
        "please", "me", "commands", "is", "on", "call", "oncall", "on-call", "?",
    ];

    /// <summary>The verb that a text begins with; null when it begins the name of an incident.</summary>
    public static string? Of(string text)
    {
        var parts = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return null;
        if (text.Trim().ToLowerInvariant() is "i'm on it" or "im on it" or "on it") return Acknowledge;
        var (word, rest) = (parts[0].ToLowerInvariant().TrimEnd(':', ',', '.', '!', '?'), parts.ElementAtOrDefault(1) ?? "");
        if (All.Contains(word)) return Fits(word, rest) ? word : null;
        if (Synonyms.TryGetValue(word, out var same)) return Alone(rest) || rest.StartsWith('@') ? same : null;
        if (OtherWords.IsOfItsOwn(word) || Spelling.Nearest(word, Misspelt) is not { } verb) return null;
        return OtherWords.IsFormOfVerb(word) ? Alone(rest) ? verb : null : Fits(verb, rest) ? verb : null;
    }

    static bool Fits(string verb, string rest) =>
        !Whole.Contains(verb) || rest.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(word => Fillers.Contains(word) || Fillers.Contains(word.TrimEnd('?', '!', '.')));

    // "updates" asks for the verb, "updates are late" is a name, "updates 12" asks again.
    static bool Alone(string rest) => rest.Length == 0 || Incident().IsMatch(rest);

    [GeneratedRegex(@"^(inc-|#)?\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Incident();
}
