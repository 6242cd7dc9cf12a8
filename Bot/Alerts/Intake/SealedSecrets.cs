using System.Collections.Concurrent;
using System.Text;
using Bot.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Alerts.Intake;

/// <summary>
/// Secrets that must be readable again, encrypted with keys that lie in a folder and not in the database: who has a copy of the
/// one has none of the other. Several bots on one database share the folder.
/// </summary>
/// <param name="folder">Where the keys lie; null where nobody has said and there is no place beside a file.</param>
public sealed class SealedSecrets(string? folder)
{
    public const string Key = "DataProtection:Keys";

    // Another bot may have made a key since.
    static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<(string Source, string Sealed), (byte[]? Secret, long At)> opened = new();
    volatile IDataProtectionProvider? keys;

    /// <summary>Why no secret can be kept, in one sentence; null where it can.</summary>
    public string? Problem => folder is not null ? null
        : $"Secrets are encrypted with keys in a folder, and none is set. Set {Configured.Variable(Key)} to a folder that all "
            + "replicas of the bot share, start it again, and enter the secret then.";

    /// <summary>What to do where the folder could not be used, in one sentence or two.</summary>
    public static string Unkept(Exception e) =>
        $"The bot cannot use the folder of its keys: {e.Message} Set {Configured.Variable(Key)} to one that it can write.";

    /// <summary>Encrypts a secret; throws where its keys can be neither read nor made.</summary>
    public string Seal(string source, string secret) => Protector(source).Protect(secret);

    /// <summary>The secret, or null where its key is lost.</summary>
    public byte[]? Open(string source, string text)
    {
        if (opened.TryGetValue((source, text), out var known)
            && (known.Secret is not null || TimeProvider.System.GetElapsedTime(known.At) < Again)) return known.Secret;
        var secret = Unsealed(source, text);
        if (secret is null && keys is not null)
        {
            keys = null;
            secret = Unsealed(source, text);
        }

        opened[(source, text)] = (secret, TimeProvider.System.GetTimestamp());
        return secret;
    }

    byte[]? Unsealed(string source, string text)
    {
        // Where there are no keys, none is made to open what was sealed with another.
        if (folder is null || !Directory.Exists(folder)) return null;
        try
        {
            return Encoding.UTF8.GetBytes(Protector(source).Unprotect(text));
        }
        // Lost, damaged, or of another bot: whatever is wrong with the keys, the secret is to be entered again.
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Where its keys lie, or will; null where no place is set.</summary>
    public string? Folder => folder;

    /// <summary>Which of them, by their place, the keys do not open; a look, which makes no key.</summary>
    public IReadOnlyList<int> Closed(IEnumerable<(string Source, string Sealed)> all)
    {
        var given = folder is not null && Directory.Exists(folder)
            ? Create(folder, builder => builder.DisableAutomaticKeyGeneration()) : null;
        return [.. all.Index().Where(s => given is null || !Opens(given, s.Item)).Select(s => s.Index)];
    }

    static bool Opens(IDataProtectionProvider given, (string Source, string Sealed) secret)
    {
        try
        {
            Protector(given, secret.Source).Unprotect(secret.Sealed);
            return true;
        }
        // As above: whatever is wrong with the keys.
        catch (Exception)
        {
            return false;
        }
    }

    IDataProtector Protector(string source) => Protector(Keys(), source);

    static IDataProtector Protector(IDataProtectionProvider given, string source) =>
        given.CreateProtector("secret of a source", source);

    static IDataProtectionProvider Create(string at, Action<IDataProtectionBuilder> more) => DataProtectionProvider.Create(
        new DirectoryInfo(at), builder => more(builder.SetApplicationName("Data Responder")));

    IDataProtectionProvider Keys()
    {
        if (keys is { } known) return known;
        var at = folder ?? throw new InvalidOperationException(Problem);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(at);
        else Directory.CreateDirectory(at, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return keys = Create(at, _ => { });
    }
}
