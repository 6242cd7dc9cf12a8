namespace Bot.Domain.Alerts;

/// <summary>Branch names as people and their tools write them.</summary>
public static class GitBranch
{
    const string Never = " :?*[\\\"";
    const int ShortCommit = 7, LongestShort = 12;

    static readonly string[] Before =
    [
        "refs/heads/", "heads/", "refs/remotes/origin/", "remotes/origin/", "origin/", "upstream/", "*/", "* ", "HEAD -> ",
    ];

    static readonly string[] Remotes = ["refs/remotes/", "remotes/"];

    /// <summary>
    /// The name alone, or null when there is none: a build without a branch says HEAD, a commit, or the tag it was made for.
    /// </summary>
    public static string? Named(string? name)
    {
        if (Said.Of(name) is not { } said) return null;
        var bare = Bare(said);
        return IsNoName(bare) || IsHead(bare) || IsCommit(bare) ? null : Said.Of(bare);
    }

    static string Bare(string name)
    {
        if (name is ['(' or '[', .. var inside, ')' or ']']) name = inside.Trim();
        while (Before.FirstOrDefault(b => name.StartsWith(b, StringComparison.OrdinalIgnoreCase)) is { } before)
            name = End(before == "HEAD -> " ? name.Split(',')[0] : name, before.Length);
        var remote = Remotes.FirstOrDefault(r => name.StartsWith(r, StringComparison.OrdinalIgnoreCase));
        if (remote is not null && name.IndexOf('/', remote.Length) is > 0 and var end) name = End(name, end + 1);
        // "main~0", "HEAD^": git allows none of these in a name.
        return name.IndexOfAny(['~', '^']) is > 0 and var back ? name[..back] : name;
    }

    static string End(string name, int from) => name[from..].Trim();

    /// <summary>What git allows no branch to be called, such as a list or an object of its metadata, and a tag.</summary>
    static bool IsNoName(string name) => name.Length == 0 || name.Any(c => Never.Contains(c))
        || name.Contains("..", StringComparison.Ordinal) || name[0] is '/' or '{' || name[^1] is '/' or '.'
        || name.StartsWith("refs/tags/", StringComparison.OrdinalIgnoreCase);

    // "HEAD detached at 0a1b2c3", "no branch".
    static bool IsHead(string name)
    {
        var plain = name.Trim('(', ')', ' ').Replace('-', ' ').Replace('_', ' ').ToUpperInvariant();
        return plain is "HEAD" or "NO BRANCH" or "NOT A BRANCH" or "NOT ON A BRANCH" or "DETACHED" or "@" or "DETACHED HEAD"
            or "FETCH HEAD" or "ORIG HEAD" or "UNKNOWN BRANCH"
            || plain.StartsWith("HEAD DETACHED", StringComparison.Ordinal);
    }

    /// <summary>A whole commit, or the beginning of one; a word of these letters alone, such as "facade", is a name.</summary>
    static bool IsCommit(string name) => name.All(char.IsAsciiHexDigit)
        && (name.Length is 40 or 64
            || name.Length is >= ShortCommit and <= LongestShort && name.Any(char.IsAsciiDigit) && name.Any(char.IsAsciiLetter));
}
