namespace Bot.Domain.Alerts;

/// <summary>Branch names as people and their tools write them.</summary>
public static class GitBranch
{
    const string Never = " :?*[\\\"", Lists = ",;|";
    const int ShortCommit = 7, LongestShort = 12;

    /// <summary>Of git a name, however it is stored, has at most 255 letters; what stands around it is allowed for.</summary>
    const int Longest = 300;

    static readonly string[] Before =
    [
        "refs/heads/", "heads/", "refs/remotes/origin/", "remotes/origin/", "origin/", "upstream/", "github/", "gitlab/",
        "bitbucket/", "gitea/", "azure/", "remote/", "*/", "* ", "HEAD -> ",
    ];

    static readonly string[] Tags = ["refs/tags/", "tags/", "tag/"];

    static readonly string[] Remotes = ["refs/remotes/", "remotes/"];

    /// <summary>
    /// The name alone, or null when there is none: a build without a branch says HEAD, a commit, or the tag it was made for, and
    /// of several branches none is the one. Where it is null the alert counts as production's, so that a doubt is never silent.
    /// </summary>
    public static string? Named(string? name)
    {
        if (name?.Trim() is not { Length: <= Longest } trimmed || Said.Of(trimmed) is not { } said) return null;
        var bare = Bare(said);
        return IsNoName(bare) || IsHead(bare) || IsCommit(bare) || IsVersion(bare) ? null : Said.Of(bare);
    }

    static string Bare(string name)
    {
        name = name.Trim(',', ';', '|', ' ');
        if (name is ['(' or '[', .. var inside, ')' or ']']) name = inside.Trim();
        while (Before.FirstOrDefault(b => name.StartsWith(b, StringComparison.OrdinalIgnoreCase)) is { } before)
            name = End(before == "HEAD -> " ? name.Split(',')[0] : name, before.Length);
        var remote = Remotes.FirstOrDefault(r => name.StartsWith(r, StringComparison.OrdinalIgnoreCase));
        if (remote is not null && name.IndexOf('/', remote.Length) is > 0 and var end) name = End(name, end + 1);
        // "null/main": a variable for the remote that nobody filled in.
        if (name.IndexOf('/') is > 0 and var slash && Said.Of(name[..slash]) is null) name = End(name, slash + 1);
        // "main~0", "HEAD^": git allows none of these in a name.
        if (name.IndexOfAny(['~', '^']) is > 0 and var back) name = name[..back];
        // "main@0a1b2c3", "main@{0}", "detached@0a1b2c3": what stands behind says where on the branch.
        return name.LastIndexOf('@') is > 0 and var at && !name[at..].Contains('/') && name[at - 1] != '/' ? name[..at] : name;
    }

    static string End(string name, int from) => name[from..].Trim();

    /// <summary>What git allows no branch to be called, such as a list or an object of its metadata, and a tag.</summary>
    static bool IsNoName(string name) => name.Length == 0
        || name.Any(c => Never.Contains(c) || Lists.Contains(c) || char.IsControl(c))
        || name.Contains("..", StringComparison.Ordinal) || name[0] is '/' or '{' || name[^1] is '/' or '.'
        || Tags.Any(t => name.StartsWith(t, StringComparison.OrdinalIgnoreCase));

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

    /// <summary>
    /// A tag as versions are tagged, "v1.2.3" or "1.2.3-rc.1"; "v2" and "1.2" may as well be branches that are kept up.
    /// </summary>
    static bool IsVersion(string name)
    {
        var digits = name is ['v' or 'V', .. var behind] ? behind : name;
        var version = digits.Split('-', '+')[0].Split('.');
        return version.Length >= (digits == name ? 3 : 2) && version.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
    }
}
