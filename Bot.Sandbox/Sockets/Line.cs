namespace Bot.Sandbox;

/// <summary>The raw connection under a WebSocket: whole frames are written one after another, and it can go deaf.</summary>
sealed class Line(Stream inner) : Stream
{
    readonly SemaphoreSlim writing = new(1);
    volatile bool deaf;

    public void Deafen() => deaf = true;

    /// <summary>Sends a ping frame with that text (at most 125 bytes).</summary>
    public Task Ping(ReadOnlySpan<byte> text) =>
        WriteAsync(new byte[] { 0x89, (byte)text.Length }.Concat(text.ToArray()).ToArray()).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        do read = await inner.ReadAsync(buffer, cancellationToken);
        while (deaf && read > 0);
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (deaf) return;
        await writing.WaitAsync(cancellationToken);
        try { await inner.WriteAsync(buffer, cancellationToken); }
        finally { writing.Release(); }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => deaf ? Task.CompletedTask
        : inner.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
