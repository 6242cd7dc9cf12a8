namespace Bot.Alerts.Dbt;

/// <summary>
/// Reads at most so many bytes of another, and throws <see cref="InvalidDataException"/> where there are more: what is packed may
/// be far larger than what was sent.
/// </summary>
sealed class LimitedStream(Stream from, long most) : Stream
{
    long read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await from.ReadAsync(buffer, cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Counted(from.Read(buffer, offset, count));

    int Counted(int more) => (read += more) <= most
        ? more
        : throw new InvalidDataException($"It is larger than {most / 1024 / 1024} MB.");

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
