using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Storage;

/// <summary>What rows come to, whichever store they were read from.</summary>
sealed class RowDigest : IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    public void Add(object?[] row)
    {
        Rows++;
        foreach (var value in row)
        {
            var (kind, bytes) = value switch
            {
                null => (0, []),
                byte[] raw => (1, raw),
                string text => (2, Encoding.UTF8.GetBytes(text)),
                _ => (3, BitConverter.GetBytes(Convert.ToInt64(value, CultureInfo.InvariantCulture))),
            };
            // Lengths keep neighbours apart.
            hash.AppendData([(byte)kind, .. BitConverter.GetBytes(bytes.Length)]);
            hash.AppendData(bytes);
        }
    }

    public string Ended() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
