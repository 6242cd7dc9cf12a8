using System.Security.Cryptography;
using System.Text;

namespace Bot.Domain.Alerts;

/// <summary>
/// The key that makes two alerts of one source the same thing: the sender's own, or one made of what stays equal from run to run.
/// </summary>
public static class DeduplicationKey
{
    /// <summary>In characters; a longer one is its beginning and its SHA-256, so that it stays the same and its own.</summary>
    public const int Longest = 1000;

    /// <summary>
    /// The given key; without one, source, repository, branch, environment and job (or the title where no job is given), in
    /// lower case. Build numbers and commits are never part of it: they differ every time.
    /// </summary>
    public static string Of(string? given, string source, string title, IReadOnlyDictionary<string, string> metadata)
    {
        if (Said.Of(given) is not null) return Cut(given!.Trim());
        string? Value(string name) => Said.Of(Alert.Find(metadata, name));
        string?[] parts =
            [source, Value("repository"), GitBranch.Named(Value("branch")), Value("environment"), Value("job") ?? title.Trim()];
        return Cut(string.Join('|', parts.Select(Part)));
    }

    static string Cut(string key) => key.Length <= Longest ? key
        : $"{WholeLetters.Of(key, Longest - 65)}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

    /// <summary>Parts are kept apart, so that no choice of names makes two different things equal.</summary>
    static string Part(string? part) =>
        (part ?? "").ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal);
}
