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
    /// In bytes of UTF-8, as stores count what they find rows by: PostgreSQL takes 2,704 of them for all the columns of an index.
    /// </summary>
    public const int LongestBytes = 2000;

    const int HashLength = 2 * SHA256.HashSizeInBytes;

    /// <summary>
    /// The given key; without one, source, repository, branch, environment and job (or the title where no job is given), in
    /// lower case. Build numbers and commits are never part of it: they differ every time.
    /// </summary>
    public static string Of(string? given, string source, string title, IReadOnlyDictionary<string, string> metadata)
    {
        if (Said.Of(given) is not null) return Cut(given!.Trim());
        return Cut(string.Join(
            '|', JobKey.Parts(source, metadata).Append(Said.Of(Alert.Find(metadata, "job")) ?? title.Trim()).Select(Part)));
    }

    /// <summary>
    /// The key as it is kept: itself, where it is no longer than it may be. What was cut already, by whoever counted otherwise,
    /// keeps its hash, so that it stays the same as what is cut now.
    /// </summary>
    public static string Cut(string key)
    {
        if (key.Length <= Longest && Encoding.UTF8.GetByteCount(key) <= LongestBytes) return key;
        var isCut = key.Length <= Longest && CutBefore(key);
        var beginning = isCut ? key[..^(HashLength + 1)] : WholeLetters.Of(key, Math.Min(key.Length, Longest - HashLength - 1));
        var hash = isCut ? key[^HashLength..] : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return $"{Fitting(beginning, LongestBytes - Encoding.UTF8.GetByteCount("…") - HashLength)}…{hash}";
    }

    static bool CutBefore(string key) =>
        key.Length > HashLength && key[^(HashLength + 1)] == '…' && key[^HashLength..].All(char.IsAsciiHexDigitLower);

    /// <summary>As many of its first letters as fit into so many bytes.</summary>
    static string Fitting(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes) return text;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes -= rune.Utf8SequenceLength) < 0) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>Parts are kept apart, so that no choice of names makes two different things equal.</summary>
    static string Part(string? part) =>
        (part ?? "").ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal);
}
