namespace Bot.Domain.Alerts;

/// <summary>Branch names as people write them.</summary>
public static class GitBranch
{
    const string Heads = "refs/heads/";

    /// <summary>The name without <c>refs/heads/</c>, or null when there is none.</summary>
    public static string? Named(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        var bare = trimmed.StartsWith(Heads, StringComparison.OrdinalIgnoreCase) ? trimmed[Heads.Length..] : trimmed;
        return bare.Length == 0 ? null : bare;
    }
}
