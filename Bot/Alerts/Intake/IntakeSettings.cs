using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Settings;

namespace Bot.Alerts.Intake;

/// <summary>Who may send alerts as the configuration says, and how many. Tokens are kept as their SHA-256.</summary>
public sealed record IntakeSettings
{
    // Both stores find alerts by source and key together.
    const int DefaultPerMinute = 300, LongestSource = 200;

    public required IReadOnlyDictionary<string, byte[]> Tokens { get; init; }

    /// <summary>With what sources sign what they send.</summary>
    public IReadOnlyDictionary<string, byte[]> Secrets { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Every source that it names.</summary>
    public IEnumerable<string> Names => Tokens.Keys.Union(Secrets.Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Alerts of one source within a minute; what comes beyond it is kept and counted but opens nothing. 0 is off.
    /// </summary>
    public required int PerMinute { get; init; }

    public static IntakeSettings Read(IConfiguration from) => new()
    {
        Tokens = from.GetSection("Intake:Tokens").GetChildren()
            .ToDictionary(t => Source("Tokens", t.Key), Hash, StringComparer.OrdinalIgnoreCase),
        Secrets = from.GetSection("Intake:Secrets").GetChildren()
            .ToDictionary(s => Source("Secrets", s.Key), s => Encoding.UTF8.GetBytes(Long(s)), StringComparer.OrdinalIgnoreCase),
        PerMinute = Limit(from["Intake:PerMinute"]),
    };

    static string Source(string section, string name) => IsName(name) ? name
        : throw new CannotStartException(
            $"Intake__{section}__{name} names a source that cannot stand in an address. Use letters, digits, dashes, dots and "
                + $"underscores, {LongestSource} at most.");

    /// <summary>Whether a source can be called so, as its name stands in addresses.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestSource && name.All(IsPlain)
        // A name of dots alone leads elsewhere in an address.
        && name.Any(char.IsAsciiLetterOrDigit);

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    static byte[] Hash(IConfigurationSection token) => Configured.IsSendable(Long(token))
        ? Hash(Long(token))
        : throw new CannotStartException(
            $"Intake__Tokens__{token.Key} holds a space or another character that no sender can send. Use letters and "
                + "digits.");

    /// <summary>What is kept of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    static string Long(IConfigurationSection set) => set.Value?.Trim() is { Length: >= 8 } text
        ? text
        : throw new CannotStartException(
            $"{Configured.Variable(set.Path)} is shorter than 8 characters. Set it to a long random text, such as the output of: "
                + "openssl rand -hex 24");

    static int Limit(string? text) => string.IsNullOrWhiteSpace(text)
        ? DefaultPerMinute
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new CannotStartException($"Intake__PerMinute is \"{text}\". Use a whole number; 0 is off.");
}
