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

    /// <summary>With what sources sign what they send.</summary>
    public IReadOnlyDictionary<string, byte[]> Secrets { get; init; } = new Dictionary<string, byte[]>();

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

    /// <summary>
    /// The source's name as configured, or null when it and the token do not go together. Takes the same time whatever is wrong.
    /// </summary>
    public string? Authenticate(string source, string? token)
    {
        var known = Tokens.TryGetValue(source, out var hash);
        var right = CryptographicOperations.FixedTimeEquals(
            hash ?? NoToken, SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")));
        return known && right ? Named(Tokens, source) : null;
    }

    /// <summary>The source whose token it is, or null; asks all of them, whichever it is.</summary>
    public string? SourceOf(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        string? found = null;
        foreach (var (name, known) in Tokens)
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found ??= name;
        return found;
    }

    /// <summary>The source's name as configured and its secret; one that nobody knows where there is no such source.</summary>
    public (string? Name, byte[] Secret) SecretOf(string source) => Secrets.TryGetValue(source, out var secret)
        ? (Named(Secrets, source), secret)
        : (null, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    static string Named(IReadOnlyDictionary<string, byte[]> sources, string source) =>
        sources.Keys.First(name => string.Equals(name, source, StringComparison.OrdinalIgnoreCase));

    static string Source(string section, string name) => name.Length <= LongestSource && name.All(IsPlain) ? name
        : throw new CannotStartException(
            $"Intake__{section}__{name} names a source that cannot stand in an address. Use letters, digits, dashes, dots and "
                + $"underscores, {LongestSource} at most.");

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    static byte[] Hash(IConfigurationSection token) => Configured.IsSendable(Long(token))
        ? SHA256.HashData(Encoding.UTF8.GetBytes(Long(token)))
        : throw new CannotStartException(
            $"Intake__Tokens__{token.Key} holds a space or another character that no sender can send. Use letters and "
                + "digits.");

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
