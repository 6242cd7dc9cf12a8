using System.Security.Cryptography;
using Bot.Alerts;

namespace Bot.PullRequests;

/// <summary>Reads another, and gives all that is read to a signature as it came.</summary>
sealed class HashedStream(Stream from, IncrementalHash signed) : OnceReadStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await from.ReadAsync(buffer, cancellationToken);
        signed.AppendData(buffer.Span[..length]);
        return length;
    }
}
