using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What a line behind <c>/incident</c> asks for.</summary>
/// <param name="Verb">One of <see cref="Verbs"/>.</param>
/// <param name="Number">The incident, as far as one is named.</param>
/// <param name="Rest">The words behind.</param>
public sealed record Wish(string Verb, long? Number = null, string Rest = "")
{
    /// <summary>How bad a new incident is, where that stands before its name.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Where there is no incident of that number, the line is the name of a new one.</summary>
    public bool IsNameOtherwise { get; init; }

    /// <summary>It names an incident so plainly that where there is none, this is said.</summary>
    public bool IsPlain { get; init; }

    static readonly Dictionary<string, string> Phrases = new()
    {
        ["i'm on it"] = Verbs.Acknowledge,
        ["im on it"] = Verbs.Acknowledge,
        ["i am on it"] = Verbs.Acknowledge,
        ["on it"] = Verbs.Acknowledge,
        ["it's fixed"] = Verbs.Resolve,
        ["?"] = Verbs.Help,
        ["-h"] = Verbs.Help,
        ["--help"] = Verbs.Help,
    };

    /// <summary>What the buttons of an incident's channel are called, typed there.</summary>
    static readonly Dictionary<string, string> Buttons = new()
    {
        ["move to private"] = Verbs.MakePrivate,
        ["make private"] = Verbs.MakePrivate,
        ["make it private"] = Verbs.MakePrivate,
        ["private"] = Verbs.MakePrivate,
        ["catch me up"] = Verbs.CatchUp,
        ["catch up"] = Verbs.CatchUp,
        ["hand over"] = Verbs.HandOver,
    };

    /// <param name="text">All that was typed behind the command.</param>
    /// <param name="isHere">In an incident's channel, where words that begin names elsewhere mean that incident.</param>
    /// <returns>Null where the text is a name.</returns>
    public static Wish? Of(string text, bool isHere)
    {
        text = text.Trim();
        var plain = PlainSigns.Of(text).ToLowerInvariant().TrimEnd('.', '!', '…');
        if (Phrases.TryGetValue(plain, out var phrase)) return new(phrase);
        if (isHere && Buttons.TryGetValue(plain, out var button)) return new(button);
        if (isHere && plain.StartsWith("hand over ", StringComparison.Ordinal))
            text = $"{Verbs.Lead}{text["hand over".Length..]}";
        if (isHere && plain.StartsWith("merge this ", StringComparison.Ordinal)) text = $"merge{text["merge this".Length..]}";
        if (TypedIncident.Begins(text) is { } name) return OfNamed(name);
        var parts = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return null;
        var word = PlainSigns.Of(parts[0]).ToLowerInvariant().TrimEnd(':', ',', '.', '!', '?');
        var rest = parts.ElementAtOrDefault(1) ?? "";
        if (Verbs.Exact(word, rest) is { } exact) return Behind(exact, rest, isHere);
        if (Verbs.Same(word, rest, isHere) is { } same)
            return Behind(same, SmallWords.AreAll(rest) ? "" : rest, isHere) with
            {
                IsNameOtherwise = true,
                IsPlain = IsPlainlyNamed(rest),
            };
        if (isHere && ValueWords.Whole(text) is { } value) return new(value, null, text);
        return New(word, rest, text) ?? (Verbs.Misspelt(word, rest) is { } slip ? Behind(slip, rest, isHere) : null);
    }

    // "INC-2 resolve a retry", "INC-2, retry", "1: retry"; while "12 tables are gone" is a name.
    static Wish? OfNamed(TypedIncident.Found name)
    {
        if (name.IsAlone) return new(Verbs.Menu, name.Number) { IsNameOtherwise = name.IsBare, IsPlain = true };
        if (name.IsBare && !name.IsSetOff) return null;
        return Of(name.Behind, isHere: true) is { Number: null } wish && Verbs.OfIncident.Contains(wish.Verb)
            ? wish with { Number = name.Number, IsNameOtherwise = false }
            : new(Verbs.Update, name.Number, name.Behind);
    }

    // "ack 99", "close INC-99 it was the retry"; while "fix 2 tables" is a name where there is no INC-2.
    static bool IsPlainlyNamed(string rest) =>
        TypedIncident.Begins(rest) is { } name && (!name.IsBare || name.IsAlone || SmallWords.AreAll(name.Behind));

    static Wish Behind(string verb, string rest, bool isHere)
    {
        if (verb == Verbs.Declare) return new(verb, null, Unquoted(rest));
        if (verb == Verbs.Rename) rest = SmallWords.Off(rest);
        if (verb != Verbs.Menu && !Verbs.OfIncident.Contains(verb)) return new(verb, null, rest);
        var wish = First(verb, rest, isHere) ?? Last(verb, rest) ?? new(verb, null, rest);
        return verb is Verbs.Acknowledge or Verbs.TakeOver && SmallWords.AreAll(wish.Rest) ? wish with { Rest = "" } : wish;
    }

    /// <summary>In an incident's channel a bare number before more words is one of them: "update 3 of 5 are loaded".</summary>
    static Wish? First(string verb, string rest, bool isHere)
    {
        if (TypedIncident.Begins(rest) is not { } name) return null;
        var isMeant = !name.IsBare || (verb == Verbs.Severity
            ? !ValueWords.Of(verb, name.Behind).IsNothing || ValueWords.Of(verb, rest).IsNothing
                || (!isHere && IsWord(name.Behind))
            : name.IsAlone || name.IsSetOff || !isHere || verb is Verbs.Lead or Verbs.Acknowledge or Verbs.TakeOver or Verbs.Merge
                || (verb == Verbs.Status && ValueWords.Of(verb, name.Behind) is { IsNothing: false, Behind: "" }));
        return isMeant ? new(verb, name.Number, verb == Verbs.Rename ? SmallWords.Off(name.Behind) : name.Behind) : null;
    }

    // "severity 1 none" asks for a severity that there is not; "severity 1 customers call" is critical, and why.
    static bool IsWord(string behind) => !SmallWords.AreAll(behind) && !behind.Any(char.IsWhiteSpace);

    /// <summary>"severity critical 1", "status fixing INC-1", "lead @ben INC-1".</summary>
    static Wish? Last(string verb, string rest)
    {
        if (verb is not (Verbs.Severity or Verbs.Status or Verbs.Lead)) return null;
        var behind = verb == Verbs.Lead ? rest[(rest.LastIndexOf(' ') + 1)..] : ValueWords.Of(verb, rest).Behind;
        return behind.Length < rest.Length && TypedIncident.Begins(behind) is { IsAlone: true } name
            ? new(verb, name.Number, rest[..^behind.Length].Trim())
            : null;
    }

    static Wish? New(string word, string rest, string text)
    {
        if (!Verbs.Begin(word, rest)) return ValueWords.Before(text) is { } before ? OfNew(before.Behind, before.Severity) : null;
        var name = Verbs.WithoutNoun(rest);
        return ValueWords.Before(name) is { } level ? OfNew(level.Behind, level.Severity) : OfNew(name, null);
    }

    static Wish OfNew(string name, Severity? severity) => new(Verbs.Declare, null, Unquoted(name)) { Severity = severity };

    static string Unquoted(string name) =>
        name.Length > 1 && name[0] is '"' or '\'' && name[^1] == name[0] ? name[1..^1].Trim() : name;
}
