namespace Bot.Domain.Alerts;

/// <summary>Values as scripts send them: a word for nothing, or a variable that nobody filled in, says nothing.</summary>
public static class Said
{
    static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "undefined", "none", "nil", "nan", "na", "n/a", "n.a.", "#n/a", "void", "false", "empty", "empty string", "unset",
        "unknown", "unspecified", "undefined value", "missing", "tbd", "no value", "no-value", "novalue", "-", "--", "---", "–",
        "—", "~", "?", "\"", "'", "\\n", "[object object]", "[object undefined]", "%!s(<nil>)", "%!v(<nil>)",
    };

    // "not set", "not available".
    static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "set", "available", "applicable", "defined", "specified", "given", "found", "known", "provided", "configured",
    };

    static readonly (string Begins, string Ends)[] Templates =
    [
        ("${", "}"), ("$(", ")"), ("$[", "]"), ("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("<<", ">>"), ("#{", "}"), ("%{", "}"),
        ("@{", "}"), ("[[", "]]"), ("%(", ")s"),
    ];

    // A name between these is a place that somebody was to fill: __BRANCH__, <branch name>, !BRANCH!.
    static readonly (string Begins, string Ends)[] Places =
        [("__", "__"), ("@@", "@@"), ("##", "##"), ("%", "%"), ("!", "!"), ("{", "}"), ("<", ">")];

    static readonly (char Opens, char Closes)[] Quotes =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('„', '“'), ('‘', '’'), ('«', '»')];

    static readonly (char Opens, char Closes)[] Wraps = [.. Quotes, ('<', '>'), ('(', ')'), ('[', ']'), ('{', '}')];

    /// <summary>The value, or null where it stands for none.</summary>
    public static string? Of(string? value)
    {
        var said = value?.Trim() ?? "";
        var bare = Without(said, Wraps);
        return bare.Length == 0 || IsNothing(said) || IsNothing(bare) || IsUnfilled(said) ? null : Unquoted(said);
    }

    static bool IsNothing(string said) => Nothing.Contains(said)
        || said.StartsWith("not ", StringComparison.OrdinalIgnoreCase) && Missing.Contains(said[4..].Trim())
        // "None/None": a remote and a branch, or an owner and a repository, of which neither was there.
        || said.Split('/') is { Length: > 1 } parts && Array.TrueForAll(parts, Nothing.Contains);

    /// <summary>A variable as its language writes it, such as $CIRCLE_BRANCH, ${{ github.ref }} or %BUILD_BRANCH%.</summary>
    static bool IsUnfilled(string said)
    {
        var plain = Unquoted(said);
        return Templates.Any(t => plain.Contains(t.Begins, StringComparison.Ordinal)
            && plain.Contains(t.Ends, StringComparison.Ordinal))
            || plain.Length > 1 && plain[0] == '$' && IsVariable(plain[1..].TrimStart('$', ':'))
            || plain.StartsWith("env:", StringComparison.OrdinalIgnoreCase) && IsVariable(plain[4..])
            || Places.Any(p => plain.Length > p.Begins.Length + p.Ends.Length
                && plain.StartsWith(p.Begins, StringComparison.Ordinal) && plain.EndsWith(p.Ends, StringComparison.Ordinal)
                && IsVariable(plain[p.Begins.Length..^p.Ends.Length]));
    }

    static bool IsVariable(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':' or '-' or ' ');

    static string Unquoted(string said)
    {
        // A list of one, as a tool sends that has lists of branches.
        var one = said is ['[', '"' or '\'', .., ']'] && !said.Contains(',') ? said[1..^1].Trim() : said;
        return Without(one.Replace("\\\"", "\"", StringComparison.Ordinal), Quotes);
    }

    // "<none>", "(null)", '""'.
    static string Without(string said, (char Opens, char Closes)[] wraps)
    {
        // A view is cut, since a text could be wrapped a hundred thousand times.
        var inside = said.AsSpan();
        while (inside.Length >= 2 && Array.IndexOf(wraps, (inside[0], inside[^1])) >= 0) inside = inside[1..^1].Trim();
        return inside.Length == said.Length ? said : inside.ToString();
    }
}
