namespace Bot.Domain.Alerts;

/// <summary>Values as scripts send them: a word for nothing, or a variable that nobody filled in, says nothing.</summary>
public static class Said
{
    static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "undefined", "none", "nil", "nan", "n/a", "not set", "unset", "empty", "unknown", "-", "--", "~", "?",
    };

    static readonly (string Begins, string Ends)[] Templates =
    [
        ("${", "}"), ("$(", ")"), ("$[", "]"), ("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("<<", ">>"), ("#{", "}"), ("%{", "}"),
        ("@{", "}"),
    ];

    static readonly (char Opens, char Closes)[] Wraps =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('<', '>'), ('(', ')'), ('[', ']')];

    /// <summary>The value, or null where it stands for none.</summary>
    public static string? Of(string? value)
    {
        var said = value?.Trim() ?? "";
        var bare = Bare(said);
        return bare.Length == 0 || Nothing.Contains(bare) || IsUnfilled(said) ? null : Unquoted(said);
    }

    /// <summary>A variable as its language writes it, such as $CIRCLE_BRANCH, ${{ github.ref }} or %BUILD_BRANCH%.</summary>
    static bool IsUnfilled(string said)
    {
        var plain = Unquoted(said);
        return Templates.Any(t => plain.Contains(t.Begins, StringComparison.Ordinal)
            && plain.Contains(t.Ends, StringComparison.Ordinal))
            || plain.Length > 1 && plain[0] == '$' && IsVariable(plain[1..].TrimStart('$', ':'))
            || plain.StartsWith("env:", StringComparison.OrdinalIgnoreCase) && IsVariable(plain[4..])
            || plain.Length > 2 && plain[0] == '%' && plain[^1] == '%' && IsVariable(plain[1..^1]);
    }

    static bool IsVariable(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':');

    // "<none>", "(null)", '""'.
    static string Bare(string said)
    {
        while (Wraps.Any(w => said.Length >= 2 && said[0] == w.Opens && said[^1] == w.Closes)) said = said[1..^1].Trim();
        return said;
    }

    static string Unquoted(string said)
    {
        while (said.Length >= 2 && said[0] == said[^1] && said[0] is '"' or '\'' or '`') said = said[1..^1].Trim();
        return said;
    }
}
