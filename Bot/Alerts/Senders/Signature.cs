using System.Buffers;
using System.Security.Cryptography;

namespace Bot.Alerts.Senders;

/// <summary>Signatures as senders write them, in hexadecimal digits.</summary>
public static class Signature
{
    const int Most = 10;

    /// <summary>Whether one of these is the right one, in a time that does not tell how much of it is right.</summary>
    public static bool IsAmong(IEnumerable<string> signatures, byte[] right)
    {
        var sent = new byte[right.Length];
        var found = false;
        foreach (var signature in signatures.Take(Most))
            found |= Convert.FromHexString(signature, sent, out var used, out var written) == OperationStatus.Done
                && used == signature.Length && written == right.Length && CryptographicOperations.FixedTimeEquals(sent, right);
        return found;
    }
}
