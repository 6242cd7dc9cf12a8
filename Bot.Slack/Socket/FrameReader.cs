using System.Buffers;
using System.Net.WebSockets;

namespace Bot.Slack;

/// <summary>Reads whole messages, however fragmented, into one buffer that is given back after a large one.</summary>
sealed class FrameReader(WebSocket socket)
{
    const int Step = 8 * 1024;
    const int Ordinary = 64 * 1024;
    const int Largest = 16 * 1024 * 1024;

    ArrayBufferWriter<byte> _buffer = new(Step);

    /// <summary>The next message, good until the next call; null when Slack has closed.</summary>
    public async Task<ReadOnlyMemory<byte>?> Next(CancellationToken ct)
    {
        Clear();
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.GetMemory(Step), ct);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            _buffer.Advance(part.Count);
            if (part.EndOfMessage) return _buffer.WrittenMemory;
            if (_buffer.WrittenCount > Largest) throw new WebSocketException("A frame grew over 16 MB.");
        }
    }

    void Clear()
    {
        if (_buffer.Capacity > Ordinary) _buffer = new(Step);
        else _buffer.ResetWrittenCount();
    }
}
