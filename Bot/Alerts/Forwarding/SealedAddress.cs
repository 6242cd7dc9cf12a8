using System.Security.Cryptography;
using System.Text.Json;
using Bot.Alerts.Intake;
using Bot.Settings;

namespace Bot.Alerts.Forwarding;

/// <summary>
/// The address of a destination and its secret: PagerDuty's routing key, or what a webhook is signed with. Addresses often hold
/// a token themselves, so both are encrypted.
/// </summary>
public sealed record SealedAddress(string Address, string Secret)
{
    /// <summary>What a signing secret begins with, by Standard Webhooks.</summary>
    public const string Prefix = "whsec_";

    const int SecretBytes = 32, LongestAddress = 2000, LongestSecret = 300, MostOld = 3;

    static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Secrets that were its own before, the newest first: these sign too for a while.</summary>
    public IReadOnlyList<OldSecret> Old { get; init; } = [];

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>With another secret; the one before it signs too until whoever checks it has the other.</summary>
    public SealedAddress Renewed(DateTimeOffset now) => this with
    {
        Secret = NewSecret(),
        Old = [new(Secret, (now + Overlap).ToUnixTimeMilliseconds()), .. OldAt(now).Take(MostOld - 1)],
    };

    /// <summary>What else than its secret signs then, the newest first.</summary>
    public IEnumerable<OldSecret> OldAt(DateTimeOffset now) => Old.Where(old => old.Until > now.ToUnixTimeMilliseconds());

    /// <summary>Encrypts it; throws where the keys can be neither read nor made.</summary>
    public string Seal(SealedSecrets secrets, string destination) =>
        SealFor(secrets, Purpose(destination));

    /// <summary>The same for something else than a destination.</summary>
    public string SealFor(SealedSecrets secrets, string purpose) => secrets.Seal(purpose, JsonSerializer.Serialize(this));

    /// <summary>What was encrypted, or null where its key is lost.</summary>
    public static SealedAddress? Open(SealedSecrets secrets, DestinationRow destination) =>
        Open(secrets, Purpose(destination.Id), destination.Sealed);

    /// <summary>The same of something else than a destination.</summary>
    public static SealedAddress? Open(SealedSecrets secrets, string purpose, string @sealed) =>
        secrets.Open(purpose, @sealed) is { } text ? JsonSerializer.Deserialize<SealedAddress>(text) : null;

    // No source is called so.
    internal static string Purpose(string destination) => $"destination:{destination}";

    /// <summary>The address without its user, password and query.</summary>
    public string Shown => new Uri(Address).GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>What is wrong with an address, in one sentence; null where it will do.</summary>
    public static string? Problem(string address) => address.Length > LongestAddress
        ? $"An address has {LongestAddress} characters at most."
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Host.Length: > 0 } ? null
        : "Use an address that begins with https:// or http://.";

    /// <summary>The same of a routing key.</summary>
    public static string? ProblemOfKey(string key) =>
        key.Length <= LongestSecret && Configured.IsSendable(key) ? null
        : "Paste the key as the integration shows it, without spaces.";

    /// <summary>A text that others have sent, without what they may have repeated of this.</summary>
    public string Without(string text)
    {
        var uri = new Uri(Address);
        string[] secrets =
        [
            Address, Secret, .. Old.Select(old => old.Secret), .. uri.UserInfo.Split(':'),
            .. uri.Query.Split('?', '&').Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]),
        ];
        foreach (var part in secrets.Where(p => p.Length > 3))
            text = text.Replace(part, "…", StringComparison.OrdinalIgnoreCase);
        return text;
    }
}

/// <summary>A secret that was replaced.</summary>
/// <param name="Secret">Which.</param>
/// <param name="Until">Until when it signs beside its successor, unix milliseconds of workspace time.</param>
public sealed record OldSecret(string Secret, long Until);
