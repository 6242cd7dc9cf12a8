using System.Text.RegularExpressions;
using Bot.Delivery;
using Bot.Domain.PullRequests;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// What the first word of <c>/incident</c> asks for. A verb decides, whatever follows it; so does a word that is a verb but
/// for a letter or two, unless it is a word of its own: "remove" begins a name, "reslove" does not.
/// </summary>
public static partial class Verbs
{
    public const string Update = "update", Status = "status", Resolve = "resolve", Reopen = "reopen", Rename = "rename",
        Timeline = "timeline", Lead = "lead", Severity = "severity", Decline = "decline", Acknowledge = "acknowledge",
        TakeOver = "takeover", Split = "split", Merge = "merge", Unmerge = "unmerge", Invite = "invite", Expect = "expect",
        Subscribe = "subscribe", Unsubscribe = "unsubscribe", Subscribers = "subscribers",
        Similar = "similar", Summary = "summary", Notice = "notice", Suspects = "suspects",
        Postmortem = "postmortem";
    public const string Declare = "declare", List = "list", Alerts = "alerts", Who = "who", Help = "help", Settings = "settings",
        SetUp = "setup", Routes = "routes", Attributes = "attributes", Hooks = "hooks", Sources = "sources",
        Destinations = "destinations", Pull = "pr", Warnings = "warnings", Flakes = "flakes", Requests = "requests",
        Review = "review", Tokens = "tokens", Webhooks = "webhooks", Export = "export", Doctor = "doctor", Audit = "audit";

    /// <summary>
    /// What can be done with an incident, to give it to somebody, to hide it, and to read what has happened; nobody types these.
    /// </summary>
    public const string Menu = "menu", HandOver = "hand over", MakePrivate = "move to private", CatchUp = "catch up";

    /// <summary>Verbs that act on one incident.</summary>
    public static readonly IReadOnlyList<string> OfIncident =
    [
        Update, Status, Resolve, Reopen, Rename, Timeline, Lead, Severity, Decline, Acknowledge, TakeOver, Split, Merge,
        Unmerge, Invite, Expect, Subscribe, Unsubscribe, Subscribers, Similar, Summary, Notice, Suspects, Postmortem,
    ];

    /// <summary>Verbs that open no form: what they ask for is done at once.</summary>
    public static readonly IReadOnlyList<string> AtOnce =
        [Reopen, Acknowledge, TakeOver, Subscribe, Unsubscribe, Unmerge, Invite];

    /// <summary>Verbs that are the whole question: "list", "list all", while "list of customers is empty" is a name.</summary>
    static readonly IReadOnlyList<string> Questions =
        [
            List, Alerts, Warnings, Flakes, Requests, Review, Who, Help, Settings, SetUp, Routes, Attributes, Hooks, Sources,
            Destinations, Tokens, Webhooks, Export, Doctor, Audit,
        ];

    static readonly IReadOnlyList<string> All = [.. OfIncident, Declare, Pull, .. Questions];

    // "who", "hooks" and "pr" are too short to be misspelt: how, why and two, books and looks are one letter away. A single
    // request begins a name, and so does a preview or a factor.
    static readonly IReadOnlyList<string> Spelt =
        [.. All.Where(v => v is not (Who or Hooks or Pull or Requests or Review or Doctor or Audit))];

    /// <summary>Verbs that begin a name as well: alone, or with a number, they mean what they say.</summary>
    static readonly IReadOnlyList<string> Plain =
        [Split, Merge, Unmerge, Expect, Subscribe, Unsubscribe, Subscribers, Similar, Summary, Notice, Suspects,
            Postmortem];

    /// <summary>What other tools call the same; these words begin names as well.</summary>
    static readonly Dictionary<string, string> Synonyms = new()
    {
        ["close"] = Resolve,
        ["closed"] = Resolve,
        ["fix"] = Resolve,
        ["fixed"] = Resolve,
        ["done"] = Resolve,
        ["ack"] = Acknowledge,
        ["take"] = TakeOver,
        ["mine"] = TakeOver,
        ["cancel"] = Decline,
        ["assign"] = Lead,
        ["reassign"] = Lead,
        ["handoff"] = Lead,
        ["handover"] = Lead,
        ["commander"] = Lead,
        ["owner"] = Lead,
        ["change"] = Status,
        ["info"] = Menu,
        ["escalate"] = Menu,
        ["page"] = Menu,
        ["post-mortem"] = Postmortem,
        ["retrospective"] = Postmortem,
    };

