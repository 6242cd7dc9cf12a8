namespace Bot.Alerts.Dbt;

/// <summary>
/// Reads at most so many bytes of another, and throws <see cref="TooLargeException"/> where there are more: what is packed may
/// be far larger than what was sent.
/// </summary>
sealed class LimitedStream(Stream from, long most) : OnceReadStream
{
    long read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await from.ReadAsync(buffer, cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Counted(from.Read(buffer, offset, count));

    int Counted(int more) => (read += more) <= most
        ? more
        : throw new TooLargeException($"It is larger than {most / 1024 / 1024} MB.");
}
