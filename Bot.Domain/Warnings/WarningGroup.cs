using System.Security.Cryptography;
using System.Text;

namespace Bot.Domain.Warnings;

/// <summary>Warnings that belong together: about one model, else with one thing to say, else alone.</summary>
/// <param name="Key">What it is known by, a few letters.</param>
/// <param name="Warnings">The oldest first.</param>
public sealed record WarningGroup(string Key, IReadOnlyList<Warning> Warnings)
{
    public DateTimeOffset FirstSeen => Warnings[0].FirstSeen;

    static string? KeyOf(WarningAbout about, bool bySignature) =>
        bySignature ? about.Signature ?? about.Model : about.Model ?? about.Signature;

    // Buttons carry it.
    static string Short(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    /// <summary>The group with the oldest first.</summary>
    public static IReadOnlyList<WarningGroup> Of(IEnumerable<Warning> all, bool bySignature) =>
    [
        .. all.GroupBy(w => Short(KeyOf(w.About, bySignature) ?? w.Key))
            .Select(g => new WarningGroup(g.Key, [.. g.OrderBy(w => w.FirstSeen).ThenBy(w => w.Id)]))
            .OrderBy(g => g.FirstSeen).ThenBy(g => g.Warnings[0].Id),
    ];
}