    /// <summary>Words that begin no name, and are no slip of the verb that they are the opposite of.</summary>
    static readonly HashSet<string> Again = ["unresolve", "un-resolve", "unclose", "undecline"];

    /// <summary>Words that begin nothing but a name, save alone, with a number, or with somebody behind.</summary>
    static readonly HashSet<string> Strict = ["take", "mine", "page", "change", "info"];

    /// <summary>Verbs of which all is known that can stand behind them.</summary>
    static readonly HashSet<string> Closed = [Review, Export, Tokens, Webhooks, Postmortem];

    static readonly HashSet<string> Beginnings = ["new", "create", "report", "open", "start"];

    static readonly HashSet<string> Fillers =
    [
        "all", "open", "closed", "ended", "resolved", "incidents", "incident", "alerts", "latest", "recent", "today", "now",
        "please", "me", "commands", "is", "on", "call", "oncall", "on-call", "?",
    ];

    static readonly HashSet<string> Lists = ["mine", "my", "critical", "major", "minor"];

    static readonly HashSet<string> States =
        [.. Enum.GetNames<Domain.Warnings.WarningShow>().Select(name => name.ToLowerInvariant())];

    static readonly HashSet<string> Periods = ["7", "30", "90", "last", "this", "days", "week", "month", "quarter"];

    static readonly IReadOnlyList<string> Fields = Domain.Warnings.WarningFilter.Fields;

    /// <summary>The verb that a text asks for wherever it is typed; null when it is the name of an incident.</summary>
    public static string? Of(string text) => Wish.Of(text, isHere: false) is { Verb: not Menu } wish ? wish.Verb : null;

    /// <summary>The verb that a word is.</summary>
    public static string? Exact(string word, string rest) =>
        Again.Contains(word) ? Reopen : All.Contains(word) && (Fits(word, rest) || IsSlip(word, rest)) ? word : null;

    /// <summary>The verb that a word of other tools means, where it begins no name.</summary>
    public static string? Same(string word, string rest, bool isHere)
    {
        if (!Synonyms.TryGetValue(word, out var verb)) return null;
        var somebody = SmallWords.Off(rest);
        if (verb == Menu && !isHere) return TypedIncident.Begins(rest) is { IsAlone: true } ? verb : null;
        if (SmallWords.AreAll(rest)) return word == "change" && !isHere ? null : verb;
        if (TypedIncident.Begins(rest) is { } name) return !name.IsBare || Follow(verb, name.Behind) || isHere ? verb : null;
        if (verb is Lead or Menu && (somebody.StartsWith('@') || IsSelf(somebody))) return verb;
        return isHere && !Strict.Contains(word) && !SmallWords.GoOnWithName(rest) ? verb : null;
    }

    // "take 2 hours" is done at once, so it must be said plainly; a form shows what it understood.
    static bool Follow(string verb, string behind) => verb is not (Acknowledge or TakeOver) || SmallWords.AreAll(behind);

    /// <summary>Whether a line begins with "close", which is one word for two steps: to resolve, and then to close.</summary>
    public static bool SaysClose(string text) =>
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            && first.ToLowerInvariant().TrimEnd(':', ',') is "close" or "closed";

    /// <summary>"me", "myself".</summary>
    public static bool IsSelf(string typed) => typed.ToLowerInvariant() is "me" or "myself";

    /// <summary>The verb that a word is but for a letter or two.</summary>
    public static string? Misspelt(string word, string rest)
    {
        if (All.Contains(word) || Synonyms.ContainsKey(word)) return null;
        if (OtherWords.IsOfItsOwn(word) || Spelling.Nearest(word, Spelt) is not { } verb) return null;
        return OtherWords.IsFormOfVerb(word) ? Alone(rest) ? verb : null : Fits(verb, rest) ? verb : null;
    }

    /// <summary>"new orders late" begins an incident "orders late"; "report is empty" is a name.</summary>
    public static bool Begin(string word, string rest) => Beginnings.Contains(word) && !SmallWords.GoOnWithName(rest);

