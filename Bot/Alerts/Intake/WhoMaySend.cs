using System.Security.Cryptography;
using System.Text;

namespace Bot.Alerts.Intake;

/// <summary>One source as the intake knows it.</summary>
/// <param name="Name">As its alerts are kept under.</param>
/// <param name="Tokens">Those that it may send with; filled up, so that no source takes longer than another to compare.</param>
/// <param name="Refused">Those of a source that was revoked.</param>
/// <param name="Secret">With what it signs; null where it has none that can be read.</param>
public sealed record Sender(
    string Name, IReadOnlyList<(byte[] Hash, long Until)> Tokens, IReadOnlyList<byte[]> Refused, byte[]? Secret)
{
    /// <summary>All that is signed for it is refused, though it may be right: it was revoked.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>It has or had a token.</summary>
    public bool HasToken { get; init; }

    /// <summary>It signs, and there is nothing to check that with.</summary>
    public bool LacksItsSecret { get; init; }

    /// <summary>It has a secret, and what that was encrypted with is gone.</summary>
    public bool LostItsSecret { get; init; }
}

/// <summary>All who may send, as of one moment.</summary>
public sealed class WhoMaySend
{
    const int Compared = 4;

    static readonly byte[] NoToken = new byte[SHA256.HashSizeInBytes];

    /// <summary>Compared with where nobody is called so.</summary>
    public static readonly Sender Nobody = new("", Filled([]), [], RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    readonly Dictionary<string, Sender> all;

    WhoMaySend(Dictionary<string, Sender> all) => this.all = all;

    public IReadOnlyCollection<Sender> All => all.Values;

    /// <summary>Those of the configuration, and those made in Slack.</summary>
    public static WhoMaySend Of(
        IntakeSettings settings, IReadOnlyList<SourceRow> rows, IReadOnlyList<SourceToken> tokens,
        Func<string, string, byte[]?> open)
    {
        var all = new Dictionary<string, Sender>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in settings.Names)
            all[name] = new(
                name, Filled(settings.Tokens.TryGetValue(name, out var hash) ? [(hash, long.MaxValue)] : []), [],
                settings.Secrets.GetValueOrDefault(name))
            {
                HasToken = hash is not null,
            };
        foreach (var row in rows.Where(r => r.Kind is not null))
            all[row.Name] = Both(all.GetValueOrDefault(row.Name), Of(row, tokens, open));
        return new(all);
    }

    static Sender Of(SourceRow row, IReadOnlyList<SourceToken> tokens, Func<string, string, byte[]?> open)
    {
        var (isRevoked, secret) = (row.RevokedAt is not null, row.Secret is { } text ? open(row.Name, text) : null);
        var lacks = !isRevoked && secret is null && SourceKind.Of(row.Kind) is { Signs: true };
        var own = tokens.Where(t => t.Source == row.Name)
            .Select(t => (Hash: Convert.FromHexString(t.Hash), Until: t.Until ?? long.MaxValue)).ToList();
        return new(row.Name, Filled(isRevoked ? [] : own), isRevoked ? [.. own.Select(t => t.Hash)] : [], secret)
        {
            IsRevoked = isRevoked,
            HasToken = own.Count > 0,
            LacksItsSecret = lacks,
            LostItsSecret = lacks && row.Secret is not null,
        };
    }

    // What the configuration says holds, whatever was made in Slack under the same name.
    static Sender Both(Sender? configured, Sender made) => configured is null ? made : made with
    {
        Name = configured.Name,
        Tokens = [.. configured.Tokens, .. made.Tokens],
        Secret = configured.Secret ?? (made.IsRevoked ? null : made.Secret),
        IsRevoked = false,
        LacksItsSecret = made.LacksItsSecret && configured.Secret is null,
        LostItsSecret = made.LostItsSecret && configured.Secret is null,
        HasToken = configured.HasToken || made.HasToken,
    };

    static List<(byte[] Hash, long Until)> Filled(IEnumerable<(byte[], long)> tokens)
    {
        List<(byte[] Hash, long Until)> filled = [.. tokens];
        while (filled.Count < Compared) filled.Add((NoToken, long.MaxValue));
        return filled;
    }

    /// <summary>The source of that name, and whether the token is right; as long for one that nobody knows.</summary>
    public (Sender? Sender, bool IsRight, bool IsRefused) Check(string source, string? token, long now)
    {
        var sender = all.GetValueOrDefault(source);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token ?? ""));
        var (right, refused) = (false, false);
        foreach (var (known, until) in (sender ?? Nobody).Tokens)
            right |= CryptographicOperations.FixedTimeEquals(known, hash) & now < until;
        foreach (var known in (sender ?? Nobody).Refused) refused |= CryptographicOperations.FixedTimeEquals(known, hash);
        return (sender, sender is not null && right, refused);
    }

    /// <summary>The source whose token it is, or null; asks all of them, whichever it is.</summary>
    public (Sender? Sender, bool IsRefused) Holder(string token, long now)
    {
        Sender? found = null;
        var isRefused = false;
        foreach (var sender in all.Values)
        {
            var (_, right, refused) = Check(sender.Name, token, now);
            if (found is null && (right || refused)) (found, isRefused) = (sender, refused);
        }

        return (found, isRefused);
    }

    /// <summary>
    /// The source of that name, and with what its signature is checked: where there is none, with what nobody knows.
    /// </summary>
    public (Sender? Sender, byte[] Secret) Signer(string source)
    {
        var sender = all.GetValueOrDefault(source);
        return (sender, sender?.Secret ?? Nobody.Secret!);
    }
}
