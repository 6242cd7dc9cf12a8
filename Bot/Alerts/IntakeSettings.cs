using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Settings;

namespace Bot.Alerts;

/// <summary>Who may send alerts, and how many. Tokens are kept as their SHA-256.</summary>
public sealed record IntakeSettings
{
    // Both stores find alerts by source and key together.
    const int DefaultPerMinute = 300, LongestSource = 200;
    static readonly byte[] NoToken = new byte[SHA256.HashSizeInBytes];

    public required IReadOnlyDictionary<string, byte[]> Tokens { get; init; }

    /// <summary>
    /// Alerts of one source within a minute; what comes beyond it is kept and counted but opens nothing. 0 is off.
    /// </summary>
    public required int PerMinute { get; init; }

    public static IntakeSettings Read(IConfiguration from) => new()
    {
        Tokens = from.GetSection("Intake:Tokens").GetChildren()
            .ToDictionary(t => Source(t.Key), Hash, StringComparer.OrdinalIgnoreCase),
        PerMinute = Limit(from["Intake:PerMinute"]),
    };

    /// <summary>
    /// The source's name as configured, or null when it and the token do not go together. Takes the same time whatever is wrong.
    /// </summary>
    public string? Authenticate(string source, string? token)
    {
        var known = Tokens.TryGetValue(source, out var hash);
        var right = CryptographicOperations.FixedTimeEquals(
            hash ?? NoToken, SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
        return known && right ? Tokens.Keys.First(name => string.Equals(name, source, StringComparison.OrdinalIgnoreCase)) : null;
    }

    static string Source(string name) => name.Length <= LongestSource && name.All(IsPlain) ? name
        : throw new CannotStartException(
            $"Intake__Tokens__{name} names a source that cannot stand in an address. Use letters, digits, dashes, dots and "
                + $"underscores, {LongestSource} at most.");

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    static byte[] Hash(IConfigurationSection token) => token.Value?.Trim() is { Length: >= 8 } text
        ? !Configured.IsSendable(text)
            ? throw new CannotStartException(
                $"Intake__Tokens__{token.Key} holds a space or another character that no sender can send. Use letters and "
                    + "digits.")
            : SHA256.HashData(Encoding.UTF8.GetBytes(text))
        : throw new CannotStartException(
            $"Intake__Tokens__{token.Key} is shorter than 8 characters. Set it to a long random text, such as the output of: "
                + "openssl rand -hex 24");

    static int Limit(string? text) => string.IsNullOrWhiteSpace(text)
        ? DefaultPerMinute
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new CannotStartException($"Intake__PerMinute is \"{text}\". Use a whole number; 0 is off.");
}
