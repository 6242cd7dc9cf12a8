namespace Bot.Domain.Alerts;

/// <summary>Branch names as people and their tools write them.</summary>
public static class GitBranch
{
    static readonly string[] Before = ["refs/heads/", "heads/", "refs/remotes/origin/", "remotes/origin/", "origin/", "*/", "* "];
    static readonly string[] Remotes = ["refs/remotes/", "remotes/"];

    /// <summary>The name alone, or null when there is none: a build without a branch says HEAD.</summary>
    public static string? Named(string? name)
    {
        if (Said.Of(name) is not { } said) return null;
        var bare = Bare(said);
        return bare.Length == 0 || IsHead(bare) ? null : Said.Of(bare);
    }

    static string Bare(string name)
    {
        while (Before.FirstOrDefault(b => name.StartsWith(b, StringComparison.OrdinalIgnoreCase)) is { } before)
            name = name[before.Length..].Trim();
        var remote = Remotes.FirstOrDefault(r => name.StartsWith(r, StringComparison.OrdinalIgnoreCase));
        return remote is not null && name.IndexOf('/', remote.Length) is > 0 and var end ? name[(end + 1)..].Trim() : name;
    }

    // "(HEAD detached at 0a1b2c3)", "(no branch)".
    static bool IsHead(string name)
    {
        var plain = name.Trim('(', ')', ' ');
        return plain.ToUpperInvariant() is "HEAD" or "NO BRANCH" or "DETACHED" or "@" or "DETACHED HEAD" or "FETCH_HEAD"
            || plain.StartsWith("HEAD detached", StringComparison.OrdinalIgnoreCase)
            || plain.StartsWith("HEAD ->", StringComparison.OrdinalIgnoreCase) && !plain.Contains(',');
    }
}