    /// <summary>"an incident: orders late" without the noun.</summary>
    public static string WithoutNoun(string text) => text[Noun().Match(text).Length..];

    static bool Fits(string verb, string rest)
    {
        if (Plain.Contains(verb)) return Alone(rest) || SmallWords.AreAll(rest) || verb == Merge && HasTarget(rest);
        // "invite emails are late" is a name.
        if (verb == Invite)
            return Alone(rest) || rest.StartsWith('@') || TypedIncident.Begins(rest)?.Behind.StartsWith('@') == true;
        // "pr checks are stuck" is a name.
        if (verb == Pull) return Alone(rest) || rest.Contains("://", StringComparison.Ordinal) || PullName.AreAny(rest);
        if (!Questions.Contains(verb)) return true;
        var words = PlainSigns.Of(rest).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (verb is List or Warnings or Audit && rest.StartsWith('@')) return words.Length <= 3;
        return words.All(word => IsFiller(verb, word) || IsFiller(verb, word.TrimEnd('?', '!', '.')));
    }

    /// <summary>
    /// "review yesterday" asks for what there is not, and so does "export alerts xml"; a form that declares an incident would be
    /// no answer. "export failed" and "review of orders is empty" are names.
    /// </summary>
    static bool IsSlip(string verb, string rest)
    {
        if (!Closed.Contains(verb)) return false;
        var words = BehindNumber(verb, rest).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (words.Length == 1 || words.Length == 2 && NotKnown(verb, rest).Count == 1)
            && !words.Any(SmallWords.GoOnWithName);
    }

    /// <summary>The words behind a verb of a fixed set that are none of it.</summary>
    public static IReadOnlyList<string> NotKnown(string verb, string rest) =>
    [
        .. BehindNumber(verb, rest).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !IsFiller(verb, Plainly(word)) && !IsFiller(verb, Plainly(word).TrimEnd('?', '!', '.'))
                && !SmallWords.AreAll(word)),
    ];

    static string Plainly(string word) => PlainSigns.Of(word).ToLowerInvariant();

    static string BehindNumber(string verb, string rest) =>
        OfIncident.Contains(verb) && TypedIncident.Begins(rest) is { } name ? name.Behind : rest;

    static bool IsFiller(string verb, string word) => Fillers.Contains(word) || verb switch
    {
        Help => All.Contains(word) || Synonyms.ContainsKey(word),
        // "list critical 2" is its second page.
        List => Lists.Contains(word) || IsPage(word),
        // "warnings tag:finance" chooses some, while "warnings are lost" is a name.
        Warnings => States.Contains(word) || Fields.Any(field => word.StartsWith($"{field}:", StringComparison.Ordinal)),
        Flakes => IsPage(word),
        Audit => word is "csv",
        // "review last quarter" names a period.
        Review => Periods.Contains(word),
        // "export alerts json" is a file.
        Export => word is "csv" or "json" or "causes" or "shifts" or "requests" or "warnings" or "followups" or "runs",
        _ => false,
    };

    // "merge into 2", "merge 3 into INC-2"; while "merge requests are stuck" is a name.
    static bool HasTarget(string rest) =>
        Target(rest) is not null || TypedIncident.Begins(rest.TrimStart(',', '&', ' ')) is { IsAlone: false } name
            && HasTarget(And().Replace(name.Behind, ""));

    /// <summary>The incident into which another one is to go: "into 12".</summary>
    public static long? Target(string typed) => WhichIncident.Number(SmallWords.Off(typed));

    static bool IsPage(string word) => word.Length < 4 && word.All(char.IsAsciiDigit);

    // "updates" asks for the verb, "updates are late" is a name, "updates 12" asks again.
    static bool Alone(string rest) => rest.Length == 0 || TypedIncident.Begins(rest) is { IsAlone: true };

    [GeneratedRegex(@"^(?:[,&]|and)?\s*", RegexOptions.NonBacktracking)]
    private static partial Regex And();

    [GeneratedRegex(@"^(?:(?:an?\s+)?(?:new\s+)?incident\b[:,]?\s*(?:for\s+)?)?",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Noun();
}
